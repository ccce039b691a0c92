"""Shares: who is in the cohort, and what counts for it."""

from datetime import date

import pytest

from tests.evidence.measures.asking import measured, rows
from tests.evidence.measures.told import Activity, Deal, Fact, Told, at

DAYS = ("2026-01-01", "2026-01-11", "2026-01-21")
AS_OF = at("2026-03-01")

WON = rows("won", ("named", DAYS[0]), ("agreed", DAYS[1]), ("won", DAYS[2]))
LOST = rows("lost", ("named", DAYS[0]), ("agreed", DAYS[1]), ("lost", DAYS[2]))
OPEN = rows("open", ("named", DAYS[0]), ("agreed", DAYS[1]))
WRONG = rows("wrong", ("named", DAYS[0]), ("agreed", DAYS[1]), ("made-in-error", DAYS[2]))
ALL = Told((*WON, *LOST, *OPEN, *WRONG), as_of=AS_OF)


def test_without_within_it_is_over_closed_deals() -> None:
    """Open deals are left out and counted, and deals made in error count nowhere."""
    whole = measured(ALL, share={"outcome": "won"}, among={"reached": "agreed"}).whole
    assert (whole.value, whole.seen, whole.n, whole.left_out) == (0.5, 1, 2, {"open": 1, "admin": 1})
    assert (whole.first, whole.last) == (date(2026, 1, 11), date(2026, 2, 28))


def test_with_within_it_is_over_all_deals_that_are_old_enough() -> None:
    """Open ones too; younger ones are left out and counted, and what came too late doesn't count."""
    old = measured(ALL, share={"outcome": "won"}, among={"reached": "agreed"}, within="10 days").whole
    assert (old.seen, old.n, old.left_out) == (1, 3, {"admin": 1})
    assert measured(ALL, share={"outcome": "won"}, among={"reached": "agreed"}, within="9 days").whole.seen == 0
    young = measured(ALL, share={"outcome": "won"}, among={"reached": "agreed"}, within="50 days").whole
    assert (young.n, young.left_out) == (0, {"young": 3, "admin": 1})
    assert young.why == "No deal that reached “Agreed” can be counted: 1 made in error, 3 younger than 50 days."


def test_a_deal_that_is_just_old_enough_counts() -> None:
    """To the microsecond."""
    assert measured(ALL, share={"outcome": "won"}, among={"reached": "agreed"}, within="49 days").whole.n == 3


def test_without_among_each_deal_counts_from_its_opening() -> None:
    """Which is what the deals say, unless its history begins earlier."""
    told = Told(WON, (Deal("won", at("2025-12-31")),), as_of=AS_OF)
    assert measured(told, share={"outcome": "won"}, within="20 days").whole.seen == 0
    assert measured(told, share={"outcome": "won"}, within="21 days").whole.seen == 1
    later = Told(WON, (Deal("won", at("2026-01-15")),), as_of=AS_OF)
    assert measured(later, share={"outcome": "won"}, within="19 days").whole.seen == 0


def test_of_several_events_all_must_hold_and_the_last_counts() -> None:
    """The cohort's time is that of the last one."""
    told = Told((*WON, *LOST), facts=(Fact("won", "kit", "paper", at("2026-01-20")),), as_of=AS_OF)
    whole = measured(told, share={"outcome": "won"}, among=[{"reached": "agreed"}, {"kit": "paper"}], within="1 days").whole
    assert (whole.seen, whole.n) == (1, 1)


def test_among_an_outcome_the_event_lies_at_or_before_it() -> None:
    """What comes after the outcome doesn't count for deals that are closed."""
    told = Told((*WON, *LOST), facts=(Fact("won", "kit", "paper", at(DAYS[0])), Fact("lost", "kit", "paper", at("2026-02-01"))), as_of=AS_OF)
    assert measured(told, share={"kit": "paper"}, among={"outcome": "won"}).whole.value == 1
    assert measured(told, share={"kit": "paper"}, among={"outcome": "lost"}).whole.value == 0


def test_a_later_visit_counts_at_or_after_the_cohort_s_event() -> None:
    """A stage that was reached before, and is reached again."""
    back = Told(rows("back", ("named", DAYS[0]), ("agreed", DAYS[1]), ("named", DAYS[2]), ("lost", "2026-01-22")), as_of=AS_OF)
    assert measured(back, share={"reached": "named"}, among={"reached": "agreed"}).whole.value == 1
    assert measured(ALL, share={"reached": "named"}, among={"reached": "agreed"}).whole.value == 0


def test_a_reopened_deal_has_no_outcome_but_its_last() -> None:
    """And one that is open again is not closed."""
    again = rows("again", ("named", DAYS[0]), ("won", DAYS[1]), ("agreed", DAYS[2]))
    lost = rows("then-lost", ("named", DAYS[0]), ("won", DAYS[1]), ("agreed", DAYS[1]), ("lost", DAYS[2]))
    whole = measured(Told((*again, *lost), as_of=AS_OF), share={"outcome": "won"}, among={"reached": "named"}).whole
    assert (whole.seen, whole.n, whole.left_out) == (0, 1, {"open": 1})


def test_a_deal_that_was_handed_over_is_closed_and_has_no_outcome() -> None:
    """Where the process leads from its last stage into the other."""
    told = Told((*rows("on", ("named", DAYS[0]), ("agreed", DAYS[1]), process="sale"), *rows("on", ("begun", DAYS[2]), process="care"),
                 *rows("off", ("named", DAYS[0]), process="sale"), *rows("off", ("begun", DAYS[2]), process="care")), as_of=AS_OF)
    whole = measured(told, share={"outcome": "won"}).whole
    assert (whole.seen, whole.n, whole.left_out) == (0, 1, {"open": 1})


