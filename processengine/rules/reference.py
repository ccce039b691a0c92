"""What rules ask of a journey, worked out once for all the processes that mirror it."""

from functools import cache, cached_property
from typing import Final

from processengine.model.journey import PHASES, Journey, Meaning, Step
from processengine.rules.names import Names

_MOST_KEPT: Final = 16


class Reference:
    """A journey, and the questions about its steps."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.steps: dict[str, Step] = journey.steps
        self.is_before = cache(self._is_before)

    @cached_property
    def names(self) -> Names:
        """The steps' names, with what they were called earlier."""
        steps = self.steps
        return Names(steps, {old: name for name, step in steps.items() for old in step.was if old not in steps})

    @cached_property
    def meaning(self) -> dict[Meaning, frozenset[str]]:
        """The steps of each meaning; one that the journey doesn't know is absent."""
        meanings = {step.means for step in self.steps.values() if step.means is not None}
        return {one: frozenset(self.journey.meaning(one)) for one in meanings}

    @cached_property
    def passing(self) -> frozenset[str]:
        """The steps that a buyer leaves behind: all that are not always on."""
        return frozenset(name for name, step in self.steps.items() if not step.always_on)

    @cached_property
    def choosing(self) -> frozenset[str]:
        """The steps in which the buyer chooses: those of phase choice that are not always on."""
        return self.passing & self.journey.in_phase("choice")

    def _is_before(self, one: str, other: str) -> bool:
        """Tell whether a step comes before another; two of a phase that no `after` orders come in any order."""
        if other in self._earlier(one):
            return False
        return one in self._earlier(other) or self._phase(one) < self._phase(other)

    def _phase(self, name: str) -> int:
        return PHASES.index(self.steps[name].phase)

    def _earlier(self, name: str) -> frozenset[str]:
        """Return the steps that `after` puts before one, directly or through others."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            for step in self.steps[waiting.pop()].after:
                if step in self.steps and step not in found:
                    found[step] = None
                    waiting.append(step)
        return frozenset(found)


_kept: dict[int, Reference] = {}


def reference_to(journey: Journey) -> Reference:
    """Return what is worked out of a journey; the last few are kept, because a library's processes share theirs."""
    found = _kept.get(id(journey))  # a journey that is kept lives on, so that no other has its identity
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[id(journey)] = Reference(journey)
    return found
