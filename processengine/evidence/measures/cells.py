"""Sums by group and period, laid out as a measure's whole, its series and its groups."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from processengine.evidence.measures.measured import Group, Point, Seen
from processengine.evidence.measures.periods import Period

Name = str | None
"""What a group is called; None where a deal has no value there."""

Place = tuple[Name, int]
"""A cell: a group and a period's place, from 0 on."""

Chosen = tuple[tuple[Name] | None, int | None]
"""The cells of one group (None: of all) in one period (None: in all)."""

EVERYTHING: Final[Chosen] = (None, None)


def holding(place: Place) -> tuple[Chosen, ...]:
    """Return every choice, but that of everything, that a cell is part of."""
    name, period = place
    return ((name,), period), ((name,), None), (None, period)


def series_of(group: tuple[Name] | None, some: Sequence[Period], seen: Callable[[Chosen], Seen]) -> tuple[Point, ...]:
    """Return the series of a group (None: of all): a point for each period, also where nothing happened."""
    return tuple(Point(one.name, seen((group, place))) for place, one in enumerate(some))


def groups_of(names: Collection[Name], some: Sequence[Period], seen: Callable[[Chosen], Seen]) -> tuple[Group, ...]:
    """Return the groups by their names, with a series each; those without a name come last."""
    ordered = sorted(names, key=lambda name: (name is None, name or ""))
    return tuple(Group(name, seen(((name,), None)), series_of((name,), some, seen)) for name in ordered)
