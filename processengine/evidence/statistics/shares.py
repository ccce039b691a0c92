"""Intervals of a share, and of the difference of two."""

from math import hypot, sqrt

from processengine.evidence.statistics.interval import CONFIDENCE, Interval, deviations


def wilson(successes: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of a share of which `successes` of `n` were seen: E. B. Wilson's score interval (JASA 22, 1927).

    It lies within 0 and 1. Where nothing was seen (`n` is 0) it says nothing: from 0 to 1. Raise ValueError unless
    0 <= successes <= n.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share")
    if n == 0:
        return Interval(0.0, 1.0)
    z = deviations(confidence)
    share, weight = successes / n, z * z / n
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    # At both ends the formula is exact, and its rounding is not.
    low = 0.0 if successes == 0 else max(middle - half, 0.0)
    high = 1.0 if successes == n else min(middle + half, 1.0)
    return Interval(low, high)


def newcombe(successes: int, n: int, other_successes: int, other_n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of the first share less the second, of two separate groups.

    R. G. Newcombe's method 10, the hybrid of two score intervals without correction (Statistics in Medicine 17, 1998,
    873-890). It lies within -1 and 1, and is all of that where a group is empty.
    """
    one, other = wilson(successes, n, confidence), wilson(other_successes, other_n, confidence)
    if n == 0 or other_n == 0:
        return Interval(-1.0, 1.0)
    share, other_share = successes / n, other_successes / other_n
    difference = share - other_share
    low = difference - hypot(share - one.low, other.high - other_share)
    high = difference + hypot(one.high - share, other_share - other.low)
    return Interval(max(low, -1.0), min(high, 1.0))
