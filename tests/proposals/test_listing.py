"""The list as values: what it shows, in which order, and how much began at the front."""

from datetime import date

import pytest

from processengine.model.proposal import Proposal, Ruling
from processengine.proposals.listing import Listed, by_age, front, quarter_of
from processengine.proposals.state import STATES
from processengine.proposals.turn import Turn
from tests.proposals.machine.world import World

LIBRARY = World().library


def released(author: str | None, day: date | None, version: str = "1.0.0") -> Proposal:
    """Return a proposal with a record."""
    return Proposal(proposal="x", author=author, record=Ruling(ruling="accepted", at=day.isoformat() if day else None, version=version))


def test_the_oldest_stand_first() -> None:
    """And those whose age nobody knows last; the same age goes by id."""
    found = by_age([Listed("b", "B", "open", days=3), Listed("c", "C", "open"), Listed("a", "A", "open", days=3), Listed("d", "D", "open", days=40)])
    assert [one.id for one in found] == ["d", "a", "b", "c"]


@pytest.mark.parametrize("state", STATES)
def test_what_has_ended_is_shown_only_where_it_waits(state: str) -> None:
    """Open ones, drafts and those that are being watched always stand in the list."""
    is_open = state in {"draft", "open", "approved", "stale", "expired", "watching"}
    assert Listed("x", "X", state).is_shown == is_open  # type: ignore[arg-type]  # a state
    assert Listed("x", "X", state, turn=Turn("release", "It is accepted.")).is_shown  # type: ignore[arg-type]  # a state


def test_nobody_knows_approvals_of_what_was_not_read() -> None:
    """Nor is anything missing there, or of any impact."""
    one = Listed("x", "X", "open", why_not="It can't be read.")
    assert (one.are_approvals_known, one.missing, one.impact, one.process) == (False, (), None, "")


def test_the_front_is_who_holds_the_role_of_a_rep() -> None:
    """By the library as it is now; of none there is no share."""
    q4 = date(2026, 11, 1)
    found = front([released("ana", q4), released("mia", q4), released(None, q4), released("zoe", None), released("ben", q4, "")], LIBRARY)
    assert [tuple(one) for one in found] == [("", 1, 2, 2), ("2026-Q4", 1, 2, 1), ("no date", 0, 0, 1)]
    assert [one.share for one in found] == [0.5, 0.5, None]
    assert front([], LIBRARY) == ()
    assert [one.unknown for one in front([released("ana", q4)], None)] == [1, 1]


@pytest.mark.parametrize(("day", "name"), [(date(2026, 1, 1), "2026-Q1"), (date(2026, 3, 31), "2026-Q1"), (date(2026, 4, 1), "2026-Q2"), (date(2026, 12, 31), "2026-Q4"), (None, "no date")])
def test_a_quarter_has_three_months(day: date | None, name: str) -> None:
    """By the calendar's year."""
    assert quarter_of(day) == name
