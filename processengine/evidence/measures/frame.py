"""What is asked when a measure is computed, and what its values have in common."""

from dataclasses import dataclass
from datetime import date

from processengine.evidence.measures.grouping import Grouping
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.periods import Each, Period, as_table
from processengine.evidence.measures.source import Source, day
from processengine.evidence.question import Derived, Given, Handle
from processengine.model.measure import Measure, Quantity

_LONG_AGO = -(2**62)


def begin_of(quantity: Quantity, source: Source, began_after: int | None) -> int | None:
    """Return the first microsecond that counts: of the quantity's `last` days, and after a moment; None where all time does."""
    first = None if quantity.last is None else source.first_of(quantity.last)
    begins = [one for one in (first, None if began_after is None else began_after + 1) if one is not None]
    return max(begins, default=None)


@dataclass(frozen=True)
class Frame:
    """A quantity, the handle that is asked, and the last microsecond (`until`) in which what counts can lie.

    Only what follows `began_after`, in microseconds since 1970 UTC, counts; None for all.
    """

    handle: Handle
    known: Known
    quantity: Quantity
    source: Source
    until: int
    confidence: float
    grouping: Grouping
    began_after: int | None = None

    @property
    def since(self) -> int:
        """The first microsecond of the time that counts; long ago where all does."""
        begins = begin_of(self.quantity, self.source, self.began_after)
        return _LONG_AGO if begins is None else begins

    @property
    def all_days(self) -> Given:
        """The table `period` with one row for all days that count."""
        return as_table((Period("", self.since, self.until),))

    @property
    def each(self) -> Each | None:
        """The periods of the series, if there is one; a claim has none."""
        return self.quantity.each if isinstance(self.quantity, Measure) else None

    @property
    def attribute(self) -> Derived | Given:
        """The table `attribute` by which groups are told apart."""
        return self.grouping.attribute

    def days(self, first: int | None) -> tuple[date | None, date | None]:
        """Return the first and the last day that count, where what counts began at a time; none where nothing did."""
        if self.quantity.last is not None:
            return day(min(self.since, self.until)), day(self.until)
        return (None, None) if first is None else (day(first), day(self.until))
