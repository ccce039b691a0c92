"""How much it says that two elements agree, or don't: the logarithm of how much likelier that makes it that they are one.

After Fellegi and Sunter, A Theory for Record Linkage (1969), with Winkler's correction that agreeing in what is rare
says more than agreeing in what is common. Each figure is the natural logarithm of odds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import log
from typing import Generic, TypeVar

T = TypeVar("T")

_PAIRS_MEASURED = 150


@dataclass(frozen=True)
class Step:
    """A range of likeness, down from the step above.

    How often two revisions of one element are that alike, and how often two different elements are: shares, 0 to 1.
    """

    at_least: float
    of_one: float
    of_two: float


@dataclass(frozen=True)
class Scale:
    """Steps of likeness from the top, and what it says to be below them all, or to have it on one side alone."""

    steps: tuple[Step, ...]
    below: float
    one_sided: float = 0.0


NAMES = Scale((Step(1, 0.30, 0.005), Step(0.85, 0.10, 0.006), Step(0.65, 0.25, 0.045), Step(0.5, 0.10, 0.03)), below=-1.3)
TEXT = Scale((Step(1, 0.55, 0.001), Step(0.7, 0.12, 0.003), Step(0.45, 0.13, 0.015), Step(0.3, 0.05, 0.06)), below=-1.8, one_sided=-0.5)
FACTS = Scale((Step(1, 0.50, 0.005), Step(0.6, 0.20, 0.005), Step(0.3, 0.15, 0.02)), below=-1.5, one_sided=-0.7)
"""The shares of two different elements were measured on the stage names of nine organisations and on the prose of
this project's own processes; those of one element are judged by hand."""


@dataclass(frozen=True)
class Measured(Generic[T]):
    """A scale held against one document: texts made by a template are alike without being one."""

    scale: Scale
    likeness: Callable[[T, T], float]
    usual: tuple[float, ...] = field(default=())

    @classmethod
    def on(cls, scale: Scale, likeness: Callable[[T, T], float], values: Sequence[T]) -> "Measured[T]":
        """Measure on some pairs of different values how often such are alike; `values` are distinct and in a fixed order."""
        found = [likeness(one, other) for one, other in _some_pairs(values)]
        places = [_place(scale, value) for value in found]
        # One of the pairs may be the very rename that is looked for, and a few pairs tell little.
        return cls(scale, likeness, tuple(max(0, places.count(place) - 1) / (len(places) + 5) for place in range(len(scale.steps))))

    def says(self, one: T, other: T, share: float) -> float:
        """Return what it says to have these two values.

        Where they are equal, `share` is the share of all elements that have that value too.
        """
        place = _place(self.scale, self.likeness(one, other))
        if place == len(self.scale.steps):
            return self.scale.below
        step = self.scale.steps[place]
        usual = self.usual[place] if place else share
        return max(self.scale.below, log(step.of_one / max(step.of_two, usual)))


def _place(scale: Scale, likeness: float) -> int:
    return next((place for place, step in enumerate(scale.steps) if likeness >= step.at_least), len(scale.steps))


def _some_pairs(values: Sequence[T]) -> list[tuple[T, T]]:
    """Return pairs of different values, spread over all of them."""
    count = len(values)
    if count * (count - 1) // 2 <= _PAIRS_MEASURED:
        return [(one, other) for place, one in enumerate(values) for other in values[place + 1 :]]
    stride = max(1, count // _PAIRS_MEASURED)
    apart = ((place, (place + 1 + place * 7919 % (count - 1)) % count) for place in range(0, count, stride))
    return [(values[one], values[other]) for one, other in islice(apart, _PAIRS_MEASURED)]
