"""Counts, and ratios of two counts: of what happened to deals each deal once, of what reps did each activity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from processengine.evidence.measures.base import ACT, run
from processengine.evidence.measures.cells import EVERYTHING, Chosen, Name, Place, holding
from processengine.evidence.measures.frame import Frame
from processengine.evidence.measures.grouping import NO_GROUPS
from processengine.evidence.measures.intervals import of_count, of_ratio
from processengine.evidence.measures.measured import Seen
from processengine.evidence.measures.periods import Period, as_table, periods
from processengine.evidence.measures.slots import AMONG, EVENT, Slots
from processengine.evidence.measures.words import event_words
from processengine.evidence.question import Derived, Given, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.model.measure import Event

_TERMS = (("is_by_rep", "BOOLEAN"),)


class Untold(NamedTuple):
    """Of the activities of an event's kind: how many there are, and how many don't say whose account it is, or who was there."""

    slot: int
    activities: int
    accounts: int
    makers: int


@dataclass(frozen=True)
class Tally:
    """What was counted by group, period and event; `tracked` has who recorded any activity in which period.

    `whole` counts over all days and groups, `first` is the time of the first that was counted.
    """

    whole: dict[int, int]
    counts: dict[Place, dict[int, int]]
    periods: tuple[Period, ...]
    first: int | None
    tracked: frozenset[Place]
    untold: tuple[Untold, ...] = ()

    @property
    def left_out(self) -> dict[str, int]:
        """The activities that don't say what is asked of them, by reason."""
        counts = {"account-unknown": sum(one.accounts for one in self.untold), "decision-maker-unknown": sum(one.makers for one in self.untold)}
        return {reason: count for reason, count in counts.items() if count}

    @property
    def names(self) -> frozenset[Name]:
        """The groups that there are: those that something was counted of, and whoever recorded any activity."""
        return frozenset(name for name, _ in self.counts)

    def count(self, slot: int, chosen: Chosen) -> int:
        """Return how often an event was counted in the chosen cells."""
        return self.whole.get(slot, 0) if chosen == EVERYTHING else self._sums.get((chosen, slot), 0)

    def is_tracked(self, chosen: Chosen) -> bool:
        """Tell whether anybody of the chosen recorded any activity."""
        return bool(self.tracked) if chosen == EVERYTHING else chosen in self._tracked

    @cached_property
    def _sums(self) -> dict[tuple[Chosen, int], int]:
        total: dict[tuple[Chosen, int], int] = {}
        for place, counts in self.counts.items():
            for chosen, (slot, count) in product(holding(place), counts.items()):
                total[chosen, slot] = total.get((chosen, slot), 0) + count
        return total

    @cached_property
    def _tracked(self) -> frozenset[Chosen]:
        return frozenset(chosen for place in self.tracked for chosen in holding(place))


def slots_of(frame: Frame) -> Slots:
    """Return the events of a ratio or a count."""
    quantity = frame.quantity
    if quantity.ratio is not None:
        return Slots(frame.known, {EVENT: quantity.ratio.of, AMONG: quantity.ratio.per})
    assert quantity.count is not None
    return Slots(frame.known, {EVENT: quantity.count})


def tally_of(frame: Frame, slots: Slots) -> Tally:
    """Count the events of a ratio or a count, as a whole and then, where asked for, by group and period."""
    total, first = _ask(frame, slots, NO_GROUPS, frame.all_days)
    whole = _by_slot(total)
    begins = frame.since if frame.quantity.last is not None else first
    some = periods(frame.each, begins, frame.until) if frame.each and begins is not None else ()
    table = as_table(some) if some else frame.all_days
    by_reps = bool(slots.done_by_reps.rows)
    tracked = frozenset(frame.handle.ask(Question(text("measures/tracked"), _places, over=(ACT, table)))) if by_reps else frozenset()
    counts: dict[Place, dict[int, int]] = {}
    if some or frame.attribute is not NO_GROUPS or frame.grouping.is_by_rep:
        counts, _ = _ask(frame, slots, frame.attribute, table)
        if frame.grouping.is_by_rep:
            counts = {**{place: {} for place in tracked}, **counts}
    return Tally(whole, counts, some, first, tracked, _untold(frame, slots) if by_reps else ())


