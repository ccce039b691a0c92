"""Which of a source's relations is which evidence table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from processengine.errors import CannotRun
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.warehouse.found import Wanted
from processengine.warehouse.guesses import plain
from processengine.warehouse.mapping import fits
from processengine.warehouse.names import listed
from processengine.warehouse.raw import Raw
from processengine.warehouse.shapes import Shaped, shaped


@dataclass(frozen=True)
class Assigned:
    """An evidence table: the relation that holds it, what somebody says of its columns, and the export that it was recognised as."""

    table: str
    raw: Raw
    given: Mapping[str, str] = field(default_factory=dict)
    shape: Shaped | None = None

    @property
    def known(self) -> Mapping[str, str]:
        """What the export's shape says of the columns."""
        return self.shape.columns if self.shape is not None else {}


@dataclass(frozen=True)
class Assignment:
    """The evidence tables of a source; `of_history` are columns of the deals that the history itself is said to hold.

    `notes` are sentences about what was taken for what.
    """

    tables: Mapping[str, Assigned]
    of_history: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[Raw, ...] = ()
    notes: tuple[str, ...] = ()


Repeats = Callable[[Raw], bool]
"""Tells whether a relation has several rows for a deal, as a history does."""


def assigned(raws: Sequence[Raw], wanted: Wanted, repeats: Repeats) -> Assignment:
    """Return which relation is which table; raise CannotRun where none can be the stage history, or more than one."""
    shapes = shaped(raws)
    made: dict[str, Assigned] = {}
    history_called_deals = _called_deals(raws, wanted, shapes, repeats)
    if history_called_deals is not None:
        made["stage_history"] = Assigned("stage_history", history_called_deals)
    for table in SOURCE_COLUMNS:
        one = None if history_called_deals is not None and table in ("stage_history", "deals") else _one(table, raws, wanted, shapes.get(table))
        if one is not None:
            made[table] = one
    of_history: Mapping[str, str] = {}
    history = made.get("stage_history") or _history(raws, made, wanted)
    if history is None and not made:
        raise CannotRun(_nothing(raws, wanted))
    if history is not None:
        made["stage_history"] = history
        if "deals" in made and made["deals"].shape is None and made["deals"].raw == history.raw and history.shape is None:
            of_history = made.pop("deals").given
    used = {name for one in made.values() for name in ((one.raw.name,) if one.shape is None else one.shape.of)}
    notes = () if history_called_deals is None else (f"{history_called_deals.file} has a stage, a time and several rows for a deal: it is read as the stage history.",)
    return Assignment(made, of_history, tuple(raw for raw in raws if raw.name not in used), notes)


def _called_deals(raws: Sequence[Raw], wanted: Wanted, shapes: Mapping[str, Shaped], repeats: Repeats) -> Raw | None:
    """Return the relation that is called deals and holds the stage history; None where another may hold it, or somebody says what is what."""
    called = [raw for raw in raws if plain(raw.name) == plain("deals")]
    if len(called) != 1 or shapes.keys() & {"stage_history", "deals"} or wanted.columns.keys() & {"stage_history", "deals"}:
        return None
    others = [raw for raw in raws if raw is not called[0] and (plain(raw.name) == plain("stage_history") or fits("stage_history", raw))]
    return called[0] if not others and fits("stage_history", called[0]) and repeats(called[0]) else None


def _one(table: str, raws: Sequence[Raw], wanted: Wanted, shape: Shaped | None) -> Assigned | None:
    """Return what holds a table: what is called so, else an export of a known shape, else what has the columns that are asked for."""
    given = wanted.columns.get(table, {})
    named = [raw for raw in raws if plain(raw.name) == plain(table)]
    if len(named) > 1:
        raise CannotRun(f"{wanted.source}: {listed(raw.file for raw in named)} could each be the table {table}; leave one of them.")
    if shape is not None and (not named or named[0].name in shape.of) and all(theirs in shape.raw.columns for theirs in given.values()):
        return Assigned(table, shape.raw, given, shape)
    if named:
        return Assigned(table, named[0], given or _likely(table, named[0], wanted))
    if given:
        return Assigned(table, _with_columns(table, raws, given, wanted), given)
    likely = wanted.likely.get(table, {})
    fitting = [raw for raw in raws if likely and _has(raw, likely)]
    return Assigned(table, fitting[0], likely) if len(fitting) == 1 else None


def _likely(table: str, raw: Raw, wanted: Wanted) -> Mapping[str, str]:
    likely = wanted.likely.get(table, {})
    return likely if likely and _has(raw, likely) else {}


def _with_columns(table: str, raws: Sequence[Raw], given: Mapping[str, str], wanted: Wanted) -> Raw:
    """Return the relation that has the columns that are asked for; of several the one that no table is called after."""
    having = [raw for raw in raws if _has(raw, given)]
    if len(having) > 1:
        free = [raw for raw in having if plain(raw.name) not in map(plain, SOURCE_COLUMNS)]
        having = free or having
    if len(having) > 1:
        raise CannotRun(f"{wanted.source}: {listed(raw.file for raw in having)} have the columns of {table}; call the one that is meant {table}.")
    if having:
        return having[0]
    if len(raws) == 1:
        return raws[0]
    raise CannotRun(f"{wanted.source}: no file has the columns {listed(given.values())} that {table} is mapped to.")


def _has(raw: Raw, given: Mapping[str, str]) -> bool:
    own = {column.casefold() for column in raw.columns}
    return all(theirs.casefold() in own for theirs in given.values())


def _history(raws: Sequence[Raw], made: Mapping[str, Assigned], wanted: Wanted) -> Assigned | None:
    """Return the stage history where nothing is called so: the only relation, else the only one that looks like one."""
    taken = {name for one in made.values() for name in ((one.raw.name,) if one.shape is None else one.shape.of) if one.given == {} or one.shape}
    free = [raw for raw in raws if raw.name not in taken and plain(raw.name) not in map(plain, SOURCE_COLUMNS)]
    if len(raws) == 1 and free:
        return Assigned("stage_history", free[0])
    fitting = [raw for raw in free if fits("stage_history", raw)]
    if len(fitting) > 1:
        raise CannotRun(f"{wanted.source}: {listed(raw.file for raw in fitting)} could each be the stage history; call the one that is meant stage_history.")
    return Assigned("stage_history", fitting[0]) if fitting else None


def _nothing(raws: Sequence[Raw], wanted: Wanted) -> str:
    return (f"{wanted.source}: none of {listed(raw.file for raw in raws)} is a stage history; call the one that is meant stage_history,"
            " or say which columns it has with --column stage_history.deal_id=COLUMN, .stage and .entered_at.")
