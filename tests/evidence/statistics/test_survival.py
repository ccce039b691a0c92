"""The curve of Kaplan and Meier and its quantiles, held to scipy's and lifelines'."""

import warnings
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from processengine.evidence.statistics import Interval, Quantile, quantiles, survival
from tests.evidence.statistics.lasting import LASTING, Lasting, rows_of

QUANTILES = (0.1, 0.5, 0.75, 0.9)


@given(LASTING)
def test_the_curve_is_kaplan_and_meiers(lasting: Lasting) -> None:
    """Scipy's survival function agrees at every end, to twelve digits."""
    data = CensoredData(uncensored=[time for time, ended in lasting if ended], right=[time for time, ended in lasting if not ended])
    expected = ecdf(data).sf
    steps = list(survival(rows_of(lasting), len(lasting)))
    assert [step.time for step in steps] == sorted({time for time, ended in lasting if ended})
    assert [step.share for step in steps] == pytest.approx(expected.evaluate([step.time for step in steps]).tolist(), abs=1e-12)


@given(LASTING)
def test_a_quantile_is_the_first_time_that_reaches_it(lasting: Lasting) -> None:
    """Said again by walking the steps; None where none comes so far down."""
    steps = list(survival(rows_of(lasting), len(lasting)))
    for wanted, found in zip(QUANTILES, quantiles(rows_of(lasting), len(lasting), QUANTILES), strict=True):
        assert found.value == next((step.time for step in steps if step.share <= 1 - wanted + 1e-12), None)


@settings(max_examples=60)
@given(LASTING, st.sampled_from((0.9, 0.95)))
def test_its_interval_is_brookmeyer_and_crowleys(lasting: Lasting, confidence: float) -> None:
    """Lifelines' log-log bounds of the curve, read where it is defined: while some have ended and some are left."""
    bounds = lifelines_bounds(lasting, confidence)
    for wanted, found in zip(QUANTILES, quantiles(rows_of(lasting), len(lasting), QUANTILES, confidence), strict=True):
        lows = [time for time, low, _ in bounds if low <= 1 - wanted + 1e-12]
        highs = [time for time, _, high in bounds if high <= 1 - wanted + 1e-12]
        if lows:
            assert found.interval.low == lows[0]
        assert found.interval.high == (highs[0] if highs else inf)


def lifelines_bounds(lasting: Lasting, confidence: float) -> list[tuple[int, float, float]]:
    """Return (time, low, high) of the curve at each time at which something ended and something is left."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import KaplanMeierFitter

        fitted = KaplanMeierFitter(alpha=1 - confidence).fit([time for time, _ in lasting], [ended for _, ended in lasting])
    shares, bounds = fitted.survival_function_.iloc[:, 0], fitted.confidence_interval_
    ends = {time for time, ended in lasting if ended}
    return [(int(time), float(low), float(high)) for (time, low, high), share in zip(bounds.itertuples(name=None), shares, strict=True)
            if time in ends and 0 < share < 1]


@given(LASTING)
def test_a_quantile_lies_in_its_interval(lasting: Lasting) -> None:
    """Also where the interval is open above."""
    for found in quantiles(rows_of(lasting), len(lasting), QUANTILES):
        assert found.value is None or found.interval.low <= found.value <= found.interval.high


def test_what_goes_on_for_all_has_no_quantile() -> None:
    """Nothing has ended: neither the median nor its interval is known."""
    assert quantiles([(5, 0, 3)], 3, (0.5,)) == (Quantile(None, Interval(0.0, inf)),)
    assert quantiles([], 0, (0.5,)) == (Quantile(None, Interval(0.0, inf)),)


def test_a_low_end_beyond_what_was_watched_is_the_longest_time_watched() -> None:
    """One of a hundred has ended: the median is surely no less than what the others have lasted."""
    assert quantiles([(5, 1, 0), (40, 0, 99)], 100, (0.5,)) == (Quantile(None, Interval(40.0, inf)),)


def test_rounding_hides_no_median() -> None:
    """A share that is a half but for the last bits of the product is a half: of 14, seven ended one by one."""
    assert quantiles([(time, 1, 0) for time in range(1, 15)], 14, (0.5,))[0].value == 7


def test_a_single_deal() -> None:
    """It ended after four days: that is the median, and nothing bounds it above."""
    assert quantiles([(4, 1, 0)], 1, (0.5,)) == (Quantile(4, Interval(4.0, inf)),)


def test_rows_of_one_time_are_one() -> None:
    """Whether a time comes in one row or in two makes no difference."""
    assert list(survival([(3, 1, 0), (3, 1, 1), (4, 1, 0)], 5)) == list(survival([(3, 2, 1), (4, 1, 0)], 5))


def test_rows_that_cant_be_are_refused() -> None:
    """Times fall, or there are more than was said."""
    with pytest.raises(ValueError, match="times fall"):
        list(survival([(3, 1, 0), (2, 1, 0)], 2))
    with pytest.raises(ValueError, match="more than 1"):
        list(survival([(3, 1, 1)], 1))


def test_very_long_odds_are_no_overflow() -> None:
    """One of ten million has ended: the bounds are numbers."""
    found, = quantiles([(1, 1, 0), (2, 0, 9_999_999)], 10_000_000, (0.5,))
    assert found == Quantile(None, Interval(2.0, inf))
