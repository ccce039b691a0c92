"""Events of another process: which of its deals carry one of ours on."""

from typing import Any

from tests.evidence.measures.asking import measured, rows
from tests.evidence.measures.told import Deal, Told, at

AS_OF = at("2026-06-01")
WON = rows("d1", ("named", "2026-01-01"), ("won", "2026-01-10"))
HAPPY: dict[str, Any] = {"share": {"reached": "care/happy"}, "among": {"outcome": "won"}, "within": "60 days"}


def test_the_same_deal_carries_on() -> None:
    """Whatever its account says."""
    told = Told((*WON, *rows("d1", ("begun", "2026-01-20"), ("happy", "2026-02-01"))), as_of=AS_OF)
    assert measured(Told((*WON, *rows("d2", ("begun", "2026-01-20"))), as_of=AS_OF), **HAPPY).whole.value is None
    found = measured(Told(tuple(row._replace(process="care" if row.stage in ("begun", "happy") else "sale") for row in told.rows), as_of=AS_OF), **HAPPY)
    assert (found.whole.value, found.of_few) == (1, ("Of 1 deal 1 is found in care.",))


def test_else_a_later_deal_of_the_account_does() -> None:
    """One that started before ours did is another story."""
    deals = (Deal("d1", None, "acme"), Deal("d2", None, "acme"))
    assert measured(Told((*WON, *rows("d2", ("begun", "2026-01-20"), ("happy", "2026-02-01"))), deals, as_of=AS_OF), **HAPPY).whole.value == 1
    assert measured(Told((*WON, *rows("d2", ("begun", "2025-12-20"), ("happy", "2026-02-01"))), deals, as_of=AS_OF), **HAPPY).whole.value == 0


def test_deals_of_the_other_process_made_in_error_count_nowhere() -> None:
    """Whatever they went through before."""
    deals = (Deal("d1", None, "acme"), Deal("d2", None, "acme"), Deal("d3", None, "acme"))
    spoilt = rows("d2", ("begun", "2026-01-20"), ("happy", "2026-02-01"), ("slip", "2026-02-02"))
    begun = rows("d3", ("begun", "2026-01-20"))
    assert measured(Told((*WON, *spoilt, *begun), deals, as_of=AS_OF), **HAPPY).whole.value == 0


def test_where_few_deals_can_be_looked_up_there_is_no_value() -> None:
    """The coverage says how many can: by their own id, or by an account that the other process's deals have too."""
    deals = (Deal("d1", None, "acme"), Deal("d2", None, "acme"))
    more = (*rows("e1", ("named", "2026-01-01"), ("won", "2026-01-10")), *rows("e2", ("named", "2026-01-01"), ("won", "2026-01-10")))
    found = measured(Told((*WON, *more, *rows("d2", ("begun", "2026-01-20"))), deals, as_of=AS_OF), **HAPPY)
    assert (found.whole.value, found.whole.why) == (None, "The join covers too little: of 3 deals looked for in care only 1 can be found there.")
    assert [(join.table, join.rows, join.joined) for join in found.coverage] == [("care", 3, 1)]


def test_a_ratio_into_another_process_says_how_many_can_be_looked_up() -> None:
    """Of the deals that it is counted for each of; else of those that are closed. Where few can, there is no value."""
    deals = (Deal("d1", None, "acme"), Deal("d2", None, "acme"))
    happy = rows("d2", ("begun", "2026-01-20"), ("happy", "2026-02-01"), process="care")
    own = (*WON, *rows("e1", ("named", "2026-01-01"), ("won", "2026-01-10")), *rows("e2", ("named", "2026-01-01"), ("lost", "2026-01-10")))
    per_won: dict[str, Any] = {"ratio": {"of": {"reached": "care/happy"}, "per": {"outcome": "won"}}}
    found = measured(Told((*own, *happy), deals, as_of=AS_OF), **per_won)
    assert (found.whole.value, [(join.table, join.rows, join.joined) for join in found.coverage]) == (0.5, [("care", 2, 1)])
    assert (found.notes, found.of_few) == ((), ("Of 2 deals 1 is found in care.",))
    count = measured(Told((*own, *happy), deals, as_of=AS_OF), count={"reached": "care/happy"})
    assert (count.whole.value, count.whole.why) == (None, "The join covers too little: of 3 deals looked for in care only 1 can be found there.")


def test_a_deal_that_closed_is_still_watched_in_the_other_process() -> None:
    """So nothing is said of those that closed without getting there: they may get there yet."""
    told = Told((*WON, *rows("d2", ("begun", "2026-01-20"), process="care")), (Deal("d1", None, "acme"), Deal("d2", None, "acme")), as_of=AS_OF)
    found = measured(told, duration={"from": {"reached": "named"}, "to": {"reached": "care/happy"}})
    assert (found.whole.n, found.whole.seen) == (1, 0)
    assert not any("closed without" in note for note in (*found.notes, *found.of_few))


def test_a_share_into_another_process_needs_within() -> None:
    """Else nobody knows how long to wait."""
    found = measured(Told(WON, as_of=AS_OF), share={"reached": "care/happy"}, among={"outcome": "won"})
    assert found.whole.why == "A share that looks into another process needs `within`: how long each deal is watched."


def test_a_process_that_is_not_there_can_t_be_told() -> None:
    """Nor a stage that it doesn't have."""
    assert measured(Told(WON, as_of=AS_OF), others=(), **HAPPY).whole.why == "The library has no process `care` that can be read."
    missing = measured(Told(WON, as_of=AS_OF), share={"reached": "care/nowhere"}, among={"outcome": "won"}, within="9 days")
    assert missing.whole.why == "The process `care` has no stage `nowhere`."


def test_a_stage_of_the_process_itself_may_be_written_out() -> None:
    """`sale/won` in the sale is its own `won`."""
    assert measured(Told(WON, as_of=AS_OF), share={"reached": "sale/won"}).whole.value == 1
