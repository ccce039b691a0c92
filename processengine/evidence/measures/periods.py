"""Weeks, months and quarters, as UTC has them; weeks are ISO weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from processengine.evidence.measures.source import day, start_of
from processengine.evidence.question import Given

Each = Literal["week", "month", "quarter"]

COLUMNS: Final = (("period", "INTEGER"), ("first", "BIGINT"), ("until", "BIGINT"))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time by its name, from its first to its last microsecond; cut off where the window begins or ends."""

    name: str
    first: int
    until: int

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        return day(self.first), day(self.until)


def periods(each: Each, first: int, until: int) -> tuple[Period, ...]:
    """Return the periods of a kind that two times and what lies between them fall in, the first and the last cut off there."""
    found = []
    begins = _begin(each, day(first))
    while start_of(begins) <= until:
        follows = _next(each, begins)
        found.append(Period(_name(each, begins), max(start_of(begins), first), min(start_of(follows) - 1, until)))
        begins = follows
    return tuple(found)


def as_table(some: Sequence[Period]) -> Given:
    """Return the table `period` (period, first, until): each period by its place, both ends included."""
    return Given("period", COLUMNS, tuple((place, one.first, one.until) for place, one in enumerate(some)))


def _begin(each: Each, one: date) -> date:
    if each == "week":
        return one - timedelta(days=one.weekday())
    return one.replace(day=1, month=one.month if each == "month" else one.month - (one.month - 1) % 3)


def _next(each: Each, begins: date) -> date:
    if each == "week":
        return begins + timedelta(days=7)
    return _begin(each, begins + timedelta(days=32 if each == "month" else 93))


def _name(each: Each, begins: date) -> str:
    if each == "week":
        year, week, _ = begins.isocalendar()
        return f"{year}-W{week:02}"
    return f"{begins:%Y-%m}" if each == "month" else f"{begins.year}-Q{(begins.month + 2) // 3}"
