"""What becomes of the deals in each stage when a process changes: they stay, they move, or somebody has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.model.process import Process
from processengine.rules.change.landing import landing, returns, why_not
from processengine.rules.change.leaving import Fate as Left
from processengine.rules.change.leaving import left
from processengine.rules.change.revisions import earlier_ids

Fate = Literal["stays", "moves", "needs-a-person"]
"""What becomes of a deal in flight: its stage stays, `moves` says where it goes, or somebody has to look at it."""

PERSON: Final[Fate] = "needs-a-person"

_NO_GUESS: Final = 1.0
"""Only a rename that the file states keeps its deals: a release counts a guessed one as something removed and something added."""
_ONLY_THIS: Final[Mapping[str, Process]] = {}
_AGREED: Final[Mapping[str, str]] = {}
_LEFT: Final[Mapping[Left, str]] = {"removed": "goes"}


@dataclass(frozen=True)
class Going:
    """What becomes of the deals in one stage: `to` is the stage afterwards, `process/stage` in another, empty where somebody has to say it.

    `why` is a sentence, empty where nothing changes for them. `returns` tells that deals go back from there to the stage that they left.
    """

    fate: Fate
    to: str = ""
    why: str = ""
    returns: bool = False


def goings(
    before: Process, after: Process | None, moves: Mapping[str, str], others: Mapping[str, Process] = _ONLY_THIS, torn: Mapping[str, str] = _AGREED,
) -> dict[str, Going]:
    """Return what becomes of the deals in each stage of a process that is no outcome, in the order of the stages.

    `after` is None where the process goes. `moves` says where deals go from stages that are removed, split, merged or an outcome
    now, by the ids of before; of a stage that stays it says nothing. `others` are the library's other processes after the change.
    `torn` gives for stages of which the proposals say different things a sentence's end that says so: `moves` has none of these.
    """
    plan = _Plan(before, after, moves, others, torn)
    return {name: plan.going(name) for name, stage in before.stages.items() if stage.outcome is None}


def reopened(before: Process, after: Process | None) -> dict[str, str]:
    """Return the outcomes that are stages after a change, each with its id then: deals that ended there are in flight again."""
    if after is None:
        return {}
    renamed = _renamed(_changeset(before, after))
    found = {name: renamed.get(name, name) for name, stage in before.stages.items() if stage.outcome is not None}
    return {name: to for name, to in found.items() if to in after.stages and after.stages[to].outcome is None}


class _Plan:
    """A change of a process with what is said of its deals."""

    def __init__(
        self, before: Process, after: Process | None, moves: Mapping[str, str], others: Mapping[str, Process], torn: Mapping[str, str],
    ) -> None:
        self.before, self.after, self.moves, self.others, self.torn = before, after, moves, others, torn
        changeset = _changeset(before, after) if after is not None else None
        self.left = left(changeset, before) if changeset else {}
        self.renamed = _renamed(changeset) if changeset else {}

    def going(self, name: str) -> Going:
        title = self.before.title_of(name)
        if self.after is None:
            return self._moved(name, f"“{title}” goes with its process")
        if name in self.left:
            return self._moved(name, f"“{title}” {_LEFT.get(self.left[name]) or f'is {self.left[name]}'}")
        to = self.renamed.get(name, name)
        return Going("stays", to, f"It is called “{self.after.title_of(to)}” now." if to != name else "", returns(self.after.stages[to]))

    def _moved(self, name: str, why: str) -> Going:
        if name in self.torn:
            return Going(PERSON, "", f"{why}, and {self.torn[name]}.")
        target = self.moves.get(name)
        if target is None:
            return Going(PERSON, "", f"{why}, and nothing says where its deals go.")
        there = landing(target, self.after, self.others)
        if reason := why_not(there, is_itself=target == name):
            return Going(PERSON, "", f"{why}, and `moves` sends its deals to {reason}.")
        return Going("moves", target, f"{why}; its deals go to {there.called}.")


def returning(going: Going, back: str, back_going: Going | None) -> Going:
    """Return what becomes of a deal that waits in a stage from which it goes `back`; that stage's own going is None where the process has it not."""
    if going.fate == PERSON or not going.returns:
        return going
    if back_going is None:
        return Going(PERSON, "", f"It waits, and returns to “{back}”, which is no stage of the process.")
    if back_going.fate == PERSON:
        return Going(PERSON, "", f"It waits, and the stage that it returns to is gone. {back_going.why}")
    return going


def _renamed(changeset: Changeset) -> dict[str, str]:
    return {old: new for new, old in earlier_ids(changeset).items()}


def _changeset(before: Process, after: Process) -> Changeset:
    (found,) = changesets([Revision(before)], [Revision(after)], same=True, rename_threshold=_NO_GUESS)
    return found
