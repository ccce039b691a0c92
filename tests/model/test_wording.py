"""Numbers as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.model.wording import between, counted, lasting, percent


@pytest.mark.parametrize(("days", "said"), [
    (0, "0 days"), (0.0002, "under a minute"), (1 / 1440, "1 minute"), (0.02, "29 minutes"), (59.7 / 1440, "1 hour"), (0.5, "12 hours"), (23.7 / 24, "1 day"),
    (1, "1 day"), (1.04, "1 day"), (2.1, "2.1 days"), (9.97, "10 days"), (12.345, "12 days"), (1234.5, "1,234 days"),
])
def test_a_time_is_said_in_the_unit_that_fits(days: float, said: str) -> None:
    """Minutes and hours under a day, a decimal under ten days, whole days above: nothing that lasted is said to last nothing."""
    assert lasting(days) == said


def test_two_times_have_their_unit_once() -> None:
    """Where it is the same."""
    assert between(2.1, 41) == "2.1 to 41 days"
    assert between(1, 3) == "1 to 3 days"
    assert between(0.5, 3) == "12 hours to 3 days"


@given(st.floats(min_value=1e-9, max_value=1e5))
def test_what_lasted_is_never_nothing(days: float) -> None:
    """However short."""
    assert not lasting(days).startswith("0")


def test_shares_are_whole_and_never_rounded_to_none_or_all() -> None:
    """Of nothing there is no part."""
    assert [percent(1, 1000), percent(999, 1000), percent(1, 3), percent(0, 5), percent(5, 5), percent(0, 0)] == ["<1 %", ">99 %", "33 %", "0 %", "100 %", "0 %"]
    assert [counted(1, "deal"), counted(1200, "deal"), counted(2, "process", "processes")] == ["1 deal", "1,200 deals", "2 processes"]
