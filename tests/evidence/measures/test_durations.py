"""Durations: with deals that are still under way."""

from typing import Any

from tests.evidence.measures.asking import measured, rows
from tests.evidence.measures.told import Deal, Fact, Told, at

AS_OF = at("2026-03-01")
TO_WON: dict[str, Any] = {"duration": {"from": {"reached": "named"}, "to": {"outcome": "won"}}}


def _told(*ends: tuple[str, str | None]) -> Told:
    """Return deals that all began on the first of January; each has an end and its day."""
    return Told(tuple(row for number, (stage, day) in enumerate(ends)
                      for row in rows(f"d{number}", ("named", "2026-01-01"), *([(stage, day)] if day else []))), as_of=AS_OF)


def test_it_is_in_days() -> None:
    """To the microsecond, divided once."""
    found = measured(_told(("won", "2026-01-11 12:00"), ("won", "2026-01-12"), ("won", "2026-01-31")), **TO_WON).whole
    assert (found.value, found.n, found.seen, found.unit) == (11, 3, 3, "days")
    assert measured(_told(("won", "2026-01-11 12:00")), **TO_WON).whole.value == 10.5


def test_open_deals_count_for_as_long_as_they_were_watched() -> None:
    """Those that closed otherwise until they closed, which is said."""
    found = measured(_told(("won", "2026-01-11"), ("lost", "2026-01-05"), ("agreed", "2026-01-05"), ("won", "2026-01-21")), **TO_WON)
    assert (found.whole.value, found.whole.n, found.whole.seen) == (20, 4, 2)
    assert found.notes == ()
    assert found.of_few == ("1 of 4 deals closed without getting there. It counts only up to the day of closing, so this is how long it takes deals that stay in.",)


def test_another_quantile_may_be_asked() -> None:
    """Where it is not reached there is no value, and what is known is said."""
    told = _told(("won", "2026-01-11"), ("won", "2026-01-21"), ("agreed", "2026-01-05"), ("agreed", "2026-01-05"))
    assert measured(told, **TO_WON, quantile=0.25).whole.value == 10
    late = measured(told, **TO_WON, quantile=0.9).whole
    assert (late.value, late.why) == (None, "Of 4 deals 2 got there, too few to say by when 90 % do.")
    assert late.interval is not None


def test_what_took_no_time_is_left_out_and_counted() -> None:
    """It may be filled in afterwards."""
    found = measured(_told(("won", "2026-01-01"), ("won", "2026-01-11")), **TO_WON).whole
    assert (found.value, found.n, found.left_out) == (10, 1, {"zero": 1})


def test_the_end_of_a_duration_comes_later_than_its_beginning() -> None:
    """By hand: d0 is back in `named` after 9 days, d1 after 19, and d2 never: the visit that a wait begins with ends none."""
    told = Told((*rows("d0", ("named", "2026-01-01"), ("agreed", "2026-01-05"), ("named", "2026-01-10")),
                 *rows("d1", ("named", "2026-01-01"), ("waiting", "2026-01-05"), ("named", "2026-01-20"), ("agreed", "2026-01-21"), ("named", "2026-01-22")),
                 *rows("d2", ("named", "2026-01-01"), ("agreed", "2026-01-05"))), as_of=AS_OF)
    for back in ("named", "sale/named"):
        found = measured(told, duration={"from": {"reached": "named"}, "to": {"reached": back}}, quantile=0.6).whole
        assert (found.value, found.n, found.seen, found.left_out) == (19, 3, 2, {})


def test_what_comes_at_once_and_again_later_takes_until_it_comes_later() -> None:
    """Only what comes at once and never again has taken no time."""
    told = Told((*rows("d0", ("named", "2026-01-01"), ("agreed", "2026-01-01"), ("waiting", "2026-01-04"), ("agreed", "2026-01-08")),
                 *rows("d1", ("named", "2026-01-01"), ("agreed", "2026-01-01"), ("waiting", "2026-01-04"))), as_of=AS_OF)
    found = measured(told, duration={"from": {"reached": "named"}, "to": {"reached": "agreed"}}).whole
    assert (found.value, found.n, found.left_out) == (7, 1, {"zero": 1})


def test_with_within_each_deal_is_watched_so_long_and_no_longer() -> None:
    """What ends later counts as under way then."""
    told = _told(("won", "2026-01-11"), ("won", "2026-01-21"))
    assert (found := measured(told, **TO_WON, within="15 days").whole).seen == 1
    assert (found.value, found.n) == (10, 2)
    assert measured(told, **TO_WON, within="60 days").whole.left_out == {"young": 2}


