"""Intervals of counts and of their ratios: as if what is counted came independently, so many to a stretch of time (Poisson)."""

from math import inf, sqrt

from processengine.evidence.statistics import Interval, wilson
from processengine.evidence.statistics.interval import deviations


def of_count(count: int, confidence: float) -> Interval:
    """Return the score interval of a Poisson count."""
    z = deviations(confidence)
    middle, half = count + z * z / 2, z * sqrt(count + z * z / 4)
    return Interval(max(middle - half, 0.0) if count else 0.0, middle + half)


def of_ratio(counted: int, per: int, confidence: float) -> Interval:
    """Return the interval of the ratio of two Poisson counts.

    Given their sum, one of them is binomial (J. Przyborowski and H. Wilenski, Biometrika 31, 1940): the score interval of
    its share, turned into odds. `high` is infinite where nothing is held against.
    """
    share = wilson(counted, counted + per, confidence)
    return Interval(_odds(share.low), _odds(share.high))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf
