"""What a funnel is split by: a column of the source, the month or the version of the process in which a deal began, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from processengine.evidence.allowed import InForce, spans
from processengine.evidence.question import Derived, Given, Handle, Question, Row
from processengine.evidence.rows import maybe
from processengine.evidence.sql import text


@dataclass(frozen=True)
class By:
    """What a funnel is split by: a column of the source (`attribute`), or times in which deals began (`periods`), or nothing."""

    column: str | None = None
    attribute: Derived | None = None
    periods: Sequence[tuple[str, int, int]] | None = None

    def table(self, ended: Derived, visit: Derived) -> Derived:
        """Return the table `deal_group` (deal, value)."""
        if self.periods is not None:
            begun_in = Given("begun_in", (("value", "VARCHAR"), ("since", "BIGINT"), ("until", "BIGINT")), tuple(self.periods))
            return Derived("deal_group", text("funnel/group_period"), over=(ended, visit, begun_in))
        if self.attribute is not None:
            return Derived("deal_group", text("funnel/group_by"), over=(ended, self.attribute))
        return Derived("deal_group", text("funnel/group_all"), over=(ended,))

    def order(self, value: str | None, deals: int) -> tuple[int, str]:
        """Return what groups are ordered by: times as they follow, else the largest first."""
        if self.periods is not None:
            return next((place for place, (name, _, _) in enumerate(self.periods) if name == value), -1), ""
        return -deals, value or ""


def by_version(versions: Sequence[InForce]) -> By:
    """Return the split by the version that was in force when a deal began."""
    return By("version", periods=[(one.version, *span) for one, span in zip(versions, spans(versions), strict=True)])


def by_month(handle: Handle, visit: Derived) -> By:
    """Return the split by the month (UTC) in which a deal began."""
    first, last = handle.ask(Question(text("funnel/first_visits"), _both, over=(visit,)))
    months = [] if first is None or last is None else _months(first, last)
    return By("month", periods=[(f"{begin:%Y-%m}", _time(begin), _time(end)) for begin, end in pairwise(months)])


def _months(first: int, last: int) -> list[datetime]:
    begin = datetime.fromtimestamp(first // 1_000_000, UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = [begin]
    while _time(found[-1]) <= last:
        found.append(found[-1].replace(year=found[-1].year + found[-1].month // 12, month=found[-1].month % 12 + 1))
    return found


def _time(day: datetime) -> int:
    return int(day.timestamp()) * 1_000_000


def _both(rows: Iterable[Row]) -> tuple[int | None, int | None]:
    first, last = next(iter(rows))
    return maybe(first), maybe(last)
