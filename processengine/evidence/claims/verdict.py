"""The verdict on a claim: whether what the deals say bears it out.

A bound is judged by the interval of 95 %: beyond the bound the data support the claim, wholly on the other side they
contradict it, and between they leave it open. A count is compared as it stands: it is what happened, and nothing is
estimated. A comparison of shares is judged by whether the interval of the difference leaves out 0, one of durations by p under 0.05, and both by which
way it goes. A comparison that names no direction says that the sides differ: nothing contradicts that.
"""

from typing import Literal

from processengine.evidence.claims.claimed import Compared, Judged, Side
from processengine.evidence.claims.said import number, points, span, whole_points
from processengine.evidence.measures.measured import Seen, Unit
from processengine.evidence.statistics.interval import Interval

Direction = Literal["higher", "lower"] | None

SIGNIFICANT = 0.05


def of_bounds(seen: Seen, at_least: float | None, at_most: float | None) -> Judged:
    """Judge a value by its bounds; with two of them both must hold.

    There must be a value, or an interval: that half of the deals last longer than was watched says what they last at least.
    """
    interval = _exactly(seen) if seen.interval is None or seen.unit == "count" else seen.interval
    held = [_above(interval, at_least)] * (at_least is not None) + [_below(interval, at_most)] * (at_most is not None)
    bounds = _bounds(seen.unit, at_least, at_most)
    value = _told(seen)
    if False in held:
        return Judged("contradicts", f"The deals say otherwise: {value}, and the claim says {bounds}.")
    if None in held:
        return Judged("inconclusive", f"Too close to call: {value}, and the claim says {bounds}.")
    return Judged("supports", f"The deals bear it out: {value}, and the claim says {bounds}.")


def _above(interval: Interval, bound: float | None) -> bool | None:
    """Tell whether an interval lies at or above a bound (True), below it (False), or round it (None)."""
    if bound is None or interval.low >= bound:
        return True
    return False if interval.high < bound else None


def _below(interval: Interval, bound: float | None) -> bool | None:
    if bound is None or interval.high <= bound:
        return True
    return False if interval.low > bound else None


def _bounds(unit: Unit, at_least: float | None, at_most: float | None) -> str:
    said = [f"at least {number(at_least, unit)}"] if at_least is not None else []
    return " and ".join([*said, *([f"at most {number(at_most, unit)}"] if at_most is not None else [])])


def _exactly(seen: Seen) -> Interval:
    assert seen.value is not None
    return Interval(seen.value, seen.value)


def _told(seen: Seen) -> str:
    if seen.value is None:
        assert seen.interval is not None
        return f"too many deals are still under way to give the value itself, and {span(seen.interval, seen.unit)} fit the data"
    value = number(seen.value, seen.unit)
    return f"{value} ({span(seen.interval, seen.unit)} fit the data)" if seen.interval is not None and seen.unit != "count" else value


def of_shares(compared: Compared, direction: Direction, hit: str) -> Judged:
    """Judge a comparison of two shares of deals that `hit` (`were won`); both sides must have one."""
    group, rest, interval = compared.group.value, compared.rest.value, compared.interval
    assert group is not None
    assert rest is not None
    assert interval is not None
    way: Direction = "higher" if interval.low > 0 else "lower" if interval.high < 0 else None
    told = f"{number(group, 'share')} of the deals with it {hit}, {number(rest, 'share')} of the rest"
    if way is None:
        return Judged("inconclusive", f"Too close to call: {told}; anything from {_signed(interval.low)} to {_signed(interval.high)} fits the data.")
    low, high = sorted((abs(interval.low), abs(interval.high)))
    apart = f"{points(group - rest)} {'more' if way == 'higher' else 'fewer'} ({whole_points(low)} to {points(high)} fit the data)"
    return _by_direction(way, direction, f"{told}, {apart}")


def of_durations(compared: Compared, direction: Direction, ended: float, expected: float) -> Judged:
    """Judge a comparison of two durations: fewer than `expected` of the group `ended`, so it lasts longer."""
    assert compared.p is not None
    told = f"{_lasting(compared.group)} with it, {_lasting(compared.rest)} for the rest"
    chance = f"chance alone parts them so far in {_cases(compared.p)} of 100 cases"
    if compared.p >= SIGNIFICANT or ended == expected:
        return Judged("inconclusive", f"Too close to call: {told}; {chance}.")
    way: Direction = "higher" if ended < expected else "lower"
    if compared.difference and (compared.difference > 0) != (way == "higher"):
        longer = "those with it take" if way == "higher" else "the rest take"
        return Judged("inconclusive", f"It depends on where one looks: {told}, and yet over the whole time {longer} longer.")
    return _by_direction(way, direction, f"{told}; {chance}")


def _by_direction(way: Direction, direction: Direction, told: str) -> Judged:
    if direction is None or way == direction:
        return Judged("supports", f"The deals bear it out: {told}.")
    return Judged("contradicts", f"The deals say the opposite: {told}.")


def _lasting(side: Side) -> str:
    if side.value is not None:
        return number(side.value, "days")
    return f"more than {number(side.interval.low, 'days')}" if side.interval.low > 0 else "no end so far"


def _signed(difference: float) -> str:
    return f"{points(difference)} {'more' if difference > 0 else 'fewer'}"


def _cases(p: float) -> str:
    return "fewer than 1" if p < 0.01 else f"{100 * p:.0f}"
