"""What the stages mirror of the journey: the questions that rules about the buyer's journey share."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property

from processengine.graph import ASIDE, Graph
from processengine.model.journey import Journey, Meaning
from processengine.rules.reference import Reference, reference_to


class Mirrors:
    """A process held against its journey.

    `steps` gives for each stage the steps that it mirrors, `mirrored` for each such step its stages; a step misspelt
    in one clear way counts as meant. `told` are the stages whose steps could not all be read, or are not all known: each may
    mirror any step, and what it lacks is told already.
    """

    def __init__(self, graph: Graph, journey: Journey, told: AbstractSet[str] = frozenset()) -> None:
        self.graph = graph
        self.told = told
        self.journey = journey
        self.reference: Reference = reference_to(journey)
        self.steps: dict[str, tuple[str, ...]] = {name: stage.mirrors for name, stage in graph.stages.items()}
        if {step for steps in self.steps.values() for step in steps}.difference(journey.steps):
            meant = {name: self._meant(steps) for name, steps in self.steps.items()}
            self.told = told | {name for name, steps in meant.items() if None in steps}
            self.steps = {name: tuple(step for step in steps if step is not None) for name, steps in meant.items()}
        self.mirrored: dict[str, list[str]] = {}
        for name, steps in self.steps.items():
            for step in steps:
                self.mirrored.setdefault(step, []).append(name)

    def _meant(self, steps: Iterable[str]) -> tuple[str | None, ...]:
        known, names = self.reference.steps, self.reference.names
        return tuple(step if step in known else names.sole(step) for step in steps)

    def stages_of(self, steps: Collection[str]) -> set[str]:
        """Return the stages that mirror one of these steps."""
        mirrored = self.mirrored
        return {name for step in steps if step in mirrored for name in mirrored[step]}

    def stages_meaning(self, meaning: Meaning) -> set[str] | None:
        """Return the stages that mirror a step of this meaning, or may; None where the journey knows no such step."""
        steps = self.reference.meaning.get(meaning)
        return None if steps is None else self.stages_of(steps) | self.told

    def steps_named(self, meaning: Meaning) -> str:
        """Return the steps of this meaning as a message names them."""
        return " or ".join(f"`{name}`" for name, step in self.journey.steps.items() if step.means == meaning)

    @property
    def answers_for_change(self) -> bool:
        """Whether the process answers for the change inside the buyer: `covers` names no phases, or that one too."""
        covers = self.graph.process.covers
        return not covers or "change" in covers

    @cached_property
    def choices(self) -> set[str]:
        """The stages in which the buyer chooses: they mirror a step of phase choice that is not always on.

        An outcome that ends a deal for nothing is none, whatever step it tells of.
        """
        stages = self.graph.stages
        return {name for name in self.stages_of(self.reference.choosing) if stages[name].outcome not in ASIDE}
