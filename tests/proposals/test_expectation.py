"""When an expectation held, when it didn't, and when nobody can tell: the design's words, as laws."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.evidence.measures.intervals import of_count, of_ratio
from processengine.evidence.measures.measured import Seen, Unit
from processengine.evidence.statistics import Interval, wilson
from processengine.model.proposal import Expectation
from processengine.proposals.expectation import (
    JUDGED_AT,
    Guarded,
    Judgement,
    differed,
    differs,
    falls_short,
    has_come,
    judge,
)

SHARES = st.integers(0, 100).map(lambda one: one / 100)


def expects(to: float, from_: float | None = None) -> Expectation:
    """Return an expectation."""
    return Expectation.model_validate({"to": to, "by": "2027-06-30", **({} if from_ is None else {"from": from_})})


def share(seen: int, n: int) -> Seen:
    """Return a share with its interval."""
    return Seen("share", seen / n if n else None, n, seen, wilson(seen, n, JUDGED_AT) if n else None, "" if n else "No deal.")


def days(value: float | None, low: float, high: float, n: int = 100) -> Seen:
    """Return a duration with its interval."""
    return Seen("days", value, n, n, Interval(low, high))


def judged(seen: Seen | None, to: float, start: float | None, *guards: Guarded, min_deals: int = 0) -> Judgement:
    """Judge it."""
    return judge(expects(to, start), None, seen, guards, min_deals)


@pytest.mark.parametrize(("seen", "to", "start", "verdict"), [
    (share(30, 100), 0.27, 0.21, "held"),           # 23.1 % to 38.0 %
    (share(27, 100), 0.27, 0.21, "inconclusive"),   # it is there, and 20.3 % is not beyond 21 %
    (share(35, 100), 0.37, 0.21, "inconclusive"),   # beyond `from`, and not there
    (share(10, 100), 0.27, 0.21, "not-held"),       # 6.2 % to 15.9 %
    (share(15, 100), 0.27, 0.40, "held"),           # the other way round
    (share(45, 100), 0.27, 0.40, "not-held"),
    (days(41, 35, 47), 42, 60, "held"),
    (days(50, 45, 55), 42, 60, "not-held"),
    (days(43, 40, 46), 42, 60, "inconclusive"),
    (days(None, 50, inf), 42, 60, "not-held"),      # half of them take longer than all that was watched
    (days(None, 50, inf), 70, 60, "inconclusive"),
])
def test_the_design_s_words(seen: Seen, to: float, start: float, verdict: str) -> None:
    """Held: it reaches `to` and the interval is beyond `from`; not held: the interval falls short of `to`; else inconclusive."""
    assert judged(seen, to, start).verdict == verdict


@given(st.integers(1, 500), st.data(), SHARES, SHARES)
def test_never_both(n: int, data: st.DataObject, to: float, start: float) -> None:
    """No share both came and fell short."""
    seen = share(data.draw(st.integers(0, n)), n)
    assert not (has_come(start, to, seen) and falls_short(start, to, seen))


@given(st.integers(0, 300), st.integers(1, 300), st.floats(0, 4), st.floats(0, 4))
def test_never_both_for_counts_and_ratios(counted: int, per: int, to: float, start: float) -> None:
    """Nor a ratio, nor a count."""
    ratio = Seen("ratio", counted / per, per, counted, of_ratio(counted, per, JUDGED_AT))
    count = Seen("count", counted, counted, counted, of_count(counted, JUDGED_AT))
    assert not (has_come(start, to, ratio) and falls_short(start, to, ratio))
    assert not (has_come(start * 100, to * 100, count) and falls_short(start * 100, to * 100, count))


@given(st.integers(1, 200), st.data(), st.integers(2, 40), SHARES, SHARES)
def test_more_deals_of_the_same_share_change_no_verdict(n: int, data: st.DataObject, times: int, to: float, start: float) -> None:
    """What held holds, what didn't doesn't: more of the same only decides what was open."""
    seen = data.draw(st.integers(0, n))
    few, many = judged(share(seen, n), to, start, min_deals=30), judged(share(seen * times, n * times), to, start, min_deals=30)
    assert few.verdict in ("inconclusive", many.verdict)


@given(st.integers(3, 60), st.data(), SHARES, st.integers(-15, 15).filter(bool))
def test_so_many_would_decide_it(n: int, data: st.DataObject, start: float, way: int) -> None:
    """With the n that is named, and the same share, there is a verdict; with one that is clearly smaller there is none."""
    to = start + way / 100
    seen = data.draw(st.integers(max(0, int(n * start) - 4), min(n, int(n * start) + 4)))
    found = judged(share(seen, n), to, start)
    if found.verdict != "inconclusive":
        return
    assert found.enough is not None
    times = -(-found.enough // n)
    assert judged(share(seen * times, n * times), to, start).verdict != "inconclusive"
    assert found.enough > n
    smaller = int(found.enough * 0.9) // n
    if smaller:
        assert judged(share(seen * smaller, n * smaller), to, start).verdict == "inconclusive"


def test_days_are_scaled_by_the_square_root() -> None:
    """An interval twice too wide takes four times as many."""
    found = judged(days(40, 30, 60, n=50), 45, 50)
    assert found.verdict == "inconclusive"
    assert found.enough == 50 * 4 + 1
    assert found.why.endswith("About 201 would decide it, if it stays like that.")


def test_a_count_has_no_n() -> None:
    """More of what is counted is another count, so that no number would decide."""
    seen = Seen("count", 12, 12, 12, of_count(12, JUDGED_AT))
    found = judged(seen, 14, 8, min_deals=30)
    assert (found.verdict, found.enough) == ("inconclusive", None)
    assert found.why.endswith("No number of them would decide that.")


@given(st.integers(1, 5000), st.data(), SHARES)
def test_no_change_can_be_refuted_and_never_proved(n: int, data: st.DataObject, level: float) -> None:
    """Where `from` and `to` are the same, numbers only tell that something did change."""
    seen = share(data.draw(st.integers(0, n)), n)
    found = judged(seen, level, level)
    assert seen.interval is not None
    assert (found.verdict == "not-held") == (not seen.interval.low <= level <= seen.interval.high)
    assert found.verdict != "held"
    assert found.enough is None


def test_without_a_start_nobody_knows_the_way() -> None:
    """Neither stated nor told by the deals before."""
    found = judged(share(90, 100), 0.27, None)
    assert found.verdict == "inconclusive"
    assert "nobody knows which way it was to go" in found.why


def test_what_can_t_be_computed_is_inconclusive() -> None:
    """With the reason, and without a value."""
    assert judged(None, 0.27, 0.21).why == "It can't be computed."
    found = judged(share(0, 0), 0.27, 0.21)
    assert (found.verdict, found.why, found.value, found.n) == ("inconclusive", "No deal.", None, 0)


def test_fewer_than_min_deals_conclude_nothing() -> None:
    """Neither for nor against; the least number of deals is part of what would decide it."""
    assert judged(share(20, 20), 0.27, 0.21, min_deals=30).verdict == "inconclusive"
    assert judged(share(0, 20), 0.27, 0.21, min_deals=30).verdict == "inconclusive"
    assert judged(share(20, 20), 0.27, 0.21, min_deals=30).enough == 30
    assert judged(share(30, 30), 0.27, 0.21, min_deals=30).verdict == "held"


def guard(after: Seen | None, before: Seen | None, must: str = "not-higher") -> Guarded:
    """Return a guard."""
    return Guarded("time-to-agree", "not-higher" if must == "not-higher" else "not-lower", before, after)


BEFORE = days(60, 50, 70)


@pytest.mark.parametrize(("one", "verdict"), [
    (guard(days(62, 55, 69), BEFORE), "held"),             # it may be no other
    (guard(days(80, 61, 99), BEFORE), "not-held"),         # wholly above what it was
    (guard(days(40, 30, 59), BEFORE), "held"),             # lower is no harm
    (guard(days(40, 30, 59), BEFORE, "not-lower"), "not-held"),
    (guard(days(80, 61, 99), days(None, 70, inf)), "held"),  # it was beyond all that was watched
    (guard(days(40, 30, 59), days(None, 70, inf), "not-lower"), "not-held"),
    (guard(None, BEFORE), "inconclusive"),
    (guard(days(62, 55, 69), None), "inconclusive"),
    (guard(days(80, 61, 99, n=5), BEFORE), "inconclusive"),  # too few to conclude anything
    (guard(days(80, 61, 99), days(60, 50, 70, n=1)), "inconclusive"),  # and so before the release
])
def test_a_guard(one: Guarded, verdict: str) -> None:
    """A guard wholly on the wrong side ends it, whatever the measure did; one that can't be told keeps it open."""
    assert judged(share(60, 100), 0.27, 0.21, one, min_deals=30).verdict == verdict


