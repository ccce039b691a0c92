"""What a measure needs to be recorded, and what of that a source lacks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from processengine.evidence.measures.grouping import REP, by_of, column_of
from processengine.evidence.measures.known import Known
from processengine.evidence.question import Handle, Question, Row
from processengine.model.measure import Event, Quantity
from processengine.rules.seller.telling import needs_of

_HISTORY = ("deal_id", "stage", "entered_at")


class Need(NamedTuple):
    """Columns of an evidence table, by the names that users know."""

    table: str
    columns: tuple[str, ...]


def events_of(quantity: Quantity) -> tuple[Event, ...]:
    """Return the events that a quantity speaks of, each once."""
    parts: list[Event | None] = [quantity.share, *(quantity.among or ()), quantity.count]
    if quantity.duration is not None:
        parts += [quantity.duration.from_, quantity.duration.to]
    if quantity.ratio is not None:
        parts += [quantity.ratio.of, quantity.ratio.per]
    found: list[Event] = []
    for event in parts:
        if event is not None and event not in found:
            found.append(event)
    return tuple(found)


def needs(quantity: Quantity) -> tuple[Need, ...]:
    """Return the tables and columns that a quantity is computed from; where one of several would do, the usual one."""
    columns: dict[str, dict[str, None]] = {}
    if quantity.share is not None or quantity.duration is not None:
        columns["stage_history"] = dict.fromkeys(_HISTORY)
    for event in events_of(quantity):
        for table, names in next(iter(needs_of(event))).items():
            columns.setdefault(table, {}).update(dict.fromkeys(names))
            if event.activity is not None and (quantity.share is not None or quantity.duration is not None):
                columns[table]["deal_id"] = None
    return tuple(Need(table, tuple(names)) for table, names in columns.items())


def lacking(quantity: Quantity, handle: Handle, known: Known) -> tuple[str, ...]:
    """Return in sentences what a source lacks of what a quantity asks for; none where it has all, as far as its columns and kinds of rows show."""
    return (*unknowable(quantity, handle, known), *ungrouped(quantity, handle))


def unknowable(quantity: Quantity, handle: Handle, known: Known) -> tuple[str, ...]:
    """Return in sentences why a source can't tell a quantity at all."""
    is_of_deals = quantity.share is not None or quantity.duration is not None
    found = [*_elsewhere(quantity, known)]
    if is_of_deals and not handle.has("stage_history"):
        found.append("The source has no table `stage_history`.")
    for event in events_of(quantity):
        found += _of_event(event, handle, known, is_of_deals=is_of_deals)
    return tuple(dict.fromkeys(found))


def ungrouped(quantity: Quantity, handle: Handle) -> tuple[str, ...]:
    """Return in a sentence why a source can't tell a measure's groups apart: then there is the whole alone."""
    by = by_of(quantity)
    if by is None or (by == REP and _is_of_reps(quantity)) or column_of(handle, by) is not None:
        return ()
    return (f"No table of the source has a column `{by}`, so there are no groups.",)


def _is_of_reps(quantity: Quantity) -> bool:
    return (quantity.ratio is not None or quantity.count is not None) and all(event.activity is not None for event in events_of(quantity))


def _elsewhere(quantity: Quantity, known: Known) -> Iterator[str]:
    if quantity.share is not None and quantity.within is None and known.other(quantity.share.reached or "") is not None:
        yield "A share that looks into another process needs `within`: how long each deal is watched."


def _of_event(event: Event, handle: Handle, known: Known, *, is_of_deals: bool) -> Iterator[str]:
    missing = [_missing(need, handle) for need in needs_of(event)]
    if "" not in missing:
        yield missing[0]
    elif event.activity is not None:
        yield from _activity(event, handle, is_of_deals=is_of_deals)
    elif event.reached is not None:
        yield from _stage(event.reached, known)
    elif event.outcome is not None:
        yield from _outcome(event.outcome, known)
    elif event.kind not in handle.ask(_KINDS["facts"]):
        yield f"The table `facts` has no {event.kind} at all, so nobody records them."


def _missing(need: Mapping[str, tuple[str, ...]], handle: Handle) -> str:
    for table, columns in need.items():
        if not handle.has(table):
            return f"The source has no table `{table}`."
        lacks = [column for column in columns if column not in handle.columns(table)]
        if lacks:
            return f"The table `{table}` has no column {' and '.join(f'`{column}`' for column in lacks)}."
    return ""


def _activity(event: Event, handle: Handle, *, is_of_deals: bool) -> Iterator[str]:
    if is_of_deals and "deal_id" not in handle.columns("activities"):
        yield "The table `activities` has no column `deal_id`, so nothing tells which deal an activity was for."
    if event.activity not in handle.ask(_KINDS["activities"]):
        yield f"The table `activities` has no {event.activity} at all, so nobody records them."


def _stage(reached: str, known: Known) -> Iterator[str]:
    other, stage = known.other(reached), reached.rpartition("/")[2]
    if other is not None and other not in known.others:
        yield f"The library has no process `{other}` that can be read."
        return
    process = known.process if other is None else known.others[other].process
    if stage not in process.stages:
        yield f"The process `{process.id}` has no stage `{stage}`."


def _outcome(kind: str, known: Known) -> Iterator[str]:
    if kind == "admin":
        yield "Deals made in error (`admin`) are counted nowhere."
    elif all(stage.outcome != kind for stage in known.process.stages.values()):
        yield f"The process `{known.process.id}` has no outcome of kind {kind}."


def _kinds(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(str(kind) for (kind,) in rows)


_KINDS: Mapping[str, Question[frozenset[str]]] = {
    "facts": Question("SELECT DISTINCT LOWER(kind) FROM facts WHERE kind IS NOT NULL", _kinds),
    "activities": Question("SELECT DISTINCT LOWER(kind) FROM activities WHERE kind IS NOT NULL", _kinds),
}
