"""What must be recorded before an event can be told: for sales people, in their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from processengine.evidence.check.told import Told
from processengine.evidence.measures.slots import EVENT, Slots
from processengine.model.measure import Event
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
_ACCOUNTS: Final = {"target": "account_is_target", "new": "account_is_new", "existing": "account_is_new"}
_DONE: Final = {"appointment": "appointment made", "meeting": "meeting held", "rejection": "rejection (an appointment asked for and refused)"}


def lacks(event: Event, told: Told, *, is_of_deal: bool = True) -> Iterator[Lack]:
    """Yield what a source lacks for an event, nothing where it has it; `is_of_deal` where the event has to belong to a deal."""
    if event.reached is not None:
        yield from _reached(event.reached, told)
    elif event.outcome is not None:
        yield from _outcome(event.outcome, told)
    elif event.activity is not None:
        yield from _activity(event, told, is_of_deal=is_of_deal)
    else:
        yield from _fact(event, told)


def lacks_grouping(by: str | None, told: Told, *, is_of_activities: bool) -> Iterator[Lack]:
    """Yield what a source lacks to tell a measure for each of something."""
    if by is None or (by == "rep" and is_of_activities):
        return
    column = "owner" if by == "rep" else by
    has = column in told.holding.filled.get("deals", ()) if by == "rep" else column in told.holding.others
    if not has:
        yield Lack(f"nothing says the {by} of a deal", _COLUMN, f"`{column}`")


def _reached(reached: str, told: Told) -> Iterator[Lack]:
    process, _, stage = reached.rpartition("/")
    if told.holding.history is None:
        yield HISTORY
    elif process and process != told.known.process.id:
        if stage not in told.others.get(process, ()):
            yield Lack(f"no row enters `{stage}` of `{process}`", _ELSEWHERE, f"`{reached}`", is_doubt=bool(told.others.get(process)))
    elif stage not in told.met:
        yield Lack(f"no row enters `{stage}`", _ENTER, f"`{stage}`", is_doubt=True)


def _outcome(kind: str, told: Told) -> Iterator[Lack]:
    stages = [name for name, stage in told.known.process.stages.items() if stage.outcome == kind]
    if told.holding.history is None:
        yield HISTORY
    elif not stages:
        yield Lack(f"the process has no outcome of kind {kind}", "Add stages with these outcomes to the process, and close deals into them", f"`{kind}`")
    elif not any(name in told.met for name in stages):
        yield Lack(f"no deal ended as {kind}", _ENTER, " or ".join(f"`{name}`" for name in stages), is_doubt=True)


def _activity(event: Event, told: Told, *, is_of_deal: bool) -> Iterator[Lack]:
    kind, holding = event.activity or "", told.holding
    what = _DONE.get(kind, kind)
    seen = [one for one in holding.activities if one.kind == kind]
    if "activities" not in holding.tables:
        yield Lack("the source has no activities", _LOG, what)
    elif not seen:
        yield Lack(f"no activity is of kind {kind}", _LOG, what)
    elif is_of_deal and not seen[0].deals:
        yield Lack(f"no {kind} says which deal it was for", _OF_DEAL, what)
    yield from _flags(event, told, what)


def _flags(event: Event, told: Told, what: str) -> Iterator[Lack]:
    """Yield which facts about an activity no activity has."""
    filled = told.holding.filled
    if event.with_decision_maker is not None and "with_decision_maker" not in filled.get("activities", ()):
        yield Lack(f"no {event.activity} says whether a decision maker was there", _MAKER, what)
    column = _ACCOUNTS.get(event.account or "", "")
    joins = "deal_id" in filled.get("activities", ()) and column in filled.get("deals", ())
    if column and column not in filled.get("activities", ()) and not joins:
        which = "a target" if event.account == "target" else "new"
        yield Lack(f"no {event.activity} says whether the account is {which}",
                   f"Mark accounts that are {which} ({column} of the table `activities`, or of `deals` where the activity has the deal's number)", what)


def _fact(event: Event, told: Told) -> Iterator[Lack]:
    name = event.criterion or event.play or event.kit or ""
    wanted = {(row[1], row[2]) for row in Slots(told.known, {EVENT: event}).facts.rows}
    if any((one.kind, one.id) in wanted for one in told.holding.facts):
        return
    field = _field(event, told.known.process)
    kept = f" (the CRM keeps it in {field})" if field else ""
    done = "handed over" if event.kit else "done" if event.play else "met"
    yield Lack(f"nothing says when the {event.kind} `{name}` was {done}", _FACT, f"{event.kind} `{name}`{kept}")


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
