"""The table of deals behind a share or a duration, for who compares two sides of it."""

from typing import Any

import pytest

from processengine.evidence.measures.cohort import slots_of
from processengine.evidence.measures.compute import unit_of, watched
from processengine.evidence.measures.slots import WHERE
from processengine.evidence.question import Question
from processengine.model.measure import Event, Quantity
from tests.evidence.measures.asking import rows
from tests.evidence.measures.chance import SALE
from tests.evidence.measures.told import Fact, Told, at, held, known_by

TOLD = Told(
    (*rows("early", ("named", "2026-01-01"), ("agreed", "2026-01-10"), ("won", "2026-01-20")),
     *rows("late", ("named", "2026-01-01"), ("agreed", "2026-01-10"), ("lost", "2026-01-30")),
     *rows("never", ("named", "2026-01-01"), ("agreed", "2026-01-10"))),
    facts=(Fact("early", "kit", "paper", at("2026-01-09")), Fact("late", "kit", "paper", at("2026-01-10"))), as_of=at("2026-02-01"))
TO_WON: dict[str, Any] = {"from": {"reached": "agreed"}, "to": {"outcome": "won"}}


def _asked(quantity: Quantity, where: Event | None) -> list[tuple[object, ...]]:
    with held(TOLD) as handle:
        table = watched(handle, known_by(handle, SALE), quantity, where)
        return handle.ask(Question("SELECT side, left_out, seen, gone, lasted FROM watched ORDER BY deal", list, over=(table,)))


def test_a_side_is_told_by_what_came_before_the_cohort_s_event() -> None:
    """Strictly before: what comes with it may come of it."""
    share = Quantity.model_validate({"share": {"outcome": "won"}, "among": {"reached": "agreed"}})
    assert _asked(share, Event(kit="paper")) == [(1, None, 1, 0, None), (0, None, 0, 1, None), (0, "open", 0, 0, None)]
    assert [side for side, *_ in _asked(share, None)] == [0, 0, 0]


def test_a_duration_has_the_time_that_each_lasted() -> None:
    """In microseconds, those under way until they closed or are told no further."""
    day = 86_400_000_000
    found = _asked(Quantity.model_validate({"duration": TO_WON}), Event(kit="paper"))
    assert found == [(1, None, 1, 0, 10 * day), (0, None, 0, 1, 20 * day), (0, None, 0, 0, 22 * day)]


def test_what_parts_the_deals_may_be_asked_alone() -> None:
    """To learn how much of it is recorded."""
    with held(TOLD) as handle:
        slots = slots_of(known_by(handle, SALE), Quantity(), Event(kit="paper"))
    assert list(slots.events) == [WHERE]


@pytest.mark.parametrize(("quantity", "unit"), [
    ({"share": {"outcome": "won"}}, "share"), ({"duration": TO_WON}, "days"),
    ({"ratio": {"of": {"outcome": "won"}, "per": {"outcome": "lost"}}}, "ratio"), ({"count": {"outcome": "won"}}, "count")])
def test_each_quantity_has_its_unit(quantity: dict[str, Any], unit: str) -> None:
    """A share lies between 0 and 1, a duration is in days."""
    assert unit_of(Quantity.model_validate(quantity)) == unit
