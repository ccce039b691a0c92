"""The log-rank test, held to scipy's and lifelines'."""

import warnings

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import CensoredData
from scipy.stats import logrank as by_scipy

from processengine.evidence.statistics import LogRank, logrank
from tests.evidence.statistics.lasting import LASTING, Lasting, rows_of


def compared(one: Lasting, other: Lasting) -> LogRank:
    """Return our test of two groups."""
    return logrank(rows_of(one), len(one), rows_of(other), len(other))


def as_data(lasting: Lasting) -> CensoredData:
    """Return a group as scipy has it."""
    return CensoredData(uncensored=[time for time, ended in lasting if ended], right=[time for time, ended in lasting if not ended])


def test_lifelines_says_the_same() -> None:
    """Two groups with ties and open ends: chi2 and p to nine digits."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines.statistics import logrank_test
    one = [(1 + (n * 7) % 40, n % 5 != 0) for n in range(90)]
    other = [(1 + (n * 11) % 65, n % 3 != 0) for n in range(70)]
    expected = logrank_test([t for t, _ in one], [t for t, _ in other], [e for _, e in one], [e for _, e in other])
    found = compared(one, other)
    assert (found.chi2, found.p) == pytest.approx((expected.test_statistic, expected.p_value), rel=1e-9)


@given(LASTING, LASTING)
def test_scipy_says_the_same(one: Lasting, other: Lasting) -> None:
    """Over ties, single deals and groups where all go on; where it divides by nothing, ours says that nothing can be told."""
    found = compared(one, other)
    if found.chi2 == 0 and found.p == 1 and not tells_anything(one, other):
        return
    expected = by_scipy(as_data(one), as_data(other))
    assert found.chi2 == pytest.approx(expected.statistic**2, rel=1e-6, abs=1e-9)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-6, abs=1e-9)


def tells_anything(one: Lasting, other: Lasting) -> bool:
    """Tell whether something ended while both groups were watched and not all ended at once."""
    last = min(max(time for time, _ in one), max(time for time, _ in other))
    for time in {time for time, ended in one + other if ended and time <= last}:
        watched = [held for held in one + other if held[0] >= time]
        if any(held != (time, True) for held in watched):
            return True
    return False


@given(LASTING, LASTING)
def test_both_ways_round_it_is_one_test(one: Lasting, other: Lasting) -> None:
    """Which group comes first matters to neither number."""
    found, mirror = compared(one, other), compared(other, one)
    assert (found.chi2, found.p) == pytest.approx((mirror.chi2, mirror.p), abs=1e-9)


@given(LASTING)
def test_a_group_is_like_itself(lasting: Lasting) -> None:
    """Nothing is found between equals."""
    found = compared(lasting, lasting)
    assert (found.chi2, found.p) == pytest.approx((0, 1), abs=1e-9)


@given(LASTING, st.integers(1, 10))
def test_what_goes_on_longer_ends_less_than_expected(lasting: Lasting, times: int) -> None:
    """The second group lasts as much longer as the whole of the first: fewer of it end than would."""
    assume(any(ended for _, ended in lasting))
    later = [(time + 30 * times, ended) for time, ended in lasting]
    found = compared(later, lasting)
    assert found.ended <= found.expected or found.chi2 == 0


def test_nothing_ended_tells_nothing() -> None:
    """All go on, or a group is empty."""
    assert logrank([(3, 0, 2)], 2, [(4, 0, 2)], 2) == LogRank(0.0, 1.0, 0, 0.0)
    assert logrank([(3, 2, 0)], 2, [], 0).p == 1.0


def test_more_rows_than_members_are_refused() -> None:
    """A group of one holds one."""
    with pytest.raises(ValueError, match="more rows than members"):
        logrank([(3, 2, 0)], 1, [], 0)
