"""What holds for a source as a whole, whatever is computed from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from processengine.evidence.question import Handle, Question, Row
from processengine.evidence.rows import maybe, one
from processengine.evidence.sql import text
from processengine.evidence.tables import DAY

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Source:
    """The end of the time told (`as_of`, in microseconds since 1970 UTC, None without rows), how many rows tie, and the data's digest.

    `until` is the last microsecond in which anything can lie: where `as_of` is the end of a day that was asked for, the
    one before it.
    """

    as_of: int | None
    ties: int
    digest: str
    until: int | None = None

    @property
    def day(self) -> date | None:
        """The last day told (UTC)."""
        return None if self.until is None else day(self.until)

    def first_of(self, days: int) -> int:
        """Return the first microsecond of the days that end at the last day told."""
        return start_of((self.day or _EPOCH.date()) - timedelta(days=days - 1))


def source_of(handle: Handle) -> Source:
    """Ask what holds for the source as a whole; once is enough for many measures."""
    as_of = handle.ask(Question("SELECT time FROM as_of", _time))
    ties = handle.ask(Question(text("measures/ties"), one))
    if as_of is None:
        return Source(None, ties, handle.digest())
    is_end = as_of % DAY == 0 and not handle.ask(Question(text("measures/at_end"), one))
    return Source(as_of, ties, handle.digest(), as_of - 1 if is_end else as_of)


def day(time: int) -> date:
    """Return the day (UTC) in which a time lies."""
    return (_EPOCH + timedelta(microseconds=time)).date()


def start_of(one: date) -> int:
    """Return the first microsecond of a day (UTC)."""
    return (datetime(one.year, one.month, one.day, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


def _time(rows: Iterable[Row]) -> int | None:
    return maybe(next(iter(rows), (None,))[0])
