"""What an element is known by, whatever its id: what a matching looks at."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from processengine.model.base import words
from processengine.model.journey import Step
from processengine.model.process import Stage

T = TypeVar("T")

_LONGEST_NAME = 200
_LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Portrait:
    """One element, without its id.

    `nature` must be equal on both sides for two to be one: an outcome is never a stage. `names` are its title and
    its id in words; `texts` and `facts` are prose (one, or several of a kind), `sets` are ids, `values` is anything
    else. Nothing is in them under a key that the file leaves out.
    """

    nature: Hashable
    names: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    values: Mapping[str, Hashable] = field(default_factory=dict)


def names(title: str, identifier: str) -> tuple[str, ...]:
    """Return by which names an element goes: its title, if it has one, and its id in words."""
    return tuple(dict.fromkeys(plain(name)[:_LONGEST_NAME] for name in (title, words(identifier)) if name))


def plain(text: str) -> str:
    """Return how a text begins, without what no reader would call a difference: case, and how its blanks are set."""
    return " ".join(text[:_LONGEST_TEXT].casefold().split())


def of_stage(name: str, stage: Stage) -> Portrait:
    """Return a stage's portrait."""
    return Portrait(
        stage.outcome,
        names(stage.title, name),
        _stated({"buyer": plain(stage.buyer), "about": plain(stage.about)}),
        _stated({
            "exit_criteria": frozenset(plain(one.fact) for one in stage.exit_criteria.values()),
            "plays": frozenset(plain(one.do) for one in stage.plays.values()),
        }),
        _stated({
            "mirrors": frozenset(stage.mirrors), "involves": frozenset(stage.involves), "exit_criteria": frozenset(stage.exit_criteria),
            "plays": frozenset(stage.plays), "records": frozenset(stage.records),
        }),
        _stated({
            "max_days": stage.max_days, "probability": stage.probability, "forecast": stage.forecast, "led_by": stage.led_by,
            "because": stage.because, "closed_door": stage.closed_door, "parked": stage.parked,
        }),
    )


def of_step(name: str, step: Step) -> Portrait:
    """Return the portrait of a step of the buyer's journey."""
    return Portrait(
        "step", names(step.title, name), _stated({"about": plain(step.about)}),
        values=_stated({"phase": step.phase, "means": step.means, "always_on": step.always_on}),
    )


def _stated(given: Mapping[str, T]) -> dict[str, T]:
    # A probability of 0 is stated, and equal to False.
    return {key: value for key, value in given.items() if value or (value == 0 and value is not False)}
