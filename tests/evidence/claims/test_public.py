"""Claims for the public: without anything about fewer than five deals."""

from pathlib import Path
from typing import Any

from processengine.evidence.claims.claimed import Claimed
from processengine.evidence.claims.public import for_public
from tests.evidence.claims.source import Deal, deal, judged, written

SHARE = {"share": {"outcome": "won"}, "among": {"reached": "decides"}, "at_least": 0.5}
COMPARED = {"compare": "board-rate", "where": {"kit": "board-paper"}, "direction": "higher"}


def shown(folder: Path, deals: list[Deal], claim: dict[str, Any], min_deals: int = 1) -> Claimed:
    """Return a claim as the public may read it."""
    return for_public(judged(written(folder, deals), claim, min_deals))


def test_enough_deals_are_shown_as_they_are(tmp_path: Path) -> None:
    """Five are enough."""
    source = [deal("won")] * 5 + [deal("lost")] * 5
    assert shown(tmp_path / "a", source, SHARE) == judged(tmp_path / "a", SHARE, 1)


def test_fewer_than_five_deals_have_no_verdict_and_no_number(tmp_path: Path) -> None:
    """Whatever `min_deals` is."""
    claimed = shown(tmp_path, [deal("won")] * 3 + [deal("lost")], SHARE)
    assert (claimed.verdict, claimed.why) == ("inconclusive", "Fewer than five deals can be counted, too few to be told in public.")
    assert claimed.measured is None


def test_a_side_of_fewer_than_five_hides_both(tmp_path: Path) -> None:
    """The rest would tell it by subtraction."""
    made = [deal("won", paper=5)] * 4 + [deal("won")] * 30 + [deal("lost")] * 30
    claimed = shown(tmp_path, made, COMPARED)
    assert (claimed.verdict, claimed.measured, claimed.compared, claimed.cautions) == ("inconclusive", None, None, ())


def test_all_but_a_few_hide_the_numbers_and_keep_the_verdict(tmp_path: Path) -> None:
    """Of 60 deals two were lost: that is two deals."""
    claimed = shown(tmp_path, [deal("won")] * 58 + [deal("lost")] * 2, SHARE)
    assert (claimed.verdict, claimed.measured) == ("supports", None)
    assert claimed.why == "Fewer than five deals had it, or did not: the numbers are not told in public."


def test_what_is_said_of_few_deals_is_not_said(tmp_path: Path) -> None:
    """One rep holds four of nine deals of a side, which is over 40 %."""
    group = [deal("won", paper=5, owner="ana" if at < 4 else f"rep-{at}") for at in range(9)]
    rest = [deal("won" if at % 2 else "lost", owner=f"rep-{at % 9}") for at in range(40)]
    claimed = judged(written(tmp_path, [*group, *rest]), COMPARED, 1)
    told = "One rep holds 44 % of the deals with it: that side may show how one person sells."
    assert told in [one.text for one in claimed.cautions]
    assert told not in [one.text for one in for_public(claimed).cautions]


def test_why_there_is_no_value_tells_of_no_few_deals_either(tmp_path: Path) -> None:
    """All of the cohort is open: that is three deals."""
    made = [deal(None, paper=5)] * 3 + [deal("won")] * 20 + [deal("lost")] * 20
    claim = {"share": {"outcome": "won"}, "among": {"kit": "board-paper"}, "at_least": 0.5}
    assert "3 still open" in judged(written(tmp_path, made), claim).why
    assert for_public(judged(tmp_path, claim)).why == "There is no value, and why is about fewer than five deals, too few to be told in public."


def test_what_was_not_computed_is_shown_as_it_is(tmp_path: Path) -> None:
    """It tells of no deal."""
    claimed = judged(written(tmp_path, [deal("won")] * 3), {})
    assert for_public(claimed) == claimed
