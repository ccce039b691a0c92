"""What a measure needs to be recorded, and what of that a source lacks."""

from typing import Final, NamedTuple

from processengine.evidence.measures.gaps import Gap, gaps
from processengine.evidence.measures.grouping import REP, by_of, column_of
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.recorded import Recorded, RecordedThere
from processengine.evidence.public import UNDER
from processengine.evidence.question import Handle
from processengine.model.measure import Event, Quantity
from processengine.model.nearest import did_you_mean
from processengine.model.process import Process
from processengine.rules.seller.telling import needs_of

NEEDS_WITHIN: Final = "A share that looks into another process needs `within`: how long each deal is watched."
_NO_TABLE: Final = "The source has no table `{}`."
_NAMED: Final = 3
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


def asks_history(quantity: Quantity) -> bool:
    """Tell whether a quantity can't be told without a history of stages."""
    return any(need.table == "stage_history" for need in needs(quantity))


def lacking(quantity: Quantity, handle: Handle, known: Known) -> tuple[str, ...]:
    """Return in sentences what a source lacks of what a quantity asks for; none where it has all, as far as its columns and kinds of rows show."""
    return (*unknowable(quantity, handle, known), *ungrouped(quantity, handle))


def unknowable(quantity: Quantity, handle: Handle, known: Known) -> tuple[str, ...]:
    """Return in sentences why a source can't tell a quantity at all."""
    is_of_deal = quantity.share is not None or quantity.duration is not None
    found = [NEEDS_WITHIN] if needs_within(quantity, known) else []
    if is_of_deal and not handle.has("stage_history"):
        found.append(_NO_TABLE.format("stage_history"))
    recorded = RecordedThere(handle)
    for event in events_of(quantity):
        found += [_said(gap, handle, recorded, known) for gap in gaps(event, recorded, known, is_of_deal=is_of_deal)]
    return tuple(dict.fromkeys(found))


def needs_within(quantity: Quantity, known: Known) -> bool:
    """Tell whether a share looks into another process without saying how long each deal is watched."""
    return quantity.share is not None and quantity.within is None and known.other(quantity.share.reached or "") is not None


def ungrouped(quantity: Quantity, handle: Handle) -> tuple[str, ...]:
    """Return in a sentence why a source can't tell a measure's groups apart: then there is the whole alone."""
    by = by_of(quantity)
    if by is None or (by == REP and _is_of_reps(quantity)) or column_of(handle, by) is not None:
        return ()
    return (f"No table of the source has a column `{by}`, so there are no groups.",)


def _is_of_reps(quantity: Quantity) -> bool:
    return (quantity.ratio is not None or quantity.count is not None) and all(event.activity is not None for event in events_of(quantity))


def _said(gap: Gap, handle: Handle, recorded: Recorded, known: Known) -> str:
    """Return the sentence for what is in the way of an event, where a value is asked for."""
    event, name = gap.event, gap.name
    process = known.process if event.reached is None else _process(event.reached, known)
    near = did_you_mean(name, gap.known)
    table = "activities" if event.activity is not None else "facts"
    return _columns(gap, handle) or {
        "history": _NO_TABLE.format("stage_history"),
        "table": _NO_TABLE.format(name),
        "kind": f"The table `{table}` has no {name} at all, so nobody records them.",
        "deal": f"No {name} says which deal it was for.",
        "maker": f"No {event.activity} says whether a decision maker was there.",
        "account": f"No {event.activity} says whose account it is.",
        "element": f"The process `{process.id}` has no {event.kind} `{name}`.{near}",
        "fact": f"No row of facts names the {event.kind} `{name}`{_instead(event.kind, recorded)}.",
        "process": f"The library has no process `{name}` that can be read.{near}",
        "stage": f"The process `{process.id}` has no stage `{name}`.{near}",
        "outcome": f"The process `{process.id}` has no outcome of kind {name}.",
        "admin": "Deals made in error (`admin`) are counted nowhere.",
    }[gap.what]


def _columns(gap: Gap, handle: Handle) -> str:
    """Return the sentence for columns that are missing, where these are in the way; empty where they aren't."""
    if gap.what == "deal":
        return "" if "deal_id" in handle.columns("activities") else "The table `activities` has no column `deal_id`, so nothing tells which deal an activity was for."
    if gap.what not in ("kind", "fact", "element", "maker", "account"):
        return ""
    need = next(iter(needs_of(gap.event)))
    for table, columns in need.items():
        lacks = [column for column in columns if column not in handle.columns(table)]
        if handle.has(table) and lacks:
            return f"The table `{table}` has no column {' and '.join(f'`{column}`' for column in lacks)}."
    return ""


def _instead(kind: str, recorded: Recorded) -> str:
    """Return which others of its kind the source has facts of, those of most rows first; none of fewer than five deals is named."""
    others = sorted((one for one in recorded.facts if one.kind == kind and one.id and one.deals >= UNDER), key=lambda one: (-one.rows, one.id))
    named = ", ".join(f"`{one.id}` ({one.rows:,} rows)" for one in others[:_NAMED])
    more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
    return f"; the source has {named}{more}" if named else ""


def _process(reached: str, known: Known) -> Process:
    other = known.other(reached)
    return known.process if other is None or other not in known.others else known.others[other].process