def test_a_guard_that_can_t_be_told_saves_nobody() -> None:
    """What fell short did so."""
    assert judged(share(5, 100), 0.27, 0.21, guard(None, BEFORE)).verdict == "not-held"


def test_a_guard_that_got_worse_ends_what_can_t_be_computed() -> None:
    """It is not held, without a value."""
    found = judge(expects(0.27, 0.21), None, None, [guard(days(80, 61, 99), BEFORE)], 30, "No such measure.")
    assert (found.verdict, found.value) == ("not-held", None)
    assert found.why.startswith("The guard “Time to agree” got higher")


def test_a_thin_time_before_the_release_says_so() -> None:
    """One deal is no measure of what was."""
    found = judged(share(60, 100), 0.27, 0.21, guard(days(80, 61, 99), days(60, 50, 70, n=1)), min_deals=30)
    assert found.why.endswith("The guard “Time to agree” had only 1 deal behind it before the release, and it takes 30 to conclude anything (`min_deals`).")
    assert judge(expects(0.27), share(0, 1), share(60, 100), (), 30).start is None
    assert judge(expects(0.27), share(6, 30), share(60, 100), (), 30).verdict == "held"


@pytest.mark.parametrize(("before", "after", "verdict"), [
    (share(80, 100), share(60, 100), "inconclusive"),   # it was at 40 % already, and got worse
    (share(40, 100), share(60, 100), "inconclusive"),   # it was there, so that it is no news
    (share(35, 100), share(42, 100), "inconclusive"),   # not from 20 %, and 42 % may be no other than 35 %
    (share(30, 100), share(60, 100), "held"),           # not from 20 %, and beyond that too
    (share(5, 100), share(60, 100), "held"),            # it came even further
    (share(25, 100), share(42, 100), "held"),           # 20 % may have been
    (share(1, 1), share(60, 100), "held"),              # one deal says nothing
    (None, share(60, 100), "held"),
])
def test_what_was_there_before_the_release_did_not_come_by_it(before: Seen | None, after: Seen, verdict: str) -> None:
    """From 20 % to 40 %, as somebody wrote it; the deals before the release have a say in it."""
    assert judge(expects(0.4, 0.2), before, after, (), 30).verdict == verdict


