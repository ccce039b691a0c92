"""What becomes of the deals in each stage when a process changes: they stay, they move, or somebody has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.model.base import words
from processengine.model.process import Process, Stage
from processengine.rules.change.leaving import left
from processengine.rules.change.revisions import earlier_ids

Fate = Literal["stays", "moves", "needs-a-person"]
"""What becomes of a deal in flight: its stage stays, `moves` says where it goes, or somebody has to look at it."""

PERSON: Final[Fate] = "needs-a-person"

_NO_GUESS: Final = 1.0
"""Only a rename that the file states keeps its deals: a release counts a guessed one as something removed and something added."""
_ONLY_THIS: Final[Mapping[str, Process]] = {}


@dataclass(frozen=True)
class Going:
    """What becomes of the deals in one stage: `to` is the stage afterwards, `process/stage` in another, empty where somebody has to say it.

    `why` is a sentence, empty where nothing changes for them. `returns` tells that deals go back from there to the stage that they left.
    """

    fate: Fate
    to: str = ""
    why: str = ""
    returns: bool = False


def goings(before: Process, after: Process | None, moves: Mapping[str, str], others: Mapping[str, Process] = _ONLY_THIS) -> dict[str, Going]:
    """Return what becomes of the deals in each stage of a process that is no outcome, in the order of the stages.

    `after` is None where the process goes. `moves` says where deals go from stages that are removed, split or merged, by the
    ids of before; of a stage that stays it says nothing. `others` are the library's other processes after the change.
    """
    plan = _Plan(before, after, moves, others)
    return {name: plan.going(name) for name, stage in before.stages.items() if stage.outcome is None}


class _Plan:
    """A change of a process with what is said of its deals."""

    def __init__(self, before: Process, after: Process | None, moves: Mapping[str, str], others: Mapping[str, Process]) -> None:
        self.before, self.after, self.moves, self.others = before, after, moves, others
        changeset = _changeset(before, after) if after is not None else None
        self.left = left(changeset, before) if changeset else {}
        self.renamed = {old: new for new, old in earlier_ids(changeset).items()} if changeset else {}

    def going(self, name: str) -> Going:
        title = self.before.title_of(name)
        if self.after is None:
            return self._moved(name, f"“{title}” goes with its process")
        if name in self.left:
            return self._moved(name, f"“{title}” {'goes' if self.left[name] == 'removed' else f'is {self.left[name]}'}")
        to = self.renamed.get(name, name)
        stage = self.after.stages[to]
        if stage.outcome is not None:
            return self._moved(name, f"“{title}” is an outcome now")
        return Going("stays", to, f"It is called “{self.after.title_of(to)}” now." if to != name else "", _returns(stage))

    def _moved(self, name: str, why: str) -> Going:
        target = self.moves.get(name)
        if target is None:
            return Going(PERSON, "", f"{why}, and nothing says where its deals go.")
        process, stage = self._found(target)
        if process is None or stage not in process.stages:
            return Going(PERSON, "", f"{why}, and `moves` sends its deals to `{target}`, which is not there after the change.")
        content, there = process.stages[stage], self._called(process, stage)
        if content.outcome is not None:
            return Going(PERSON, "", f"{why}, and `moves` sends its deals to {there}, an outcome: whether a deal has ended is for somebody to say.")
        if _returns(content) and stage != name:
            return Going(PERSON, "", f"{why}, and `moves` sends its deals to {there}, from where they return to the stage they left: that is gone.")
        return Going("moves", target, f"{why}; its deals go to {there}.")

    def _found(self, target: str) -> tuple[Process | None, str]:
        other, slash, stage = target.partition("/")
        if not slash:
            return self.after, target
        return (self.after if self.after is not None and other == self.after.id else self.others.get(other)), stage

    def _called(self, process: Process, stage: str) -> str:
        there = f"“{process.title_of(stage)}”"
        return there if process is self.after else f"{there} of {process.title or words(process.id)}"


def returning(going: Going, back: str, back_going: Going | None) -> Going:
    """Return what becomes of a deal that waits in a stage from which it goes `back`; that stage's own going is None where the process has it not."""
    if going.fate == PERSON or not going.returns:
        return going
    if back_going is None:
        return Going(PERSON, "", f"It waits, and returns to “{back}”, which is no stage of the process.")
    if back_going.fate == PERSON:
        return Going(PERSON, "", f"It waits, and the stage that it returns to is gone. {back_going.why}")
    return going


def _returns(stage: Stage) -> bool:
    """Tell whether deals go back from a stage to the one that they left for it."""
    return stage.parked and not stage.next


def _changeset(before: Process, after: Process) -> Changeset:
    (found,) = changesets([Revision(before)], [Revision(after)], same=True, rename_threshold=_NO_GUESS)
    return found
