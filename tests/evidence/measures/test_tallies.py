"""Ratios and counts: deals once each, activities each time, and who is not tracked."""

import pytest

from processengine.evidence.measures.intervals import of_count, of_ratio
from tests.evidence.measures.asking import measured, rows
from tests.evidence.measures.told import Activity, Deal, Fact, Told, at

AS_OF = at("2026-01-25", "12:00")
ROWS = (*rows("d1", ("named", "2026-01-05"), ("agreed", "2026-01-06"), ("named", "2026-01-07"), ("won", "2026-01-08")),
        *rows("d2", ("named", "2026-01-05"), ("won", "2026-01-20")), *rows("d3", ("named", "2026-01-05"), ("made-in-error", "2026-01-20")))


def _acts(kind: str, rep: str, *days: str, **more: bool | None) -> tuple[Activity, ...]:
    return tuple(Activity(rep, kind, at(*day.split()), **more) for day in days)  # type: ignore[arg-type]


ACTS = (*_acts("dial", "ana", "2026-01-05", "2026-01-06", "2026-01-19"), *_acts("meeting", "ana", "2026-01-06", "2026-01-20"),
        *_acts("dial", "bo", "2026-01-05"), *_acts("meeting", "bo", "2026-01-12"))
TOLD = Told(ROWS, activities=ACTS, as_of=AS_OF)


def test_a_deal_counts_once_and_an_activity_each_time() -> None:
    """Reached is at least one visit; deals made in error count nowhere."""
    assert measured(TOLD, count={"reached": "named"}).whole.value == 2
    assert measured(TOLD, count={"activity": "dial"}).whole.value == 4
    whole = measured(TOLD, ratio={"of": {"activity": "meeting"}, "per": {"outcome": "won"}}).whole
    assert (whole.value, whole.seen, whole.n, whole.unit) == (1.5, 3, 2, "ratio")


def test_per_nothing_is_no_ratio() -> None:
    """And what is missing is said."""
    whole = measured(TOLD, ratio={"of": {"activity": "dial"}, "per": {"outcome": "lost"}}).whole
    assert (whole.value, whole.seen, whole.n, whole.why) == (None, 4, 0, "There is no outcome lost to hold it against.")


def test_a_rep_without_activity_in_a_week_is_not_tracked() -> None:
    """Which is not zero; who recorded something else counts as zero."""
    found = measured(TOLD, count={"activity": "dial"}, each="week", by="rep")
    told = {group.name: [(point.period, point.seen.value, point.seen.why) for point in group.series] for group in found.groups}
    untracked = "Not tracked: no activity is recorded."
    assert told == {"ana": [("2026-W02", 2, ""), ("2026-W03", None, untracked), ("2026-W04", 1, "")],
                    "bo": [("2026-W02", 1, ""), ("2026-W03", 0, ""), ("2026-W04", None, untracked)]}
    assert [(point.period, point.seen.value) for point in found.series] == [("2026-W02", 3), ("2026-W03", 0), ("2026-W04", 1)]
    assert found.notes == ("2 of 6 weeks of 2 reps have no activity at all: they are not tracked, which is not zero.",)


def test_a_ratio_or_a_count_of_facts_of_other_deals_has_no_value() -> None:
    """As a share has none: a join that covers little gives no number, and its coverage is told."""
    facts = (Fact("d1", "kit", "paper", at("2026-01-06")), Fact("x1", "kit", "paper", at("2026-01-06")), Fact("x2", "kit", "paper", at("2026-01-06")))
    why = "The join covers too little: of 3 rows of `facts` only 1 belong to a deal of the history."
    for asked in ({"ratio": {"of": {"kit": "paper"}, "per": {"outcome": "won"}}}, {"count": {"kit": "paper"}}):
        found = measured(Told(ROWS, facts=facts, as_of=AS_OF), **asked)
        assert (found.whole.value, found.whole.interval, found.whole.why) == (None, None, why)
        assert [(join.table, join.rows, join.joined) for join in found.coverage] == [("facts", 3, 1)]
    assert measured(Told(ROWS, facts=facts[:2], as_of=AS_OF), count={"kit": "paper"}).whole.value == 1


def test_an_activity_without_a_deal_counts() -> None:
    """A dial at somebody who has no deal is a dial."""
    found = measured(TOLD, ratio={"of": {"activity": "dial"}, "per": {"activity": "meeting"}})
    assert (found.whole.value, found.coverage) == (4 / 3, ())


