"""What must be said beside a value so that nobody reads more out of it than it says."""

from collections.abc import Iterable, Iterator

from processengine.evidence.measures.base import ACT
from processengine.evidence.measures.cohort import is_until_closed
from processengine.evidence.measures.coverage import smallest
from processengine.evidence.measures.frame import Frame
from processengine.evidence.measures.periods import as_table, periods
from processengine.evidence.measures.shares import Cohort
from processengine.evidence.measures.slots import Slots
from processengine.evidence.measures.tallies import Tally
from processengine.evidence.measures.words import deals
from processengine.evidence.question import Question, Row
from processengine.evidence.sql import text


def of_cohort(frame: Frame) -> tuple[str, ...]:
    """Return what is said beside a share or a duration."""
    if frame.quantity.duration is None:
        return ()
    return ("A duration's deals are told by `from`; its `among` says nothing.",) if frame.quantity.among is not None else ()


def of_closed(frame: Frame, cohort: Cohort) -> tuple[str, int]:
    """Return what is said of the deals that closed before what a duration waits for, with the smallest group that it tells of; empty where none did."""
    gone = cohort.whole.gone
    duration = frame.quantity.duration
    if duration is None or not gone or not is_until_closed(frame.known, duration):
        return "", 0
    who = "It counts" if gone == 1 else "Each counts"
    return f"{gone:,} of {deals(cohort.whole.watched)} closed without getting there. {who} only up to the day of closing, so this is how long it takes deals that stay in.", smallest(gone, cohort.whole.watched - gone)


def of_tally(frame: Frame, slots: Slots, tally: Tally) -> tuple[str, ...]:
    """Return what is said beside a ratio or a count."""
    return tuple(_of_tally(frame, slots, tally))


def _of_tally(frame: Frame, slots: Slots, tally: Tally) -> Iterator[str]:
    if slots.done_by_reps.rows and tally.first is not None:
        weeks = periods("week", max(frame.since, tally.first), frame.until)
        tracked = frame.handle.ask(Question(text("measures/tracked"), _reps, over=(ACT, as_table(weeks))))
        reps = len({rep for rep, _ in tracked})
        missing = reps * len(weeks) - len(tracked)
        if missing:
            yield f"{missing:,} of {reps * len(weeks):,} weeks of {reps:,} {'rep' if reps == 1 else 'reps'} have no activity at all: they are not tracked, which is not zero."
    for key in ("within", "among"):
        if getattr(frame.quantity, key) is not None:
            yield f"Nothing is watched for a ratio or a count, so its `{key}` says nothing."


def _reps(rows: Iterable[Row]) -> set[Row]:
    return set(rows)
