"""Weeks, months and quarters."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.evidence.measures.periods import Each, periods
from processengine.evidence.measures.source import day, start_of
from tests.evidence.measures.oracle import period_of
from tests.evidence.measures.told import DAY, at

YEARS = st.integers(at("1969-01-01"), at("2031-01-01"))


@pytest.mark.parametrize(("each", "names"), [
    ("week", ["2026-W53", "2027-W01"]), ("month", ["2026-12", "2027-01"]), ("quarter", ["2026-Q4", "2027-Q1"])])
def test_the_turn_of_the_year(each: Each, names: list[str]) -> None:
    """The first of January 2027 is a Friday, in a week that is the old year's."""
    assert [one.name for one in periods(each, at("2026-12-30"), at("2027-01-04"))] == names


@given(st.sampled_from(["week", "month", "quarter"]), YEARS, st.integers(0, 400 * DAY))
def test_they_cover_all_time_between_two_moments_once(each: Each, first: int, length: int) -> None:
    """Each begins where the one before ends, and every moment lies in the period of its name."""
    found = periods(each, first, first + length)
    assert (found[0].first, found[-1].until) == (first, first + length)
    assert all(one.until + 1 == other.first for one, other in pairwise(found))
    for one in found:
        assert one.name == period_of(each, one.first) == period_of(each, one.until)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_is_in_utc(one: date) -> None:
    """From its first microsecond to its last."""
    assert day(start_of(one)) == day(start_of(one) + DAY - 1) == one
