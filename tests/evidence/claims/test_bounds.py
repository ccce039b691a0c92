"""Claims that hold a quantity to a bound."""

from pathlib import Path
from typing import Any

import pytest

from processengine.evidence.claims.verdict import of_bounds
from processengine.evidence.measures.measured import Seen, Unit
from processengine.evidence.statistics import Interval
from tests.evidence.claims.source import Deal, cautions, deal, judged, written

UNDECIDED = {"share": {"outcome": "no-decision"}, "among": {"reached": "decides"}}


def deals(won: int, stayed_put: int, still_open: int = 0) -> list[Deal]:
    """Return as many deals that reached the board."""
    return [deal("won")] * won + [deal("stayed-put")] * stayed_put + [deal(None)] * still_open


def seen(value: float | None, low: float, high: float, unit: Unit = "share") -> Seen:
    """Return a value with its interval."""
    return Seen(unit, value, 100, 50, Interval(low, high))


@pytest.mark.parametrize(("interval", "verdict"), [
    ((0.5, 0.7), "supports"), ((0.51, 0.7), "supports"), ((0.49, 0.7), "inconclusive"), ((0.3, 0.5), "inconclusive"), ((0.3, 0.499), "contradicts"),
])
def test_at_least_looks_at_where_the_interval_lies(interval: tuple[float, float], verdict: str) -> None:
    """Wholly at or above the bound, below it, or round it."""
    assert of_bounds(seen(sum(interval) / 2, *interval), 0.5, None).verdict == verdict


@pytest.mark.parametrize(("interval", "verdict"), [
    ((0.3, 0.5), "supports"), ((0.3, 0.51), "inconclusive"), ((0.5, 0.7), "inconclusive"), ((0.501, 0.7), "contradicts"),
])
def test_at_most_is_its_mirror(interval: tuple[float, float], verdict: str) -> None:
    """Wholly at or below the bound, above it, or round it."""
    assert of_bounds(seen(sum(interval) / 2, *interval), None, 0.5).verdict == verdict


def test_of_two_bounds_both_must_hold() -> None:
    """One that doesn't is enough against the claim."""
    assert of_bounds(seen(0.5, 0.4, 0.6), 0.3, 0.7).verdict == "supports"
    assert of_bounds(seen(0.5, 0.4, 0.6), 0.3, 0.39).verdict == "contradicts"
    assert of_bounds(seen(0.5, 0.4, 0.6), 0.3, 0.55).verdict == "inconclusive"


def test_a_count_is_compared_as_it_stands() -> None:
    """It is what happened: nothing is estimated."""
    judged_ = of_bounds(Seen("count", 12, 12, 12, Interval(6.9, 21)), 12, None)
    assert (judged_.verdict, judged_.why) == ("supports", "The deals bear it out: 12, and the claim says at least 12.")


def test_a_median_that_is_not_reached_may_still_be_long_enough() -> None:
    """The data set a lower end all the same."""
    judged_ = of_bounds(seen(None, 40, float("inf"), "days"), 30, None)
    assert judged_.verdict == "supports"
    assert "40 days or more fit the data" in judged_.why


@pytest.mark.parametrize(("won", "stayed_put", "verdict", "why"), [
    (10, 90, "supports", "The deals bear it out: 90 % (83 % to 94 % fit the data), and the claim says at least 50 %."),
    (90, 10, "contradicts", "The deals say otherwise: 10 % (6 % to 17 % fit the data), and the claim says at least 50 %."),
    (48, 52, "inconclusive", "Too close to call: 52 % (42 % to 62 % fit the data), and the claim says at least 50 %."),
    (2, 27, "inconclusive", "Only 29 deals can be counted, and it takes 30 to conclude anything (`min_deals`)."),
])
def test_a_share_of_deals_is_judged(tmp_path: Path, won: int, stayed_put: int, verdict: str, why: str) -> None:
    """The words are those that a leader reads."""
    claimed = judged(written(tmp_path, deals(won, stayed_put)), {**UNDECIDED, "at_least": 0.5})
    assert (claimed.verdict, claimed.why) == (verdict, why)


def test_what_is_left_out_is_told_with_its_reason(tmp_path: Path) -> None:
    """Open deals, and those made in error."""
    claimed = judged(written(tmp_path, [*deals(40, 40, 7), *[deal("made-in-error")] * 3]), {**UNDECIDED, "at_least": 0.5})
    assert claimed.left_out == {"made in error": 3, "still open": 7}
    assert claimed.computed == "share of deals that ended without a decision, among those that reached “The board decides”"


