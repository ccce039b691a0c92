"""What the evidence tables of a library can tell, as far as library.yaml says."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from processengine.model.library import Evidence
from processengine.model.measure import Event
from processengine.model.process import Process, criteria_of

Columns = tuple[str, ...]
Need = Mapping[str, Columns]
"""Tables with the columns that are needed of each."""

_HISTORY: Final[Need] = {"stage_history": ("deal_id", "stage", "entered_at")}
_OUTCOMES: Final[Need] = {"deals": ("deal_id", "outcome", "closed_at")}
_FACTS: Final[Need] = {"facts": ("deal_id", "kind", "id", "at")}
_ACCOUNT: Final = {"target": "account_is_target", "new": "account_is_new", "existing": "account_is_new"}


class Lack(NamedTuple):
    """What library.yaml doesn't have: columns of a table, or none, where it has no such table at all."""

    table: str
    columns: Columns = ()

    def __str__(self) -> str:
        """Say it for a message."""
        columns = " and ".join(f"`{column}`" for column in self.columns)
        return f"no column {columns} in `{self.table}`" if columns else f"no table `{self.table}`"


class Telling:
    """What a library's evidence can tell; one that names a source and no tables is taken to have them all."""

    def __init__(self, evidence: Evidence) -> None:
        self.is_open = bool(evidence.source) and not evidence.tables
        # A table of which only rows are chosen, or nothing is said, keeps the columns' own names.
        named = {table: set(columns) - {"where"} for table, columns in evidence.tables.items()}
        self._columns: dict[str, set[str] | None] = {table: columns or None for table, columns in named.items()}

    def lacks(self, event: Event, process: Process) -> Lack | None:
        """Return what is missing before an event can be told; None where nothing is."""
        if self.is_open or _has_field(event, process):
            return None
        lacking = [self._lacks(need) for need in needs_of(event)]
        return None if None in lacking else lacking[0]

    def _lacks(self, need: Need) -> Lack | None:
        for table, columns in need.items():
            if table not in self._columns:
                return Lack(table)
            known = self._columns[table]
            missing = () if known is None else tuple(column for column in columns if column not in known)
            if missing:
                return Lack(table, missing)
        return None


def needs_of(event: Event) -> Iterator[Need]:
    """Yield what an event can be told by; one of them is enough, and the first is the usual one."""
    if event.activity is not None:
        yield from _activity(event)
    elif event.reached is not None:
        yield _HISTORY
    elif event.outcome is not None:
        yield from (_HISTORY, _OUTCOMES)
    else:
        yield _FACTS


def _activity(event: Event) -> Iterator[Need]:
    columns = ("kind", "at", *(("with_decision_maker",) if event.with_decision_maker is not None else ()))
    if event.account is None:
        yield {"activities": columns}
    else:
        account = _ACCOUNT[event.account]
        yield {"activities": (*columns, account)}
        yield {"activities": (*columns, "deal_id"), "deals": ("deal_id", account)}


def _has_field(event: Event, process: Process) -> bool:
    """Tell whether the CRM has a field of its own for what the event is about."""
    stage, _, name = (event.criterion or event.play or "").partition("/")
    if event.kit is not None:
        return event.kit in process.kits and bool(process.kits[event.kit].field)
    if stage not in process.stages:
        return False
    known = criteria_of(process, stage) if event.criterion is not None else process.stages[stage].plays
    return name in known and bool(known[name].field)
