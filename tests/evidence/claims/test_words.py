"""How claims are put into words."""

from math import inf
from typing import Any

import pytest

from processengine.evidence.claims import said, words
from processengine.evidence.measures.happened import happened
from processengine.evidence.measures.measured import Unit
from processengine.evidence.statistics import Interval
from processengine.model.measure import Event, Quantity
from tests.evidence.claims.source import PROCESS


@pytest.mark.parametrize(("event", "told"), [
    ({"reached": "decides"}, "reached “The board decides”"),
    ({"reached": "named"}, "reached “Named”"),
    ({"reached": "care/happy"}, "reached “care/happy”"),
    ({"outcome": "won"}, "were won"),
    ({"outcome": "disqualified"}, "were turned down by us"),
    ({"criterion": "named/in-writing"}, "had “named/in-writing” recorded"),
    ({"play": "named/ask"}, "had the play “named/ask”"),
    ({"kit": "board-paper"}, "were handed “One page for the board”"),
    ({"kit": "peer-call"}, "were handed “Peer call”"),
    ({"activity": "conversation", "with_decision_maker": True, "account": "target"}, "had a conversation on target with a decision maker"),
])
def test_an_event_reads_after_deals_that(event: dict[str, Any], told: str) -> None:
    """With the titles that the process gives."""
    assert happened(PROCESS, Event.model_validate(event)) == told


@pytest.mark.parametrize(("quantity", "told"), [
    ({"share": {"outcome": "won"}}, "share of deals that were won"),
    ({"share": {"outcome": "won"}, "among": [{"reached": "named"}, {"kit": "board-paper"}], "within": "180 days", "last": "365 days"},
     "share of deals that were won, among those that reached “Named” and were handed “One page for the board”, within 180 days, in the last 365 days"),
    ({"duration": {"from": {"reached": "named"}, "to": {"outcome": "won"}}}, "days from when deals reached “Named” to when they were won, the median"),
    ({"duration": {"from": {"reached": "named"}, "to": {"outcome": "won"}}, "quantile": 0.9},
     "days from when deals reached “Named” to when they were won, the time by which 90 % have"),
    ({"ratio": {"of": {"activity": "dial"}, "per": {"activity": "conversation", "with_decision_maker": True}}}, "dials for each conversation with a decision maker"),
    ({"ratio": {"of": {"activity": "meeting"}, "per": {"outcome": "won"}}}, "meetings for each deal that was won"),
    ({"count": {"outcome": "lost"}, "last": "28 days"}, "number of deals that were lost, in the last 28 days"),
    ({}, "nothing"),
])
def test_a_quantity_reads_as_what_was_computed(quantity: dict[str, Any], told: str) -> None:
    """With its cohort and its days."""
    assert words.quantity(PROCESS, Quantity.model_validate(quantity)) == told


@pytest.mark.parametrize(("value", "unit", "told"), [
    (0.272, "share", "27 %"), (0.004, "share", "0.4 %"), (1.0, "share", "100 %"), (0.0, "share", "0 %"),
    (1.0, "days", "1 day"), (4.25, "days", "4.2 days"), (41.4, "days", "41 days"), (1200.0, "days", "1,200 days"),
    (3.2, "ratio", "3.20"), (3.0, "ratio", "3"), (1234.0, "count", "1,234"),
])
def test_numbers_have_their_units_and_no_more_places_than_they_need(value: float, unit: Unit, told: str) -> None:
    """A share that is neither nothing nor all is never said to be."""
    assert said.number(value, unit) == told


@pytest.mark.parametrize(("interval", "unit", "told"), [
    (Interval(0.24, 0.39), "share", "24 % to 39 %"), (Interval(5.1, 6.0), "days", "5.1 to 6 days"), (Interval(12, inf), "days", "12 days or more"),
    (Interval(1.5, 2.25), "ratio", "1.50 to 2.25"),
])
def test_an_interval_has_two_ends_or_one(interval: Interval, unit: Unit, told: str) -> None:
    """Where the data set no upper end there is none."""
    assert said.span(interval, unit) == told


def test_points_are_those_of_a_percentage() -> None:
    """Without a sign, and in the singular where there is one."""
    assert [said.points(one) for one in (-0.14, 0.01, 0.004)] == ["14 points", "1 point", "0.4 points"]
    assert [said.deals(one) for one in (0, 1, 1200)] == ["0 deals", "1 deal", "1,200 deals"]