def test_days_in_which_nobody_recorded_anything_are_not_tracked() -> None:
    """Whatever happened to deals then."""
    quiet = Told(ROWS, activities=_acts("meeting", "ana", "2025-11-01"), as_of=AS_OF)
    whole = measured(quiet, ratio={"of": {"activity": "meeting"}, "per": {"outcome": "won"}}, last="20 days").whole
    assert (whole.value, whole.n, whole.why) == (None, 2, "Not tracked: no activity is recorded.")


def test_a_ratio_of_activities_to_deals_is_told_apart_by_rep() -> None:
    """Of an activity the rep counts who did it, of a deal its owner."""
    told = Told(ROWS, (Deal("d1", owner="ana"), Deal("d2", owner="cy")), activities=ACTS, as_of=AS_OF)
    found = measured(told, ratio={"of": {"activity": "meeting"}, "per": {"outcome": "won"}}, by="rep")
    assert [(group.name, group.whole.value, group.whole.seen, group.whole.n) for group in found.groups] == [
        ("ana", 2, 2, 1), ("bo", None, 1, 0), ("cy", None, 0, 1)]


def test_another_column_tells_activities_apart_by_their_deal() -> None:
    """Those without a deal have none."""
    acts = (Activity("ana", "dial", at("2026-01-05"), "d1"), Activity("ana", "dial", at("2026-01-05")))
    found = measured(Told(ROWS, (Deal("d1", world="north"),), activities=acts, as_of=AS_OF), count={"activity": "dial"}, by="world")
    assert [(group.name, group.whole.value) for group in found.groups] == [("north", 1), (None, 1)]


def test_the_account_may_be_told_by_the_activity_or_its_deal() -> None:
    """The activity's own word counts first; without a word it counts neither way, and is counted."""
    acts = (Activity("ana", "dial", at("2026-01-05"), "d1"), Activity("ana", "dial", at("2026-01-05"), "d1", is_target=False, is_new=True),
            Activity("ana", "dial", at("2026-01-05"), "d2"), Activity("ana", "dial", at("2026-01-05"), "d1"))
    told = Told(ROWS, (Deal("d1", is_target=True, is_new=False),), activities=acts, as_of=AS_OF)
    for account, count in (("target", 2), ("existing", 2), ("new", 1)):
        whole = measured(told, count={"activity": "dial", "account": account}).whole
        assert (whole.value, whole.left_out) == (count, {"account-unknown": 1}), account


def test_where_most_don_t_say_there_is_no_value() -> None:
    """A few that do tell nothing of the others."""
    acts = (*_acts("dial", "ana", "2026-01-05", "2026-01-06"), *_acts("dial", "ana", "2026-01-06", with_decision_maker=True))
    whole = measured(Told(ROWS, activities=acts, as_of=AS_OF), count={"activity": "dial", "with_decision_maker": True}).whole
    assert (whole.value, whole.left_out) == (None, {"decision-maker-unknown": 2})
    assert whole.why == "Of 3 activities of kind dial 2 don't say whether a decision maker was there: too many for a value."


def test_what_says_nothing_of_a_ratio_is_said() -> None:
    """Nothing is watched."""
    found = measured(TOLD, count={"outcome": "won"}, within="9 days", among={"reached": "named"})
    assert found.notes == ("Nothing is watched for a ratio or a count, so its `within` says nothing.", "Nothing is watched for a ratio or a count, so its `among` says nothing.")


@pytest.mark.parametrize("count", [0, 1, 7, 400])
def test_a_count_s_interval_is_where_it_lies_two_deviations_off(count: int) -> None:
    """A Poisson count's deviation is the root of its mean, which the interval's ends are."""
    interval = of_count(count, 0.95)
    for end in (interval.low, interval.high):
        assert end == 0 or abs((count - end) ** 2 / end - 1.959963984540054**2) < 1e-6


def test_a_ratio_s_interval_is_the_odds_of_a_share() -> None:
    """It turns round with the ratio, and ends nowhere where nothing is held against."""
    one, other = of_ratio(30, 10, 0.95), of_ratio(10, 30, 0.95)
    assert one.low < 3 < one.high
    assert abs(one.low * other.high - 1) < 1e-12
    assert of_ratio(5, 0, 0.95).high == float("inf")
    assert of_ratio(0, 5, 0.95).low == 0
