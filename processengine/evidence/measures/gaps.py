"""Whether a source can tell an event, and what is in the way: the one judge, for who computes and for who says what to record.

What nobody records is not what never happened: a share of 0 % from a criterion that nobody writes down would be a number
made of nothing. So an event is told only where some row of the source tells such a one; of a stage or an outcome, which the
history tells by itself, it is enough that the process has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from processengine.evidence.measures.known import Known
from processengine.evidence.measures.recorded import Recorded
from processengine.evidence.measures.slots import EVENT, Slots
from processengine.model.measure import Event
from processengine.model.process import Process, criteria_of

What = Literal["history", "table", "kind", "deal", "maker", "account", "element", "fact", "process", "stage", "outcome", "admin"]

ACCOUNTS: Final[Mapping[str, str]] = {"target": "account_is_target", "new": "account_is_new", "existing": "account_is_new"}
"""Which column tells an account."""


@dataclass(frozen=True)
class Gap:
    """What is in the way of an event.

    The source has no `history`, no such `table`, no activity or fact of the `kind`, none with its `deal`, with a decision
    `maker` or with an `account`, or no `fact` of this name; or the process has no such `element`, `stage` or `outcome`, the
    library no such `process`; or it is of deals made in error (`admin`), which count nowhere. `name` is what can't be found,
    `known` are the names that there are.
    """

    what: What
    event: Event
    name: str = ""
    known: tuple[str, ...] = ()


def gaps(event: Event, recorded: Recorded, known: Known, *, is_of_deal: bool) -> Iterator[Gap]:
    """Yield what is in the way of an event, nothing where it can be told; `is_of_deal` where it has to belong to a deal."""
    if event.activity is not None:
        yield from _activity(event, event.activity, recorded, is_of_deal=is_of_deal)
    elif event.reached is not None:
        yield from _reached(event, event.reached, recorded, known)
    elif event.outcome is not None:
        yield from _outcome(event, event.outcome, recorded, known)
    else:
        yield from _fact(event, recorded, known)


def _activity(event: Event, kind: str, recorded: Recorded, *, is_of_deal: bool) -> Iterator[Gap]:
    seen = next((one for one in recorded.activities if one.kind == kind), None)
    if "activities" not in recorded.tables:
        yield Gap("table", event, "activities")
    elif seen is None:
        yield Gap("kind", event, kind)
    elif is_of_deal and not seen.deals:
        yield Gap("deal", event, kind)
    if event.with_decision_maker is not None and "with_decision_maker" not in recorded.filled.get("activities", ()):
        yield Gap("maker", event, "with_decision_maker")
    column = ACCOUNTS.get(event.account or "", "")
    if column and not _tells_account(column, recorded.filled):
        yield Gap("account", event, column)


def _tells_account(column: str, filled: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the account's mark stands with activities, or with deals that activities name."""
    own, deals = filled.get("activities", frozenset()), filled.get("deals", frozenset())
    return column in own or ("deal_id" in own and column in deals)


def _reached(event: Event, reached: str, recorded: Recorded, known: Known) -> Iterator[Gap]:
    other, stage = known.other(reached), reached.rpartition("/")[2]
    if other is not None and other not in known.others:
        yield Gap("process", event, other, tuple(known.others))
        return
    process = known.process if other is None else known.others[other].process
    if stage not in process.stages:
        yield Gap("stage", event, stage, tuple(process.stages))
    elif "stage_history" not in recorded.tables:
        yield Gap("history", event)


def _outcome(event: Event, kind: str, recorded: Recorded, known: Known) -> Iterator[Gap]:
    if kind == "admin":
        yield Gap("admin", event, kind)
    elif all(stage.outcome != kind for stage in known.process.stages.values()):
        yield Gap("outcome", event, kind)
    elif "stage_history" not in recorded.tables:
        yield Gap("history", event)


def _fact(event: Event, recorded: Recorded, known: Known) -> Iterator[Gap]:
    wanted = {(row[1], row[2]) for row in Slots(known, {EVENT: event}).facts.rows}
    if any((one.kind, one.id) in wanted for one in recorded.facts):
        return
    name = element(event)
    elements = elements_of(event, known.process)
    if name not in elements:
        yield Gap("element", event, name, elements)
    elif "facts" not in recorded.tables:
        yield Gap("table", event, "facts")
    elif all(one.kind != event.kind for one in recorded.facts):
        yield Gap("kind", event, event.kind)
    else:
        yield Gap("fact", event, name)


def element(event: Event) -> str:
    """Return the name of the criterion, play or kit that an event is about."""
    return event.criterion or event.play or event.kit or ""


def elements_of(event: Event, process: Process) -> tuple[str, ...]:
    """Return the names of the process's elements of the kind that an event is about."""
    if event.kit is not None:
        return tuple(process.kits)
    if event.criterion is not None:
        return tuple(f"{stage}/{name}" for stage in process.stages for name in criteria_of(process, stage))
    return tuple(f"{name}/{play}" for name, stage in process.stages.items() for play in stage.plays)
