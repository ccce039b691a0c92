"""How many it would take to decide an expectation, if the estimate stayed what it is.

Of a share: the smallest n at which Wilson's score interval leaves out what it has to, which is where the score test rejects it:
n > z² b (1 - b) / (p - b)² for an estimate p and a bound b (E. B. Wilson, JASA 22, 1927). Of days and ratios: an interval
narrows with the square root of n, so n grows by the square of how many times too wide it is. Of a count there is no such
number: more of what is counted is another count.
"""

from math import ceil, floor, inf, isfinite

from processengine.evidence.measures.measured import Seen
from processengine.evidence.statistics.interval import deviations

_MOST = 10**9
"""Beyond that nobody waits for it."""


def enough(start: float, to: float, seen: Seen, min_deals: int = 0, confidence: float = 0.9) -> int | None:
    """Return how many would decide whether something went from `start` to `to`; None where no number of them would."""
    if seen.value is None or seen.interval is None or start == to or seen.unit == "count":
        return None
    is_there = seen.value >= to if to > start else seen.value <= to
    bound = start if is_there else to
    needs = _of_share(seen.value, bound, confidence) if seen.unit == "share" else _scaled(seen, bound)
    return None if needs > _MOST else max(int(needs), min_deals, 1)


def _of_share(share: float, bound: float, confidence: float) -> float:
    apart = (share - bound) ** 2
    return inf if apart == 0 else floor(deviations(confidence) ** 2 * max(bound * (1 - bound), 0) / apart) + 1


def _scaled(seen: Seen, bound: float) -> float:
    assert seen.value is not None
    assert seen.interval is not None
    end = seen.interval.low if bound < seen.value else seen.interval.high
    apart = abs(seen.value - bound)
    wide = abs(seen.value - end) / apart if apart else inf
    return ceil(seen.n * wide * wide) + 1 if isfinite(wide) else inf
