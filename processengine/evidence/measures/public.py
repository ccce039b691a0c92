"""A measure as anybody may read it: without numbers on fewer than five deals."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from processengine.evidence.measures.measured import Group, Measured, Point, Seen
from processengine.evidence.public import LAW, UNDER, is_few, kept_rows

TOO_FEW: Final = f"Not shown: fewer than {UNDER} stand behind it or a part of it, or could be worked out from it."

_WITHOUT: Final = ("share", "days")
"""The units of values that also tell how many deals had not the event."""


def for_public(measured: Measured) -> Measured:
    """Return a measure without anything about a group of fewer than five deals or activities.

    Where only one group or one period would be withheld, the next smallest goes with it: else the whole would tell it. A
    group's series is not told at all, as too many sums run through it.
    """
    series = _periods(measured.series)
    kept = _groups(measured.groups)
    dropped = len(measured.groups) - len(kept)
    notes = (*measured.notes, f"{dropped:,} of {len(measured.groups):,} groups are not shown. {LAW}") if dropped else measured.notes
    return replace(measured, of_few=(), whole=_seen(measured.whole, is_kept=not _is_small(measured.whole)), series=series, groups=kept, notes=notes)


def _is_small(seen: Seen) -> bool:
    """Tell whether a value is of few, or tells how many few are; a share also tells those without the event."""
    without = is_few(seen.n - seen.seen) if seen.unit in _WITHOUT else False
    return is_few(seen.n) or is_few(seen.seen) or without


def _kept(all_: Sequence[Seen]) -> list[bool]:
    return kept_rows([(seen.n, seen.seen, seen.n - seen.seen if seen.unit in _WITHOUT else 0) for seen in all_])


def _periods(series: Sequence[Point]) -> tuple[Point, ...]:
    kept = _kept([point.seen for point in series])
    return tuple(Point(point.period, _seen(point.seen, is_kept=is_kept)) for point, is_kept in zip(series, kept, strict=True))


def _groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    kept = _kept([group.whole for group in groups])
    return tuple(Group(group.name, _seen(group.whole, is_kept=True)) for group, is_kept in zip(groups, kept, strict=True) if is_kept)


def _seen(seen: Seen, *, is_kept: bool) -> Seen:
    left_out = {reason: count for reason, count in seen.left_out.items() if not is_few(count)}
    if is_kept:
        return replace(seen, left_out=left_out)
    return Seen(seen.unit, None, 0, 0, why=TOO_FEW, first=seen.first, last=seen.last, is_withheld=True)
