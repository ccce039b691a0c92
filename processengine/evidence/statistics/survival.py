"""How long things last where some are still going on: the curve of Kaplan and Meier, its quantiles and their intervals.

E. L. Kaplan and P. Meier (JASA 53, 1958); the curve's variance by Greenwood; its interval on the log-log scale, which stays
within 0 and 1 (J. D. Kalbfleisch and R. L. Prentice, 1980); the interval of a quantile by turning that of the curve round
(R. Brookmeyer and J. Crowley, Biometrics 38, 1982).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from typing import NamedTuple

from processengine.evidence.statistics.interval import CONFIDENCE, Interval, deviations

TOLERANCE = 1e-12
"""How far a product of many shares may be off its true value: a curve that reaches 0.5 + 1e-13 has reached 0.5."""


class Lasted(NamedTuple):
    """How many `ended` after just this `time`, and how many were no longer watched from then on (`censored`)."""

    time: int
    ended: int
    censored: int


class Alive(NamedTuple):
    """The share (0 to 1) that lasts beyond `time`; `spread` is Greenwood's sum, infinite once nothing is left."""

    time: int
    share: float
    spread: float


@dataclass(frozen=True, slots=True)
class Quantile:
    """The time by which a share has ended, None where the curve does not come down that far, and its interval.

    `interval.high` is infinite where the data set no upper end; `interval.low` is the longest time watched where only
    that can be said, and 0 where nothing has ended.
    """

    value: int | None
    interval: Interval


def survival(rows: Iterable[tuple[int, int, int]], n: int) -> Iterator[Alive]:
    """Yield the curve's steps, one for each time at which something ended.

    `rows` are (time, ended, censored) with rising times, of `n` in all; a time may come again right after itself. What
    is censored at a time at which others ended was still watched then. Raise ValueError where times fall or the rows
    hold more than `n`.
    """
    at_risk, share, spread = n, 1.0, 0.0
    for time, ended, censored in _joined(rows):
        if ended + censored > at_risk:
            raise ValueError(f"there are more than {n}")
        if ended:
            left = at_risk - ended
            share *= left / at_risk
            spread = spread + ended / (at_risk * left) if left else inf
            yield Alive(time, share, spread)
        at_risk -= ended + censored


def quantiles(rows: Iterable[tuple[int, int, int]], n: int, wanted: Sequence[float], confidence: float = CONFIDENCE) -> tuple[Quantile, ...]:
    """Return for each wanted quantile (0.5 is the median) the smallest time at which the curve is at most 1 less it.

    One pass over the rows, which are as in `survival`.
    """
    z = deviations(confidence)
    values: list[int | None] = [None] * len(wanted)
    lows: list[float | None] = [None] * len(wanted)
    highs = [inf] * len(wanted)
    watched = _Watched(rows)
    step = None
    for step in survival(watched, n):
        bounds = _bounds(step, z)
        for which, quantile in enumerate(wanted):
            level = 1 - quantile + TOLERANCE
            if values[which] is None and step.share <= level:
                values[which] = step.time
            if lows[which] is None and bounds.low <= level:
                lows[which] = step.time
            if highs[which] == inf and bounds.high <= level:
                highs[which] = step.time
    least = watched.longest if step is not None else 0
    return tuple(Quantile(value, Interval(float(least if low is None else low), float(high))) for value, low, high in zip(values, lows, highs, strict=True))


def _bounds(step: Alive, z: float) -> Interval:
    """Return the interval of the curve at a step; where nothing is left the scale knows no upper end, so 1."""
    if step.share <= 0:
        return Interval(0.0, 1.0)
    logged = log(step.share)
    reach = z * sqrt(step.spread) / -logged
    middle = log(-logged)
    # Far out, an exponential may be too large for a number: the share is then 0.
    low = exp(-exp(middle + reach)) if middle + reach < 700 else 0.0
    return Interval(low, exp(-exp(middle - reach)))


class _Watched:
    """Rows as they pass, and the longest time among them."""

    def __init__(self, rows: Iterable[tuple[int, int, int]]) -> None:
        self._rows = rows
        self.longest = 0

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        for row in self._rows:
            self.longest = row[0]
            yield row


def _joined(rows: Iterable[tuple[int, int, int]]) -> Iterator[Lasted]:
    """Yield the rows with those of one time as one."""
    held: Lasted | None = None
    for time, ended, censored in rows:
        if held is None or time > held.time:
            if held is not None:
                yield held
            held = Lasted(time, ended, censored)
        elif time == held.time:
            held = Lasted(time, held.ended + ended, held.censored + censored)
        else:
            raise ValueError("the times fall")
    if held is not None:
        yield held
