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
    assert found.notes == ("Fewer than 5 deals closed without getting there and count as under way until then: the time is that of deals that stay in.",)


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
