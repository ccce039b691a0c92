"""Numbers as people say them."""

from math import isinf

from processengine.evidence.measures.measured import Unit
from processengine.evidence.statistics.interval import Interval
from processengine.model.wording import between, lasting


def number(value: float, unit: Unit) -> str:
    """Return a value with its unit: `27 %`, `41 days`, `3.2`, `1,200`."""
    if unit == "share":
        return f"{_percent(value)} %"
    if unit == "days":
        return lasting(value)
    return f"{value:,.0f}" if unit == "count" or value == int(value) else f"{value:,.2f}"


def span(interval: Interval, unit: Unit) -> str:
    """Return an interval in words: `24 % to 39 %`; `12 days or more` where nothing bounds it above."""
    if isinf(interval.high):
        return f"{number(interval.low, unit)} or more"
    if unit == "days":
        return between(interval.low, interval.high)
    low = number(interval.low, unit)
    return f"{low} to {number(interval.high, unit)}"


def points(difference: float) -> str:
    """Return a difference of two shares in percentage points, without its sign: `14 points`."""
    size = whole_points(difference)
    return "1 point" if size == "1" else f"{size} points"


def whole_points(difference: float) -> str:
    """Return such a difference without its unit."""
    return _percent(abs(difference))


def deals(count: int) -> str:
    """Return a number of deals in words."""
    return f"{count:,} {'deal' if count == 1 else 'deals'}"


def _percent(share: float) -> str:
    """Return a share in percent; with a decimal where whole percents would say 0 or 100 of what is neither."""
    whole = round(100 * share)
    if abs(whole) in (0, 100) and abs(100 * share - whole) > 1e-9:
        return f"{100 * share:.1f}"
    return str(whole)
