"""The deals behind a share or a duration, one by one: the table that stays in the engine."""

from typing import Final

from processengine.evidence.measures.base import run
from processengine.evidence.measures.frame import begin_of
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.slots import AMONG, EVENT, WHERE, Slots
from processengine.evidence.measures.source import Source
from processengine.evidence.question import Derived, Given
from processengine.evidence.sql import text
from processengine.evidence.tables import DAY
from processengine.model.measure import Duration, Event, Quantity

_TERMS: Final = (
    ("as_of", "BIGINT"), ("since", "BIGINT"), ("within", "BIGINT"), ("is_before", "BOOLEAN"), ("is_duration", "BOOLEAN"),
    ("is_of_closed", "BOOLEAN"), ("is_until_closed", "BOOLEAN"), ("is_of_itself", "BOOLEAN"),
)


def slots_of(known: Known, quantity: Quantity, where: Event | None = None) -> Slots:
    """Return the events of a share or a duration: what is asked for, the cohort's, and what parts it in two."""
    events: dict[int, Event] = {}
    if quantity.duration is not None:
        events = {EVENT: quantity.duration.to, AMONG: quantity.duration.from_}
    elif quantity.share is not None:
        events = {EVENT: quantity.share, **dict(enumerate(quantity.among or (), AMONG))}
    if where is not None:
        events[WHERE] = where
    return Slots(known, events)


def watched_by(known: Known, quantity: Quantity, source: Source, where: Event | None = None, began_after: int | None = None) -> Derived:
    """Return the table `watched`; `compute.watched` says what it holds. Only deals whose cohort's event follows `began_after` are in it."""
    slots = slots_of(known, quantity, where)
    among = Given("among", (("slot", "INTEGER"),), tuple((slot,) for slot in slots.events if slot >= AMONG))
    return Derived("watched", text("measures/watched"), over=(run(known), slots.happening, among, _terms(known, quantity, source, began_after)))


def _terms(known: Known, quantity: Quantity, source: Source, began_after: int | None) -> Given:
    """Return the table `watched_terms`, of one row.

    Among deals with an outcome of this process the event lies at or before it, unless it is another process's. A deal is
    watched for a duration until it closes, by the closing that stands: what comes after that ends no wait, as a deal in
    which it never comes isn't watched any longer either. But where a wait begins with an outcome, or after the deal
    closed, or ends in another process, the deal is watched to the end of what is told. From an event to the next
    of the same kind, the first one ends no wait.
    """
    within = None if quantity.within is None else quantity.within * DAY
    is_before = (
        quantity.share is not None
        and any(event.outcome is not None for event in quantity.among or ())
        and not is_elsewhere(known, quantity.share)
    )
    duration = quantity.duration
    is_of_closed = quantity.share is not None and within is None
    since = begin_of(quantity, source, began_after)
    is_of_itself = duration is not None and _plain(known, duration.from_) == _plain(known, duration.to)
    row = (source.as_of, since, within, is_before, duration is not None, is_of_closed, duration is not None and is_until_closed(known, duration), is_of_itself)
    return Given("watched_terms", _TERMS, (row,))


def _plain(known: Known, event: Event) -> Event:
    """Return an event with a stage of the process itself written without the process."""
    own = f"{known.process.id}/"
    return event.model_copy(update={"reached": event.reached.removeprefix(own)}) if event.reached is not None else event


def is_until_closed(known: Known, duration: Duration) -> bool:
    """Tell whether a duration is watched until the deal closes; else it is to the end of what is told."""
    return duration.from_.outcome is None and not is_elsewhere(known, duration.to)


def is_elsewhere(known: Known, event: Event) -> bool:
    """Tell whether an event is another process's."""
    return event.reached is not None and known.other(event.reached) is not None