def looked_for(frame: Frame, slots: Slots) -> Derived:
    """Return the deals that are looked for in another process, as a table `watched`: those that it is counted for each of, else all that are closed."""
    known, per = frame.known, slots.events.get(AMONG)
    own = None if per is None or per.activity is not None else Slots(known, {AMONG: per})
    if own is None or own.processes:
        return Derived("watched", text("measures/looked_for_closed"), over=(run(known),))
    return Derived("watched", text("measures/looked_for"), over=(run(known), own.happening))


def seen_of(frame: Frame, slots: Slots, tally: Tally, chosen: Chosen) -> Seen:
    """Return the ratio or the count of the chosen cells."""
    period = chosen[1]
    first, last = frame.days(tally.first) if period is None else tally.periods[period].days
    left_out = tally.left_out if chosen == EVERYTHING else {}
    is_ratio = frame.quantity.ratio is not None
    counted = tally.count(EVENT, chosen)
    n = tally.count(AMONG, chosen) if is_ratio else counted
    why = _untracked(slots, tally, chosen, by_rep=frame.grouping.is_by_rep) or _unsaid(slots.events, tally.untold) or _nothing(slots.events, n, is_ratio=is_ratio)
    if why:
        return Seen("ratio" if is_ratio else "count", None, n, counted, None, why, first, last, left_out)
    if is_ratio:
        return Seen("ratio", counted / n, n, counted, of_ratio(counted, n, frame.confidence), "", first, last, left_out)
    return Seen("count", counted, n, counted, of_count(counted, frame.confidence), "", first, last, left_out)


def _untracked(slots: Slots, tally: Tally, chosen: Chosen, *, by_rep: bool) -> str:
    """Return the sentence for those of whom no activity is recorded then: they are not tracked, which is not zero."""
    if not slots.done_by_reps.rows:
        return ""
    group, period = chosen
    return "" if tally.is_tracked((group if by_rep else None, period)) else "Not tracked: no activity is recorded."


def _nothing(events: Mapping[int, Event], n: int, *, is_ratio: bool) -> str:
    return f"There is no {event_words(events[AMONG])} to hold it against." if is_ratio and not n else ""


Counts = dict[Place, dict[int, int]]


def _ask(frame: Frame, slots: Slots, attribute: Derived | Given, period: Given) -> tuple[Counts, int | None]:
    own = Slots(slots.known, {slot: event for slot, event in slots.events.items() if event.activity is None})
    terms = Given("tally_terms", _TERMS, ((frame.grouping.is_by_rep and period is not None,),))
    over = (run(frame.known), ACT, own.happening, slots.done_by_reps, terms, period, attribute)
    return frame.handle.ask(Question(text("measures/tally"), _read, over=over))


def _read(rows: Iterable[Row]) -> tuple[Counts, int | None]:
    counts: Counts = {}
    first: int | None = None
    for name, period, slot, events, began in rows:
        place = (None if name is None else str(name), whole(period))
        counts.setdefault(place, {})[whole(slot)] = whole(events)
        first = whole(began) if first is None else min(first, whole(began))
    return counts, first


def _by_slot(counts: Counts) -> dict[int, int]:
    total: dict[int, int] = {}
    for held in counts.values():
        for slot, count in held.items():
            total[slot] = total.get(slot, 0) + count
    return total


def _places(rows: Iterable[Row]) -> list[Place]:
    return [(None if rep is None else str(rep), whole(period)) for rep, period in rows]


def _untold(frame: Frame, slots: Slots) -> tuple[Untold, ...]:
    rows = frame.handle.ask(Question(text("measures/untold"), list, over=(ACT, slots.done_by_reps, frame.all_days)))
    return tuple(Untold(*(whole(value) for value in row)) for row in rows)


def _unsaid(events: Mapping[int, Event], untold: Iterable[Untold]) -> str:
    """Return the sentence for an event of which most activities don't say what is asked: they tell nothing of the others."""
    for one in untold:
        said = ((one.accounts, "whose account it is"), (one.makers, "whether a decision maker was there"))
        for count, what in said:
            if count * 2 > one.activities:
                return f"Of {one.activities:,} activities of kind {events[one.slot].activity} {count:,} don't say {what}: too many for a value."
    return ""
