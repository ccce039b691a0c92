"""Computing a measure: the one way from the closed grammar to a value, for measures, claims, expectations, rules and pictures."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from processengine.evidence.measures import tallies
from processengine.evidence.measures.cells import EVERYTHING, groups_of, series_of
from processengine.evidence.measures.cohort import slots_of, watched_by
from processengine.evidence.measures.coverage import into_others, joins_of, too_little
from processengine.evidence.measures.durations import Durations
from processengine.evidence.measures.frame import Frame
from processengine.evidence.measures.grouping import by_of, grouping
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.measured import Measured, Seen, Unit
from processengine.evidence.measures.needs import ungrouped, unknowable
from processengine.evidence.measures.notes import of_closed, of_cohort, of_tally
from processengine.evidence.measures.shares import Cohort, cohort_of, share_of
from processengine.evidence.measures.source import Source, source_of
from processengine.evidence.public import is_few
from processengine.evidence.question import Derived, Handle
from processengine.evidence.statistics.interval import CONFIDENCE
from processengine.model.measure import Event, Quantity

_METHODS: dict[Unit, str] = {
    "share": "Wilson's score interval",
    "days": "Brookmeyer and Crowley's, on the log-log scale",
    "ratio": "score interval of two Poisson counts",
    "count": "score interval of a Poisson count",
}


def compute(handle: Handle, known: Known, quantity: Quantity, *, confidence: float = CONFIDENCE, source: Source | None = None,
            where: Event | None = None, began_after: int | None = None) -> Measured:
    """Return what the deals say of a measure or of what a claim states: its value, or why there is none.

    `confidence` (0 to 1) is that of the intervals. `source` may be given where many are computed from one source. `where`
    changes no value: with it the table behind a share or a duration is the one that `watched` gives with it, worked out
    once for both, and its rows count for the coverage. With `began_after`, in microseconds since 1970 UTC, only deals
    count whose cohort's event follows that moment (strictly), and of a ratio or a count only what happened after it;
    `last` counts all the same.
    """
    source = source or source_of(handle)
    unit = unit_of(quantity)
    lacks = unknowable(quantity, handle, known)
    if source.until is None and not lacks:
        lacks = ("The source has no row.",)
    if lacks or source.until is None:
        return _named(Measured(Seen(unit, None, 0, 0, why=" ".join(lacks))), source, unit, confidence)
    frame = Frame(handle, known, quantity, source, source.until, confidence, grouping(handle, quantity), began_after)
    found = _tallied(frame) if unit in ("ratio", "count") else _of_cohort(frame, unit, where)
    without = ungrouped(quantity, handle)
    return _named(replace(found, groups=(), notes=(*found.notes, *without)) if without else found, source, unit, confidence)


def watched(handle: Handle, known: Known, quantity: Quantity, where: Event | None = None, *, source: Source | None = None) -> Derived:
    """Return the table `watched` of a share or a duration: a row for each deal of the cohort in its window.

    Columns: (deal, began, side, left_out, seen, gone, lasted). `began` is the time of the cohort's event. `side` is 1
    where the event `where` came before that (strictly), else 0. `left_out` is NULL where the deal is watched, else why
    not: `admin`, `young`, `open` or `zero`. `seen` is 1 where the share's event happened in time, or the duration ended,
    else 0; `gone` is 1 where the deal closed without it. `lasted` is the duration so far in microseconds, NULL for a
    share. Who compares groups sums over the rows where `left_out` IS NULL. The table never leaves the engine: ask it for
    sums.
    """
    return watched_by(known, quantity, source or source_of(handle), where)


def unit_of(quantity: Quantity) -> Unit:
    """Return what a quantity's value is: a share, days, a ratio or a count."""
    if quantity.share is not None:
        return "share"
    if quantity.duration is not None:
        return "days"
    return "ratio" if quantity.ratio is not None else "count"


def _of_cohort(frame: Frame, unit: Unit, where: Event | None) -> Measured:
    slots = slots_of(frame.known, frame.quantity, where)
    table = watched_by(frame.known, frame.quantity, frame.source, where, frame.began_after)
    cohort = cohort_of(frame, table)
    joins, found = into_others(frame.handle, frame.known, slots, table)
    joins = (*joins_of(frame.handle, slots), *joins)
    notes, of_few = _told_apart((*found, of_closed(frame, cohort)))
    notes = (*notes, *of_cohort(frame))
    seen = partial(share_of, frame, cohort) if unit == "share" else Durations(frame, table, cohort).seen
    little = too_little(joins)
    if little and cohort.whole.watched:
        return Measured(_without_value(frame, cohort, unit, little), coverage=joins, notes=notes, of_few=of_few)
    groups = groups_of(cohort.names, cohort.periods, seen) if by_of(frame.quantity) is not None else ()
    return Measured(seen(EVERYTHING), series_of(None, cohort.periods, seen), groups, coverage=joins, notes=notes, of_few=of_few)


def _told_apart(notes: Iterable[tuple[str, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that anybody may read, and those that tell of a few deals."""
    said = [(note, smallest) for note, smallest in notes if note]
    return tuple(note for note, smallest in said if not is_few(smallest)), tuple(note for note, smallest in said if is_few(smallest))


def _without_value(frame: Frame, cohort: Cohort, unit: Unit, why: str) -> Seen:
    first, last = frame.days(cohort.whole.first)
    return Seen(unit, None, cohort.whole.watched, cohort.whole.seen, None, why, first, last, dict(cohort.whole.left_out))


def _tallied(frame: Frame) -> Measured:
    slots = tallies.slots_of(frame)
    tally = tallies.tally_of(frame, slots)
    seen = partial(tallies.seen_of, frame, slots, tally)
    joins, found = into_others(frame.handle, frame.known, slots, tallies.looked_for(frame, slots))
    # An activity counts whether it was for a deal or not, so that there is nothing to join.
    joins = (*(one for one in joins_of(frame.handle, slots) if one.table == "facts"), *joins)
    notes, of_few = _told_apart(found)
    notes = (*notes, *of_tally(frame, slots, tally))
    whole, little = seen(EVERYTHING), too_little(joins)
    if little and not whole.why:
        return Measured(replace(whole, value=None, interval=None, why=little), coverage=joins, notes=notes, of_few=of_few)
    groups = groups_of(tally.names, tally.periods, seen) if by_of(frame.quantity) is not None else ()
    return Measured(whole, series_of(None, tally.periods, seen), groups, coverage=joins, notes=notes, of_few=of_few)


def _named(found: Measured, source: Source, unit: Unit, confidence: float) -> Measured:
    return Measured(
        found.whole, found.series, found.groups, confidence, _METHODS[unit], source.day, source.ties,
        found.coverage, found.notes, source.digest, found.of_few,
    )
