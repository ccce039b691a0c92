"""What must be recorded before an event can be told: for sales people, in their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from processengine.evidence.check.told import Told
from processengine.evidence.measures.gaps import Gap, element, gaps
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.needs import needs_within
from processengine.model.measure import Event, Quantity
from processengine.model.nearest import did_you_mean
from processengine.model.process import Process, criteria_of


@dataclass(frozen=True)
class Lack:
    """Why an event can't be told from a source, and what to do about it: `record` is the same for all that need the same, `what` says which.

    `is_doubt` where it can be told, and is nowhere in the source.
    """

    why: str
    record: str
    what: str = ""
    is_doubt: bool = False


HISTORY: Final = Lack(
    "nothing says when a deal entered a stage",
    "Keep a row each time that a deal enters a stage (deal_id, stage, entered_at). In Salesforce export OpportunityHistory, or switch on field history for Stage",
)
_ENTER: Final = "Move deals into these stages in the CRM when it is so; where it has other names for them, write those into library.yaml"
_LOG: Final = "Have reps log each of these, a row in the table `activities` (rep, kind, at)"
_OF_DEAL: Final = "Note the deal's number with each of these (deal_id of the table `activities`)"
_MAKER: Final = "Tick with each of these whether a decision maker was there (with_decision_maker of the table `activities`)"
_FACT: Final = "Write down the day of each of these, a row in the table `facts` (deal_id, kind, id, at)"
_ELSEWHERE: Final = "Keep the other process's history too, in the same table, with its id in the column `process`, up to these stages"
_COLUMN: Final = "Keep these for each deal, as columns of the table `deals`"
_NAME: Final = "Write these names as the process has them"
_DONE: Final = {"appointment": "appointment made", "meeting": "meeting held", "rejection": "rejection (an appointment asked for and refused)"}


def lacks(event: Event, told: Told, *, is_of_deal: bool = True) -> Iterator[Lack]:
    """Yield what a source lacks for an event, nothing where it has it; `is_of_deal` where the event has to belong to a deal."""
    found = tuple(gaps(event, told.holding, told.known, is_of_deal=is_of_deal))
    yield from (_lack(gap, told) for gap in found)
    if not found and event.reached is not None:
        yield from _unmet(event.reached, told)
    elif not found and event.outcome is not None:
        yield from _unended(event.outcome, told)


def lacks_within(quantity: Quantity, told: Told) -> Iterator[Lack]:
    """Yield what a share lacks that looks into another process and doesn't say for how long."""
    if needs_within(quantity, told.known) and quantity.share is not None:
        yield Lack("it looks into another process without `within`", "Say in these how long each deal is watched, such as `within: 365 days`", f"`{quantity.share.reached}`")


def lacks_grouping(by: str | None, told: Told, *, is_of_activities: bool) -> Iterator[Lack]:
    """Yield what a source lacks to tell a measure for each of something."""
    if by is None or (by == "rep" and is_of_activities):
        return
    column = "owner" if by == "rep" else by
    has = column in told.holding.filled.get("deals", ()) if by == "rep" else column in told.holding.others
    if not has:
        yield Lack(f"nothing says the {by} of a deal", _COLUMN, f"`{column}`")


def _lack(gap: Gap, told: Told) -> Lack:
    """Return what is in the way of an event, and what to do about it."""
    if gap.what == "history":
        return HISTORY
    if gap.what in ("process", "stage", "outcome", "admin"):
        return _of_process(gap, told.known)
    if gap.event.activity is not None:
        return _of_activity(gap, gap.event.activity)
    return _of_fact(gap.event, told.known.process)


def _of_process(gap: Gap, known: Known) -> Lack:
    near, event = did_you_mean(gap.name, gap.known), gap.event
    if gap.what == "outcome":
        return Lack(f"the process has no outcome of kind {gap.name}", "Add stages with these outcomes to the process, and close deals into them", f"`{gap.name}`")
    if gap.what == "admin":
        return Lack("deals made in error are counted nowhere", "Ask for another outcome than `admin`", f"`{gap.name}`")
    if gap.what == "process":
        return Lack(f"the library has no process `{gap.name}`{_in_brackets(near)}", _NAME, f"`{event.reached}`")
    process = known.other(event.reached or "")
    where = f"the process `{process}`" if process is not None else "the process"
    return Lack(f"{where} has no stage `{gap.name}`{_in_brackets(near)}", _NAME, f"`{event.reached}`")


def _in_brackets(near: str) -> str:
    """Return what may be meant as part of a sentence."""
    return f" ({near.strip()[0].lower()}{near.strip()[1:]})" if near else ""


def _of_activity(gap: Gap, kind: str) -> Lack:
    what, account = _DONE.get(kind, kind), "a target" if gap.event.account == "target" else "new"
    mark = f"Mark accounts that are {account} ({gap.name} of the table `activities`, or of `deals` where the activity has the deal's number)"
    return {
        "table": Lack("the source has no activities", _LOG, what),
        "kind": Lack(f"no activity is of kind {kind}", _LOG, what),
        "deal": Lack(f"no {kind} says which deal it was for", _OF_DEAL, what),
        "maker": Lack(f"no {kind} says whether a decision maker was there", _MAKER, what),
        "account": Lack(f"no {kind} says whether the account is {account}", mark, what),
    }[gap.what]


def _of_fact(event: Event, process: Process) -> Lack:
    name, field = element(event), _field(event, process)
    kept = f" (the CRM keeps it in {field})" if field else ""
    done = "handed over" if event.kit else "done" if event.play else "met"
    return Lack(f"nothing says when the {event.kind} `{name}` was {done}", _FACT, f"{event.kind} `{name}`{kept}")


def _unmet(reached: str, told: Told) -> Iterator[Lack]:
    """Yield the doubt about a stage that no row enters; one of another process must be entered by some row that is the process's."""
    process, _, stage = reached.rpartition("/")
    if process and process != told.known.process.id:
        if stage not in told.others.get(process, ()):
            yield Lack(f"no row enters `{stage}` of `{process}`", _ELSEWHERE, f"`{reached}`", is_doubt=bool(told.others.get(process)))
    elif stage not in told.met:
        yield Lack(f"no row enters `{stage}`", _ENTER, f"`{stage}`", is_doubt=True)


def _unended(kind: str, told: Told) -> Iterator[Lack]:
    """Yield the doubt about an outcome in which no deal ended."""
    stages = [name for name, stage in told.known.process.stages.items() if stage.outcome == kind]
    if not any(name in told.met for name in stages):
        yield Lack(f"no deal ended as {kind}", _ENTER, " or ".join(f"`{name}`" for name in stages), is_doubt=True)


def _field(event: Event, process: Process) -> str:
    """Return the field of the CRM that keeps what an event is about, "" where the process names none."""
    if event.kit is not None:
        return process.kits[event.kit].field if event.kit in process.kits else ""
    stage, _, name = (event.criterion or event.play or "").rpartition("/")
    if stage not in process.stages:
        return ""
    if event.criterion is not None:
        known = criteria_of(process, stage)
        return known[name].field if name in known else ""
    plays = process.stages[stage].plays
    return plays[name].field if name in plays else ""