@pytest.mark.parametrize(("claim", "why"), [
    ({}, "The claim says nothing that can be computed: it has no share, duration, ratio, count or comparison."),
    (UNDECIDED, "The claim sets no bound: add `at_least` or `at_most`, so that the deals can speak for it or against it."),
    ({"share": {"outcome": "introduced"}, "at_least": 0.5}, "The process `sale` has no outcome of kind introduced."),
    ({"share": {"kit": "board-paper"}, "at_least": 0.5}, "The source has no table `facts`."),
])
def test_what_cant_be_judged_is_inconclusive_and_says_why(tmp_path: Path, claim: dict[str, Any], why: str) -> None:
    """It has been computed, as far as it can be: nobody is shut out."""
    claimed = judged(written(tmp_path, deals(40, 40)), claim)
    assert (claimed.verdict, claimed.why) == ("inconclusive", why)


def test_a_count_rests_on_all_the_deals(tmp_path: Path) -> None:
    """A small number of many is no thin evidence; any number of few is."""
    claim = {"count": {"outcome": "no-decision"}, "at_most": 5}
    assert judged(written(tmp_path / "many", deals(60, 4)), claim).verdict == "supports"
    assert judged(written(tmp_path / "few", deals(6, 4)), claim).why == "Only 10 deals can be counted, and it takes 30 to conclude anything (`min_deals`)."


def test_a_ratio_rests_on_what_it_is_held_against(tmp_path: Path) -> None:
    """Fewer appointments than `min_deals` are too few."""
    made = [deal("won", activities=(("rejection", 1), ("rejection", 2), ("appointment", 3)))] * 20 + [deal("lost")] * 40
    claim = {"ratio": {"of": {"activity": "rejection"}, "per": {"activity": "appointment"}}, "at_least": 1}
    assert judged(written(tmp_path, made), claim).why == "It is held against only 20, and it takes 30 to conclude anything (`min_deals`)."
    claimed = judged(tmp_path, claim, min_deals=20)
    assert (claimed.verdict, claimed.computed) == ("supports", "rejections for each appointment")


def test_a_duration_is_judged_by_the_interval_of_its_quantile(tmp_path: Path) -> None:
    """Half of a hundred deals close within 10 to 19 days of the board."""
    made = [deal("won", board=10, closed=20 + number % 10) for number in range(100)] + [deal("lost")] * 5
    claim = {"duration": {"from": {"reached": "decides"}, "to": {"outcome": "won"}}, "at_most": 20}
    assert judged(written(tmp_path, made), claim).verdict == "supports"
    assert judged(tmp_path, {**claim, "at_most": 12}).verdict == "contradicts"
    assert judged(tmp_path, {**claim, "at_most": 14}).verdict == "inconclusive"


def test_a_source_in_which_nobody_lost_concludes_nothing(tmp_path: Path) -> None:
    """What the others did is not recorded."""
    made = [deal("won", paper=5)] * 60 + [deal(None)] * 5
    claimed = judged(written(tmp_path, made), {"share": {"outcome": "won"}, "among": {"kit": "board-paper"}, "at_least": 0.5})
    assert claimed.verdict == "inconclusive"
    assert claimed.why.startswith("The source holds only won deals.")


def test_what_won_deals_did_says_nothing_of_what_wins(tmp_path: Path) -> None:
    """Those that were lost may have done the same."""
    made = [deal("won", paper=5)] * 60 + [deal("lost", paper=5)] * 60
    claim = {"share": {"kit": "board-paper"}, "among": {"outcome": "won"}, "at_least": 0.5}
    claimed = judged(written(tmp_path, made), claim)
    assert claimed.verdict == "inconclusive"
    assert claimed.why.startswith("Only won deals are looked at.")


def test_under_half_join_coverage_concludes_nothing(tmp_path: Path) -> None:
    """Most facts belong to deals that nobody knows."""
    source = written(tmp_path, [deal("won", paper=5)] * 40 + [deal("lost")] * 40)
    strangers = "".join(f"stranger-{number},kit,board-paper,2026-01-05\n" for number in range(41))
    facts = source / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8") + strangers, encoding="utf-8")
    claimed = judged(source, {"share": {"outcome": "won"}, "among": {"kit": "board-paper"}, "at_least": 0.5})
    assert claimed.verdict == "inconclusive"
    assert claimed.why == "The join covers too little: of 81 rows of `facts` only 40 belong to a deal of the history."
    assert claimed.least_coverage == 40 / 81


def test_outcomes_that_reps_told_are_called_opinion(tmp_path: Path) -> None:
    """What tells an undecided deal from a lost one is the reason, and the rep gave it."""
    made = deals(40, 10) + [deal("stayed-put", reason="No budget", reason_by="rep")] * 30 + [deal("stayed-put", reason="Merger", reason_by="buyer")] * 20
    claimed = judged(written(tmp_path, made), {**UNDECIDED, "at_least": 0.5})
    assert claimed.rests_on_rep_reasons
    assert "of 50 deals with such an outcome and a reason, the rep gave the reason of 30" in cautions(claimed)
    assert not judged(tmp_path, {"share": {"outcome": "won"}, "among": {"reached": "decides"}, "at_least": 0.5}).rests_on_rep_reasons
