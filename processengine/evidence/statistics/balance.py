"""How alike two groups are before they are compared: standardised differences, which don't grow with the number of deals.

P. C. Austin (Statistics in Medicine 28, 2009): a difference in standard deviations of the two groups; 0.1 is small. D. Yang
and J. E. Dalton (SAS Global Forum 2012, paper 335) for kinds: the same as a Mahalanobis distance of the two sets of shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, inf, sqrt
from typing import TypeVar

from processengine.evidence.statistics.interval import deviations

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Moments:
    """A group's numbers: how many, their sum, and the sum of their squares."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """The mean; 0 where there is none."""
        return self.total / self.n if self.n else 0.0

    @property
    def variance(self) -> float:
        """The variance, over n - 1; 0 where there are fewer than two."""
        if self.n < 2:
            return 0.0
        return max((self.squares - self.total * self.mean) / (self.n - 1), 0.0)


def of_numbers(one: Moments, other: Moments) -> float:
    """Return the first mean less the second, in standard deviations: the root of the mean of both variances.

    0 where the means are equal; infinite where they differ and nothing else does. NaN is never returned.
    """
    difference = one.mean - other.mean
    spread = sqrt((one.variance + other.variance) / 2)
    if spread == 0:
        return 0.0 if difference == 0 else inf if difference > 0 else -inf
    return difference / spread


def of_kinds(one: Mapping[K, int], other: Mapping[K, int]) -> float:
    """Return how far apart two groups' shares of several kinds are, from 0 (alike) on; infinite where they have no kind in common.

    Yang and Dalton's distance is the root of d' S^-1 d, where d holds the differences of the shares and S is the mean of the
    two multinomial covariances. With m the mean of the shares S is diag(m) - mm' - dd'/4, so that the distance follows from
    c, the sum of d * d / m, as the root of c / (1 - c / 4): no matrix is needed.
    """
    n, other_n = sum(one.values()), sum(other.values())
    if not n or not other_n:
        return 0.0
    shares = [(one.get(kind, 0) / n, other.get(kind, 0) / other_n) for kind in {**one, **other}]
    apart = fsum((a - b) ** 2 / ((a + b) / 2) for a, b in shares if a + b > 0)
    return sqrt(apart / (1 - apart / 4)) if apart < 4 - 1e-12 else inf


def by_chance(n: int, other_n: int, kinds: int = 2) -> float:
    """Return the standardised difference that is usual between two groups that differ by chance alone: few deals differ much."""
    if not n or not other_n or kinds < 2:
        return 0.0
    return sqrt((kinds - 1) * (1 / n + 1 / other_n))


def at_most_by_chance(n: int, other_n: int, kinds: int = 2) -> float:
    """Return the standardised difference that 19 of 20 pairs of groups stay under that differ by chance alone.

    Its square is nearly distributed as chi-squared, whose quantile is E. B. Wilson and M. M. Hilferty's (PNAS 17, 1931).
    """
    if not n or not other_n or kinds < 2:
        return 0.0
    part = 2 / (9 * (kinds - 1))
    return by_chance(n, other_n, kinds) * sqrt((1 - part + deviations(0.9) * sqrt(part)) ** 3)