@pytest.mark.parametrize(("last", "n"), [("49 days", 1), ("50 days", 2)])
def test_the_end_of_a_day_belongs_to_that_day(last: str, n: int) -> None:
    """The end of February is told as the first moment of March, in which nothing lies; days are whole."""
    won, lost = rows("won", ("agreed", "2026-01-11"), ("won", "2026-01-12")), rows("lost", ("agreed", "2026-01-10"), ("lost", "2026-01-12"))
    whole = measured(Told((*won, *lost), as_of=AS_OF), share={"outcome": "won"}, among={"reached": "agreed"}, last=last).whole
    assert (whole.n, whole.last) == (n, date(2026, 2, 28))


@pytest.mark.parametrize("time", ["00:00", "17:30"])
def test_the_day_of_the_last_row_counts_where_none_is_asked_for(time: str) -> None:
    """Whatever its hour: the first moment of a day belongs to that day where something happened then."""
    told = Told((*WON, *rows("last", ("agreed", f"2026-03-01 {time}"))), as_of=at("2026-03-01", time))
    found = measured(told, share={"outcome": "won"}, among={"reached": "agreed"}, last="50 days")
    assert (found.as_of, found.whole.n, found.whole.first, found.whole.last) == (date(2026, 3, 1), 1, date(2026, 1, 11), date(2026, 3, 1))
    assert measured(told, share={"outcome": "won"}, among={"reached": "agreed"}, last="49 days").whole.n == 0
    assert measured(told, share={"outcome": "won"}, among={"reached": "agreed"}, last="50 days").whole.left_out == {"open": 1}


def test_an_activity_of_a_deal_is_an_event() -> None:
    """With whom it was, and whose account, may be asked."""
    acts = (Activity("ana", "meeting", at("2026-01-12"), "won", with_decision_maker=True), Activity("ana", "meeting", at("2026-01-12"), "lost", with_decision_maker=False))
    told = Told((*WON, *LOST), activities=acts, as_of=AS_OF)
    assert measured(told, share={"outcome": "won"}, among={"activity": "meeting"}).whole.n == 2
    assert measured(told, share={"outcome": "won"}, among={"activity": "meeting", "with_decision_maker": True}).whole.value == 1
    assert measured(told, share={"outcome": "won"}, among={"activity": "meeting", "with_decision_maker": False}).whole.value == 0


def test_a_join_that_covers_little_gives_no_share() -> None:
    """But is told with its coverage."""
    acts = (Activity("ana", "meeting", at("2026-01-12"), "won"), *(Activity("ana", "meeting", at("2026-01-12")) for _ in range(2)))
    found = measured(Told(WON, activities=acts, as_of=AS_OF), share={"outcome": "won"}, among={"activity": "meeting"}, by="world")
    assert (found.whole.value, found.whole.n, found.groups) == (None, 1, ())
    assert found.whole.why == "The join covers too little: of 3 rows of `activities` only 1 belong to a deal of the history."
    assert [(join.table, join.rows, join.joined) for join in found.coverage] == [("activities", 3, 1)]


def test_groups_and_series_have_a_value_each() -> None:
    """Every group has every period, also where nothing happened; those without a value come last."""
    deals = (Deal("won", owner="bo"), Deal("lost", owner="ana"), Deal("open"), Deal("wrong", owner="ana"))
    found = measured(Told(ALL.rows, deals, as_of=AS_OF), share={"outcome": "won"}, among={"reached": "agreed"}, each="month", by="rep")
    assert [(group.name, group.whole.value) for group in found.groups] == [("ana", 0), ("bo", 1), (None, None)]
    assert [(point.period, point.seen.value) for point in found.series] == [("2026-01", 0.5), ("2026-02", None)]
    assert [point.seen.n for point in found.groups[1].series] == [1, 0]
    assert (found.series[0].seen.first, found.series[0].seen.last, found.series[1].seen.last) == (date(2026, 1, 11), date(2026, 1, 31), date(2026, 2, 28))


def test_a_rep_of_a_deal_is_its_owner() -> None:
    """Where the deals have no column of that name."""
    found = measured(Told(WON, (Deal("won", owner="bo"),), as_of=AS_OF), share={"outcome": "won"}, by="rep")
    assert [group.name for group in found.groups] == ["bo"]


def test_nothing_at_all_is_no_share() -> None:
    """And it is said that the cohort is empty."""
    found = measured(ALL, share={"outcome": "won"}, among={"reached": "waiting"}, each="week")
    assert (found.whole.value, found.whole.interval, found.whole.first, found.whole.why, found.series) == (None, None, None, "No deal reached “Waiting”.", ())


def test_a_source_without_rows_has_no_value() -> None:
    """And no day."""
    empty = Told((), as_of=None)
    found = measured(empty, share={"outcome": "won"})
    assert (found.whole.value, found.whole.why, found.as_of) == (None, "The source has no row.", None)


def test_how_sure_the_interval_is_may_be_asked() -> None:
    """The surer the wider."""
    wide, narrow = (measured(ALL, confidence=sure, share={"outcome": "won"}).whole.interval for sure in (0.95, 0.9))
    assert wide is not None
    assert narrow is not None
    assert wide.low < narrow.low < narrow.high < wide.high
