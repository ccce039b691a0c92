"""An interval of confidence, and how many standard deviations it is wide."""

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95
"""How sure an interval is where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Interval:
    """What a quantity lies between, both ends included; `high` is infinite where the data set no upper end."""

    low: float
    high: float


@cache
def deviations(confidence: float) -> float:
    """Return how many standard deviations each side of the middle hold `confidence` (between 0 and 1) of a normal distribution."""
    return NormalDist().inv_cdf((1 + confidence) / 2)
