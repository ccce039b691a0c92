"""What the stages mirror of the journey: the questions that rules about the buyer's journey share."""

from collections.abc import Collection
from functools import cached_property

from processengine.graph import ASIDE, Graph
from processengine.model.journey import Journey, Meaning
from processengine.model.process import Stage
from processengine.rules.names import Names


class Mirrors:
    """A process held against its journey.

    `steps` gives for each stage the steps that it mirrors; a step misspelt in one clear way counts as meant.
    """

    def __init__(self, graph: Graph, journey: Journey) -> None:
        self.graph = graph
        self.journey = journey
        self.steps: dict[str, list[str]] = {name: self._steps(stage) for name, stage in graph.stages.items()}

    def _steps(self, stage: Stage) -> list[str]:
        known = self.journey.steps
        meant = (step if step in known else self._names.sole(step) for step in stage.mirrors)
        return [step for step in meant if step is not None]

    @cached_property
    def _names(self) -> Names:
        steps = self.journey.steps
        return Names(steps, {old: name for name, step in steps.items() for old in step.was if old not in steps})

    @cached_property
    def mirrored(self) -> set[str]:
        """The steps that some stage mirrors."""
        return {step for steps in self.steps.values() for step in steps}

    def stages_of(self, steps: Collection[str]) -> set[str]:
        """Return the stages that mirror one of these steps."""
        return {name for name, mirrored in self.steps.items() if any(step in steps for step in mirrored)}

    def stages_meaning(self, meaning: Meaning) -> set[str] | None:
        """Return the stages that mirror a step of this meaning; None where the journey knows no such step."""
        steps = self.journey.meaning(meaning)
        return self.stages_of(steps) if steps else None

    def steps_named(self, meaning: Meaning) -> str:
        """Return the steps of this meaning as a message names them."""
        return " or ".join(f"`{name}`" for name, step in self.journey.steps.items() if step.means == meaning)

    @cached_property
    def choices(self) -> set[str]:
        """The stages in which the buyer chooses: they mirror a step of phase choice that is not always on.

        An outcome that ends a deal for nothing is none, whatever step it tells of.
        """
        steps = {name for name, step in self.journey.steps.items() if step.phase == "choice" and not step.always_on}
        return {name for name in self.stages_of(steps) if self.graph.stages[name].outcome not in ASIDE}