def test_after_an_outcome_it_is_watched_to_the_end() -> None:
    """An outcome can't end the wait for what comes after it."""
    won = rows("d1", ("named", "2026-01-01"), ("won", "2026-01-10")), rows("d2", ("named", "2026-01-01"), ("won", "2026-01-10"))
    after = rows("c1", ("begun", "2026-01-30"))
    told = Told((*won[0], *won[1], *after), (Deal("d1", None, "a"), Deal("d2", None, "b"), Deal("c1", None, "a")), as_of=AS_OF)
    found = measured(told, duration={"from": {"outcome": "won"}, "to": {"reached": "care/begun"}}).whole
    assert (found.value, found.n, found.seen) == (20, 2, 1)
    kit = Told(tuple(row for one in won for row in one), facts=(Fact("d1", "kit", "paper", at("2026-01-15")),), as_of=AS_OF)
    assert measured(kit, duration={"from": {"outcome": "won"}, "to": {"kit": "paper"}}).whole.value == 5


def test_a_deal_that_closes_where_it_begins_is_watched_for_no_time() -> None:
    """It is in nobody's way."""
    told = _told(("won", "2026-01-11"), ("lost", "2026-01-01"))
    found = measured(told, **TO_WON).whole
    assert (found.value, found.n, found.seen) == (10, 2, 1)


def test_each_group_and_period_has_its_own() -> None:
    """Told apart by the day on which it began."""
    told = Told((*rows("d1", ("named", "2026-01-01"), ("won", "2026-01-11")), *rows("d2", ("named", "2026-02-02"), ("won", "2026-02-07"))),
                (Deal("d1", owner="ana"), Deal("d2", owner="bo")), as_of=AS_OF)
    found = measured(told, **TO_WON, each="month", by="rep")
    assert [(point.period, point.seen.value) for point in found.series] == [("2026-01", 10), ("2026-02", 5)]
    assert [(group.name, group.whole.value, [point.seen.value for point in group.series]) for group in found.groups] == [
        ("ana", 10, [10, None]), ("bo", 5, [None, 5])]


def test_an_among_of_a_duration_says_nothing() -> None:
    """And that is said."""
    found = measured(_told(("won", "2026-01-11")), **TO_WON, among={"reached": "waiting"})
    assert (found.whole.n, found.notes) == (1, ("A duration's deals are told by `from`; its `among` says nothing.",))


def test_what_comes_after_a_deal_has_closed_ends_no_wait() -> None:
    """By hand: 37 deals closed on day 10 and 10 of them got the paper on day 69, 4 open ones got it on day 20.

    At day 20 only the four are still watched, and all of them get there: from 1 to 0 at day 20. That ten got it later says
    nothing about how long it takes, as for the other 27 nobody looked so far: their wait would have ended on day 10.
    """
    lost = [row for number in range(37) for row in rows(f"lost{number}", ("named", "2026-01-01"), ("lost", "2026-01-11"))]
    open_ = [row for number in range(4) for row in rows(f"open{number}", ("named", "2026-01-01"))]
    late = [Fact(f"lost{number}", "kit", "paper", at("2026-03-11")) for number in range(10)]
    soon = [Fact(f"open{number}", "kit", "paper", at("2026-01-21")) for number in range(4)]
    asked: dict[str, Any] = {"duration": {"from": {"reached": "named"}, "to": {"kit": "paper"}}}
    found = measured(Told((*lost, *open_), facts=(*late, *soon), as_of=at("2026-04-01")), **asked)
    assert (found.whole.value, found.whole.n, found.whole.seen) == (20, 41, 4)
    never = measured(Told(tuple(lost), facts=tuple(late), as_of=at("2026-04-01")), **asked).whole
    assert (never.value, never.n, never.seen) == (None, 37, 0)


def test_a_deal_that_was_opened_again_is_watched_until_the_closing_that_stands() -> None:
    """Lost on day 10, at work again from day 20 on, with the paper on day 30, won on day 40: it took 30 days; one that is open again is still watched."""
    asked: dict[str, Any] = {"duration": {"from": {"reached": "named"}, "to": {"kit": "paper"}}}
    again = rows("d1", ("named", "2026-01-01"), ("lost", "2026-01-11"), ("agreed", "2026-01-21"), ("won", "2026-02-10"))
    still = rows("d2", ("named", "2026-01-01"), ("lost", "2026-01-11"), ("agreed", "2026-01-21"))
    facts = Fact("d1", "kit", "paper", at("2026-01-31")), Fact("d2", "kit", "paper", at("2026-02-20"))
    found = measured(Told((*again, *still), facts=facts, as_of=AS_OF), **asked, quantile=0.9).whole
    assert (found.value, found.n, found.seen) == (50, 2, 2)
    assert measured(Told(again, facts=(Fact("d1", "kit", "paper", at("2026-02-11")),), as_of=AS_OF), **asked).whole.seen == 0
