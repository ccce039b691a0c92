"""Where `moves` sends deals in flight, and why they can't be sent there: nobody's deal ends, or loses the way back, because a file was edited."""

from collections.abc import Mapping
from typing import NamedTuple

from processengine.model.base import words
from processengine.model.process import Process, Stage


class Landing(NamedTuple):
    """A stage that deals are sent to: its process, and what to call it in a sentence; `stage` is None where it isn't there after the change."""

    stage: Stage | None
    called: str


def landing(target: str, after: Process | None, others: Mapping[str, Process]) -> Landing:
    """Return where a target of `moves` leads after a change; `process/stage` is in another process of the library, one of `others`."""
    other, slash, below = target.partition("/")
    process = after if not slash or (after is not None and other == after.id) else others.get(other)
    stage = below if slash else target
    if process is None or stage not in process.stages:
        return Landing(None, f"`{target}`")
    there = f"“{process.title_of(stage)}”"
    return Landing(process.stages[stage], there if process is after else f"{there} of {process.title or words(process.id)}")


def why_not(there: Landing, *, is_itself: bool = False) -> str:
    """Return why deals can't be sent to a stage, to be said after "sends its deals to", empty where they can; `is_itself` tells that they leave that very stage."""
    if there.stage is None:
        return f"{there.called}, which is not there after the change"
    if there.stage.outcome is not None:
        return f"{there.called}, an outcome: whether a deal has ended is for somebody to say"
    if returns(there.stage) and not is_itself:
        return f"{there.called}, from where they return to the stage they left: that is gone"
    return ""


def returns(stage: Stage) -> bool:
    """Tell whether deals go back from a stage to the one that they left for it."""
    return stage.parked and not stage.next
