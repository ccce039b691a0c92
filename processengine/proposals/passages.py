"""The life of a proposal as a table: in each state, what each event leads to, who may bring it about, or why it can't be.

No state is stored: the table says where `state_of` may find a proposal after an event, and is held to that by a test.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from processengine.proposals.state import COMPUTED, JUDGED, RULED, STATES, State

Event = Literal[
    "propose", "revise", "rebase", "to-draft", "to-open", "withdraw", "reopen", "approve", "request-changes", "dismiss",
    "base-moves", "day-passes", "accept", "reject", "release", "judge",
]
EVENTS: tuple[Event, ...] = get_args(Event)
Place = State | Literal["none"]
"""A state, or `none` before there is a proposal."""

_AUTHOR, _BRANCH, _APPROVERS = "its author", "whoever may push to its branch", "whom the policy asks, and nobody who touched it"
_RULERS, _OPS, _NOBODY = "a leader, a manager or ops who touched nothing of it", "ops", "nobody: it follows"
_CHANGED = "Each approval holds for what it was given to: what is still said carries, what is not ends."
_ENDED = "It has been ruled on: what comes next is a proposal of its own."
_NOT_OPEN = "It is not open, so there is nothing to approve."


@dataclass(frozen=True)
class Passage:
    """What an event leads to from some states: one of `leads_to`, as is computed from what is known then; where it stands already for none."""

    states: tuple[Place, ...]
    event: Event
    who: str
    leads_to: tuple[State, ...] = ()
    remark: str = ""

    def may_lead(self, place: Place, state: State) -> bool:
        """Tell whether it may lead from one of its states to a state."""
        return place in self.states and (state in self.leads_to if self.leads_to else state == place)


@dataclass(frozen=True)
class Refusal:
    """Why an event can't be in some states."""

    states: tuple[Place, ...]
    event: Event
    why: str


_HERE: tuple[State, ...] = ("draft", "withdrawn", *COMPUTED)

TABLE: tuple[Passage | Refusal, ...] = (
    Passage(("none",), "propose", "anyone", ("draft", "open", "expired", "superseded"), "Expired if the day of its expectation is over already."),
    Refusal(STATES, "propose", "There is one of that id already: it goes on by revisions."),
    Passage(("draft", "withdrawn"), "revise", _BRANCH),
    Passage(COMPUTED, "revise", _BRANCH, COMPUTED, _CHANGED),
    Refusal(RULED, "revise", _ENDED),
    Passage(("draft", "withdrawn"), "rebase", _BRANCH),
    Passage(COMPUTED, "rebase", _BRANCH, COMPUTED, "Who rebases touches it, and doesn't count from then on; nothing else ends."),
    Refusal(RULED, "rebase", _ENDED),
    Passage(COMPUTED, "to-draft", _AUTHOR, ("draft",)),
    Refusal(("draft",), "to-draft", "It is one."),
    Refusal(("withdrawn",), "to-draft", "It is withdrawn: reopen it first."),
    Refusal(RULED, "to-draft", _ENDED),
    Passage(("draft",), "to-open", _AUTHOR, COMPUTED),
    Refusal(COMPUTED, "to-open", "It is open."),
    Refusal(("withdrawn",), "to-open", "It is withdrawn: reopen it first."),
    Refusal(RULED, "to-open", _ENDED),
    Passage(("draft", *COMPUTED), "withdraw", _AUTHOR, ("withdrawn",), "Its tip is kept, and all that was said."),
    Refusal(("withdrawn",), "withdraw", "It is withdrawn."),
    Refusal(RULED, "withdraw", "It has been ruled on. To take back what was released is a proposal of its own."),
    Passage(("withdrawn",), "reopen", _AUTHOR, ("open", "stale", "expired", "superseded"), "No approval from before is kept."),
    Refusal(("draft", *COMPUTED), "reopen", "It is not withdrawn."),
    Refusal(RULED, "reopen", _ENDED),
    Passage(COMPUTED, "approve", _APPROVERS, COMPUTED, "Anybody may say so; only theirs count."),
    Refusal(("draft",), "approve", _NOT_OPEN),
    Refusal(("withdrawn",), "approve", _NOT_OPEN),
    Refusal(RULED, "approve", _ENDED),
    Passage(COMPUTED, "request-changes", "anyone else", COMPUTED, "It ends the approval of whoever asks."),
    Refusal(("draft", "withdrawn"), "request-changes", "It is not open, so nothing waits to be changed."),
    Refusal(RULED, "request-changes", _ENDED),
    Passage(COMPUTED, "dismiss", "whoever gave the approval, or the forge", COMPUTED),
    Refusal(("draft", "withdrawn"), "dismiss", "No approval counts there."),
    Refusal(RULED, "dismiss", "It has been ruled on, by the approvals that there were."),
    Passage(("draft", "withdrawn"), "base-moves", _NOBODY),
    Passage(COMPUTED, "base-moves", _NOBODY, COMPUTED, "Another one's release, the policy, who holds which role: it is judged anew by what is then."),
    Passage(RULED, "base-moves", _NOBODY, (), "What was ruled stays ruled."),
    *(Passage((one,), "day-passes", _NOBODY, (one, "expired"), "Expired once the day of an expectation is over.") for one in COMPUTED[:3]),
    Passage(("draft", "withdrawn", "expired", "superseded", *RULED), "day-passes", _NOBODY),
    Passage(("approved",), "accept", _RULERS, ("ruled",),
               "Decided inside the lock that merges; it needs every approval, nothing in its way, and an answer to each claim that the deals contradict."),
    Refusal(("draft",), "accept", "It is a draft: its author is not done."),
    Refusal(("withdrawn",), "accept", "Its author has taken it back."),
    Refusal(("open", "stale"), "accept", "It lacks an approval, or something of it has to be mended first."),
    Refusal(("expired",), "accept", "The day of an expectation is over: a later one has to be named, and to be approved."),
    Refusal(("superseded",), "accept", "The base holds all of it already."),
    Refusal(RULED, "accept", _ENDED),
    Passage(("draft", *COMPUTED), "reject", _RULERS, ("ruled",), "With a reason, which stays readable."),
    Refusal(("withdrawn",), "reject", "Its author has taken it back, so there is nothing to reject."),
    Refusal(RULED, "reject", _ENDED),
    Passage(("ruled",), "release", _OPS, ("released", "watching", *JUDGED), "Only an accepted one; a rejected one never is."),
    Refusal(_HERE, "release", "Nobody has accepted it."),
    Refusal(RULED[1:], "release", "It is released."),
    Passage(("watching",), "judge", _OPS, ("watching", *JUDGED), "On the day that it named, or later."),
    Refusal(_HERE, "judge", "It is not released."),
    Refusal(("ruled",), "judge", "It is not released."),
    Refusal(("released",), "judge", "It expects nothing that could be judged."),
    Refusal(JUDGED, "judge", "It has been judged, once and for all."),
    *(Refusal(("none",), event, "There is no such proposal.") for event in EVENTS[1:]),
)


def looked_up(place: Place, event: Event) -> Passage | Refusal:
    """Return the table's row for an event in a state; raise LookupError where it has none."""
    found = next((row for row in TABLE if row.event == event and place in row.states), None)
    if found is None:
        raise LookupError(place, event)
    return found
