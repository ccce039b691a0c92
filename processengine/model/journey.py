"""The journey: the reference graph of buyer's steps that processes mirror."""

from typing import Annotated, Literal

from pydantic import Field

from processengine.model.base import Flag, Id
from processengine.model.process import Named, Phase

PHASES: tuple[Phase, ...] = ("change", "choice", "excellence")
Meaning = Literal["team", "workaround", "buy-in", "choice", "decision", "result"]


class Step(Named):
    """A step of the buyer's journey; `means` lets rules know it under any id, `always_on` steps span stages."""

    was: tuple[Id, ...] = ()
    phase: Phase
    means: Meaning | None = None
    after: tuple[Id, ...] = ()
    always_on: Flag = False


class Journey(Named):
    """How an organisation comes to buy: its steps, by phase and by what comes after what."""

    journey: Id
    steps: Annotated[dict[Id, Step], Field(min_length=1)]

    @property
    def id(self) -> str:
        """The journey's id."""
        return self.journey

    def meaning(self, *meanings: Meaning) -> set[str]:
        """Return the ids of the steps that mean one of these."""
        return {name for name, step in self.steps.items() if step.means in meanings}

    def in_phase(self, phase: Phase) -> set[str]:
        """Return the ids of the steps of a phase."""
        return {name for name, step in self.steps.items() if step.phase == phase}