def test_what_was_there_before_is_said() -> None:
    """With both numbers; the other way round likewise, and a count over another time is no start."""
    assert judge(expects(0.4, 0.2), share(80, 100), share(60, 100)).why == (
        "60 % (51.8 % to 67.7 %, n 100): 40 % was reached before the release already, when the deals said 80 %.")
    assert judge(expects(0.4, 0.2), share(35, 100), share(42, 100)).why.endswith(
        "it reached 40 %, and may still be no other than it was: the deals before the release said 35 %, not 20 %.")
    assert judge(expects(40, 60), days(30, 25, 35), days(35, 30, 39)).verdict == "inconclusive"
    assert judge(expects(60, 40), Seen("count", 300, 300, 300, of_count(300, JUDGED_AT)), Seen("count", 90, 90, 90, of_count(90, JUDGED_AT))).verdict == "held"
    assert differed(expects(0.4, 0.2), share(80, 100), 30) == "It says that it started from 20 %; the deals before the release said 80 % (72.7 % to 85.7 %)."
    assert not differed(expects(0.4, 0.2), share(1, 1), 30)


@pytest.mark.parametrize(("unit", "value", "said"), [("share", 0.268, "26.8 %"), ("days", 41.5, "41.5 days"), ("ratio", 3.4167, "3.42"), ("count", 1200.0, "1,200")])
def test_values_are_said_to_a_tenth(unit: Unit, value: float, said: str) -> None:
    """So that 26.8 % doesn't read as the 27 % that it missed."""
    found = judged(Seen(unit, value, 100, 100, Interval(value / 2, value * 2)), value * 1.5, value / 1.5)
    assert found.why.startswith(said)


def test_a_start_that_the_deals_contradict_is_said() -> None:
    """Where it lies outside the interval, and only there."""
    assert differs(expects(0.4, 0.1), share(30, 100)) == "It says that it starts from 10 %; the deals say 30 % (23.1 % to 38 %)."
    assert not differs(expects(0.4, 0.25), share(30, 100))
    assert not differs(expects(0.4), share(30, 100))
    assert not differs(expects(0.4, 0.1), None)


def test_a_value_that_isn_t_there_never_came() -> None:
    """And without an interval nothing fell short."""
    assert not has_come(0.2, 0.3, share(0, 0))
    assert not falls_short(0.2, 0.3, share(0, 0))
