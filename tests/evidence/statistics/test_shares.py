"""Intervals of shares, held to scipy's and statsmodels'."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from processengine.evidence.statistics import Interval, newcombe, wilson

CONFIDENCES = st.sampled_from((0.8, 0.9, 0.95, 0.99))
COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.one_of(st.just(0), st.just(n), st.integers(0, n)), st.just(n)))


@given(COUNTS, CONFIDENCES)
def test_a_share_has_wilsons_interval(counts: tuple[int, int], confidence: float) -> None:
    """Scipy and statsmodels agree to nine digits."""
    successes, n = counts
    interval = wilson(successes, n, confidence)
    by_scipy = binomtest(successes, n).proportion_ci(confidence, "wilson")
    assert (interval.low, interval.high) == pytest.approx((by_scipy.low, by_scipy.high), abs=1e-9)
    assert (interval.low, interval.high) == pytest.approx(proportion_confint(successes, n, 1 - confidence, "wilson"), abs=1e-9)


@given(COUNTS, CONFIDENCES)
def test_the_interval_holds_the_share(counts: tuple[int, int], confidence: float) -> None:
    """It lies within 0 and 1, and the share in it, to the last bit."""
    interval = wilson(*counts, confidence)
    assert 0 <= interval.low <= counts[0] / counts[1] <= interval.high <= 1


def test_nothing_seen_says_nothing() -> None:
    """Of no deal the share may be anything."""
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert newcombe(0, 0, 3, 4) == newcombe(3, 4, 0, 0) == Interval(-1.0, 1.0)


@pytest.mark.parametrize("counts", [(-1, 4), (5, 4)])
def test_what_is_no_share_is_refused(counts: tuple[int, int]) -> None:
    """More successes than deals, or fewer than none."""
    with pytest.raises(ValueError, match="is no share"):
        wilson(*counts)


@given(COUNTS, COUNTS)
def test_a_difference_has_newcombes_interval(one: tuple[int, int], other: tuple[int, int]) -> None:
    """Statsmodels agrees to nine digits."""
    interval = newcombe(*one, *other)
    expected = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert (interval.low, interval.high) == pytest.approx(expected, abs=1e-9)


@given(COUNTS, COUNTS)
def test_a_difference_turned_round_is_its_mirror(one: tuple[int, int], other: tuple[int, int]) -> None:
    """Which group comes first changes the sign alone."""
    interval, mirror = newcombe(*one, *other), newcombe(*other, *one)
    assert (interval.low, interval.high) == pytest.approx((-mirror.high, -mirror.low), abs=1e-12)


def test_newcombes_own_examples() -> None:
    """Table II of his paper of 1998, method 10: 56/70 less 48/80, and 9/10 less 3/10."""
    for counts, low, high in (((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090)):
        interval = newcombe(*counts)
        assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)
