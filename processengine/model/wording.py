"""Numbers as people say them, the same wherever they are said: how many, what share, how long."""

from typing import Final

_MINUTES: Final = 60
_HOURS: Final = 24
_WHOLE_DAYS: Final = 10

_NONE: Final = 0.5
_ALL: Final = 99.5
"""From where to where a share in percent is neither none nor all."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 change`, `2 changes`, `1,200 deals`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def percent(part: float, whole: float = 1) -> str:
    """Return a share in whole percent: `<1 %` and `>99 %` where rounding would say none or all."""
    share = 100 * part / whole if whole else 0.0
    if 0 < share < _NONE:
        return "<1 %"
    return ">99 %" if _ALL <= share < 100 else f"{share:.0f} %"


def lasting(days: float) -> str:
    """Return a number of days as one says it, in minutes and hours under a day: `under a minute`, `40 minutes`, `5 hours`, `2.5 days`, `41 days`."""
    number, unit = _parts(days)
    return f"{number} {unit}"


def between(low: float, high: float) -> str:
    """Return two lengths of time, the unit once where it is the same: `2 to 5 hours`, `20 hours to 3.5 days`."""
    (first, one), (last, other) = _parts(low), _parts(high)
    return f"{first} to {last} {other}" if one.rstrip("s") == other.rstrip("s") else f"{first} {one} to {last} {other}"


def _parts(days: float) -> tuple[str, str]:
    """Return a number and its unit, in the largest unit of which there is one at least."""
    minutes = days * _HOURS * _MINUTES
    if days <= 0:
        return "0", "days"
    if round(minutes) < 1:
        return "under a", "minute"
    if round(minutes) < _MINUTES:
        return _said(round(minutes), "minute")
    if round(minutes / _MINUTES) < _HOURS:
        return _said(round(minutes / _MINUTES), "hour")
    tenths = round(days, 1)
    if tenths >= _WHOLE_DAYS or tenths == int(tenths):
        return _said(round(days) if tenths >= _WHOLE_DAYS else int(tenths), "day")
    return f"{tenths:.1f}", "days"


def _said(number: int, unit: str) -> tuple[str, str]:
    return f"{number:,}", unit if number == 1 else f"{unit}s"
