"""Durations: how long it takes from one event to another, with deals that are still under way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from processengine.evidence.measures.cells import EVERYTHING, Chosen, Name
from processengine.evidence.measures.frame import Frame
from processengine.evidence.measures.grouping import NO_GROUPS
from processengine.evidence.measures.measured import Seen
from processengine.evidence.measures.periods import as_table
from processengine.evidence.measures.shares import Cohort, bare
from processengine.evidence.measures.words import not_reached
from processengine.evidence.question import Derived, Given, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.evidence.statistics import Interval, Quantile, quantiles
from processengine.evidence.tables import DAY

MEDIAN = 0.5

Key = tuple[Name, int]


@dataclass
class Durations:
    """The durations of a cohort; each way to tell them apart is asked for once."""

    frame: Frame
    watched: Derived
    cohort: Cohort

    def __post_init__(self) -> None:
        """Keep what was asked."""
        self._asked: dict[tuple[bool, bool], dict[Key, Quantile]] = {}

    def seen(self, chosen: Chosen) -> Seen:
        """Return the quantile of the chosen deals' durations, in days."""
        found = bare(self.frame, self.cohort, "days", chosen)
        if not found.n:
            return found
        group, period = chosen
        quantile = self._quantiles(by_group=group is not None, by_period=period is not None)[(group or (None,))[0], period or 0]
        interval = Interval(quantile.interval.low / DAY, quantile.interval.high / DAY)
        if quantile.value is None:
            return replace(found, interval=interval, why=not_reached(found, self.level))
        return replace(found, value=quantile.value / DAY, interval=interval)

    @property
    def level(self) -> float:
        """Which quantile is meant: by default the median."""
        asked = self.frame.quantity.quantile
        return MEDIAN if asked is None else asked

    def _quantiles(self, *, by_group: bool, by_period: bool) -> dict[Key, Quantile]:
        asked = (by_group, by_period)
        if asked not in self._asked:
            period = as_table(self.cohort.periods) if by_period else self.frame.all_days
            attribute: Derived | Given = self.frame.attribute if by_group else NO_GROUPS
            counts = {key: self.cohort.cell(_chosen(key, by_group=by_group, by_period=by_period)).watched for key in self._keys(asked)}
            answer = partial(_read, counts=counts, level=self.level, confidence=self.frame.confidence)
            self._asked[asked] = self.frame.handle.ask(Question(text("measures/lasted"), answer, over=(self.watched, period, attribute)))
        return self._asked[asked]

    def _keys(self, asked: tuple[bool, bool]) -> Iterator[Key]:
        by_group, by_period = asked
        for name in self.cohort.names if by_group else (None,):
            for place in range(len(self.cohort.periods)) if by_period else (0,):
                yield name, place


def _chosen(key: Key, *, by_group: bool, by_period: bool) -> Chosen:
    if not by_group and not by_period:
        return EVERYTHING
    name, place = key
    return (name,) if by_group else None, place if by_period else None


def _read(rows: Iterable[Row], counts: dict[Key, int], level: float, confidence: float) -> dict[Key, Quantile]:
    """Return the quantile of each group and period; the rows of one stand together, with rising times."""
    found = {}
    for (name, period), own in groupby(rows, key=lambda row: (row[0], row[1])):
        key = (None if name is None else str(name), whole(period))
        lasted = ((whole(time), whole(ended), whole(censored)) for _, _, time, ended, censored in own)
        found[key] = quantiles(lasted, counts[key], (level,), confidence)[0]
    return found
