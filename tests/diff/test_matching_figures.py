"""How good guesses are on edits that are hard to read, and how honest their confidence is; the figures are printed."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pytest

from processengine.diff.matching.documents import with_guesses
from processengine.diff.matching.guessing import DEFAULT_THRESHOLD
from processengine.diff.renames import Renames
from processengine.model.process import Process
from tests.diff.made_renames import EDITS, made
from tests.strategies import seeded

SEEDS = range(500_000, 500_700)
"""Another range than the one that the weights were chosen by."""


class Guessed(NamedTuple):
    """One guess: the edit it was made on, how sure it is, and whether it is right."""

    what: str
    confidence: float
    is_right: bool


class Figures(NamedTuple):
    """All guesses, however unsure, and how many renames were made by each kind of edit."""

    guesses: list[Guessed]
    made: Counter[str]


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Return what was guessed on some hundred edits."""
    result = Figures([], Counter({edit.__name__: 0 for edit in EDITS}))
    for seed in SEEDS:
        what, *sides, truth = made(seeded(seed))
        old, new = (Process.model_validate(side) for side in sides)
        renames = with_guesses([(old, new)], Renames(), 0)
        result.made[what] += len(truth)
        result.guesses.extend(
            Guessed(what, renames.guesses[new.id, f"stages.{other}"], truth.get(one) == other) for one, other in renames.stages.get(old.id, {}).items()
        )
    return result


def test_recall_and_precision(figures: Figures, record_property: Callable[[str, object], None]) -> None:
    """Above 0.95 each, over renames with other words and over stages that only took another's place."""
    sure = [guess for guess in figures.guesses if guess.confidence >= DEFAULT_THRESHOLD]
    right = sum(guess.is_right for guess in sure)
    recall, precision = right / figures.made.total(), right / len(sure)
    said = f"hard edits: {figures.made.total()} renames, {len(sure)} guessed: recall {recall:.3f}, precision {precision:.3f}"
    for what, count in sorted(figures.made.items()):
        mine = [guess.is_right for guess in sure if guess.what == what]
        said += f"\n  {what}: {count} renames, {sum(mine)} found, {len(mine) - sum(mine)} wrong"
    record_property("hard edits", said)
    print(said)  # noqa: T201 - the figure is asked for
    assert recall > 0.95
    assert precision > 0.95


def test_confidence_means_what_it_says(figures: Figures, record_property: Callable[[str, object], None]) -> None:
    """Of guesses between two marks, about the share that they give is right; none is far below what it promised."""
    said = "sure            guesses  right"
    for low, high in ((0.0, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.0)):
        band = [guess for guess in figures.guesses if low <= guess.confidence < high]
        right = sum(guess.is_right for guess in band)
        said += f"\n{low:.0%} to {high:.0%}: {len(band):9} {right:6}"
        if len(band) >= 10:
            promised = sum(guess.confidence for guess in band) / len(band)
            assert right / len(band) > promised - 0.15, said
    record_property("confidence", said)
    print(said)  # noqa: T201 - the figure is asked for
