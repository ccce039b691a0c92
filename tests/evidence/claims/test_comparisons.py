"""Claims that compare the deals in which an event came first with the rest."""

import warnings
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from processengine.evidence.claims.claimed import Claimed, Compared
from tests.evidence.claims.source import Deal, cautions, deal, judged, written

BY_NAME = {"compare": "board-rate", "where": {"kit": "board-paper"}, "versus": "rest"}
TIME = {"compare": "board-time", "where": {"kit": "board-paper"}, "versus": "rest"}


def compared(claimed: Claimed) -> Compared:
    """Return a claim's sides, which must be there."""
    assert claimed.compared is not None, claimed.why
    return claimed.compared


def deals(won_with: int, lost_with: int, won: int, lost: int) -> list[Deal]:
    """Return deals that got the paper before the board, and deals that never got it."""
    return [deal("won", paper=5)] * won_with + [deal("lost", paper=5)] * lost_with + [deal("won")] * won + [deal("lost")] * lost


def chance(seed: int, number: int) -> list[Deal]:
    """Return deals of all kinds: open, closed, with the paper before the board, at the same time, later, or never."""
    random = Random(seed)  # noqa: S311 - nothing is kept secret by it
    made = []
    for _ in range(number):
        board, outcome = random.randint(1, 20), random.choice(["won", "won", "lost", "stayed-put", "made-in-error", None])
        paper = random.choice([None, None, random.randint(0, 40), board])
        made.append(deal(outcome, paper=paper, board=board, closed=board + random.randint(1, 30)))
    return made


@pytest.mark.parametrize("seed", range(4))
def test_shares_are_those_of_the_deals_one_by_one(tmp_path: Path, seed: int) -> None:
    """Only what came strictly before the board counts; open deals and those made in error are left out; statsmodels has the interval."""
    made = chance(seed, 150)
    watched = [one for one in made if one.stages[-1][0] in ("won", "lost", "stayed-put")]
    sides = [[one.stages[-1][0] == "won" for one in watched if (one.paper is not None and one.paper < one.stages[1][1]) is with_it] for with_it in (True, False)]
    found = compared(judged(written(tmp_path, made), BY_NAME, min_deals=1))
    assert [(side.n, side.seen) for side in (found.group, found.rest)] == [(len(side), sum(side)) for side in sides]
    expected = confint_proportions_2indep(sum(sides[0]), len(sides[0]), sum(sides[1]), len(sides[1]), method="newcomb", compare="diff")
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_durations_are_those_of_the_deals_one_by_one(tmp_path: Path, seed: int) -> None:
    """Closed without a win, a deal was watched until then; lifelines has the medians and the log-rank test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import KaplanMeierFitter
        from lifelines.statistics import logrank_test
    made = [one for one in chance(seed, 150) if one.stages[-1][0] in ("won", "lost", "stayed-put")]
    lasted: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
    for one in made:
        (_, board), (outcome, closed) = one.stages[1:]
        lasted[one.paper is not None and one.paper < board].append((closed - board, outcome == "won"))
    found = compared(judged(written(tmp_path, made), TIME, min_deals=1))
    (group, group_ended), (rest, rest_ended) = (list(zip(*lasted[with_it], strict=True)) for with_it in (True, False))
    assert found.p == pytest.approx(logrank_test(group, rest, group_ended, rest_ended).p_value, abs=1e-6)
    for side, days, ended in ((found.group, group, group_ended), (found.rest, rest, rest_ended)):
        median = KaplanMeierFitter().fit(days, ended).median_survival_time_
        assert side.value == (None if median == float("inf") else pytest.approx(median))


@pytest.mark.parametrize(("counts", "direction", "verdict", "why"), [
    ((60, 40, 30, 70), "higher", "supports",
     "The deals bear it out: 60 % of the deals with it were won, 30 % of the rest, 30 points more (16 to 42 points fit the data)."),
    ((60, 40, 30, 70), "lower", "contradicts",
     "The deals say the opposite: 60 % of the deals with it were won, 30 % of the rest, 30 points more (16 to 42 points fit the data)."),
    ((30, 70, 60, 40), "lower", "supports",
     "The deals bear it out: 30 % of the deals with it were won, 60 % of the rest, 30 points fewer (16 to 42 points fit the data)."),
    ((50, 50, 45, 55), "higher", "inconclusive",
     "Too close to call: 50 % of the deals with it were won, 45 % of the rest; anything from 9 points fewer to 18 points more fits the data."),
    ((60, 40, 30, 70), None, "supports",
     "The deals bear it out: 60 % of the deals with it were won, 30 % of the rest, 30 points more (16 to 42 points fit the data)."),
    ((20, 9, 30, 70), "higher", "inconclusive", "Only 29 deals with it can be counted, and it takes 30 to conclude anything (`min_deals`)."),
    ((60, 40, 3, 7), "higher", "inconclusive", "Only 10 deals of the rest can be counted, and it takes 30 to conclude anything (`min_deals`)."),
    ((60, 40, 0, 0), "higher", "inconclusive", "Every deal had it before they reached “The board decides”, so there is no rest to compare with."),
])
def test_two_shares_are_judged_by_their_difference_and_its_direction(
    tmp_path: Path, counts: tuple[int, int, int, int], direction: str | None, verdict: str, why: str,
) -> None:
    """The words are those that a leader reads."""
    claimed = judged(written(tmp_path, deals(*counts)), {**BY_NAME, **({"direction": direction} if direction else {})})
    assert (claimed.verdict, claimed.why) == (verdict, why)


def slow(count: int, days: int, paper: float | None) -> list[Deal]:
    """Return deals that are won so many days after the board, or a few more."""
    return [deal("won", paper=paper, closed=10 + days + number % 5) for number in range(count)]


def test_durations_are_judged_by_the_log_rank_test(tmp_path: Path) -> None:
    """Higher is longer; both medians are told."""
    made = [*slow(50, 30, 5), *slow(50, 10, None), *[deal("lost")] * 10]
    claimed = judged(written(tmp_path, made), {**TIME, "direction": "higher"})
    assert (claimed.verdict, claimed.unit) == ("supports", "days")
    assert claimed.why == "The deals bear it out: 32 days with it, 12 days for the rest; chance alone parts them so far in fewer than 1 of 100 cases."
    assert judged(tmp_path, {**TIME, "direction": "lower"}).verdict == "contradicts"


def test_alike_durations_are_too_close_to_call(tmp_path: Path) -> None:
    """By p of 0.05 and more."""
    claimed = judged(written(tmp_path, [*slow(50, 10, 5), *slow(50, 10, None), deal("lost")]), {**TIME, "direction": "higher"})
    assert claimed.verdict == "inconclusive"
    assert claimed.why.startswith("Too close to call: 12 days with it, 12 days for the rest; chance alone parts them so far in")


def test_sides_that_cross_are_inconclusive(tmp_path: Path) -> None:
    """By their medians one side is slower, over the whole time the other."""
    made = [*slow(55, 11, 5), *slow(45, 100, 5), *slow(60, 15, None), *slow(40, 20, None), deal("lost")]
    claimed = judged(written(tmp_path, made), {**TIME, "direction": "higher"})
    assert claimed.verdict == "inconclusive"
    assert claimed.why.startswith("It depends on where one looks: ")


@pytest.mark.parametrize(("claim", "why"), [
    ({**BY_NAME, "compare": "bord-rate"}, "There is no measure `bord-rate` in `sale` to compare. Did you mean `board-rate`?"),
    ({**BY_NAME, "compare": "papers"}, "Only a share or a duration can be compared."),
    ({"compare": "board-rate"}, "The claim doesn't say which deals it compares with the rest: add `where` with an event."),
    ({**BY_NAME, "where": {"reached": "nowhere"}}, "The process `sale` has no stage `nowhere`."),
    ({**BY_NAME, "where": {"activity": "dial"}}, "The source has no table `activities`."),
    ({**BY_NAME, "compare": {"share": {"outcome": "won"}}},
     "Nothing comes before a deal is opened, so no deal can be on the side with it: name with `among` the event from which the deals are compared."),
])
def test_what_cant_be_compared_is_inconclusive_and_says_why(tmp_path: Path, claim: dict[str, Any], why: str) -> None:
    """It has been computed, as far as it can be."""
    claimed = judged(written(tmp_path, deals(40, 20, 20, 40)), claim)
    assert (claimed.verdict, claimed.why) == ("inconclusive", why)


def test_a_measure_may_be_written_out(tmp_path: Path) -> None:
    """The same as by its name."""
    source = written(tmp_path, deals(60, 40, 30, 70))
    written_out = {**BY_NAME, "compare": {"share": {"outcome": "won"}, "among": {"reached": "decides"}}}
    assert judged(source, BY_NAME) == judged(source, written_out)


def test_only_won_deals_compare_nothing(tmp_path: Path) -> None:
    """Whatever the times."""
    claimed = judged(written(tmp_path, [*slow(50, 30, 5), *slow(50, 10, None)]), {**TIME, "direction": "higher"})
    assert claimed.verdict == "inconclusive"
    assert claimed.why.startswith("The source holds only won deals.")


def test_facts_of_strangers_compare_nothing(tmp_path: Path) -> None:
    """Under half of the facts belong to a deal of the history."""
    source = written(tmp_path, deals(60, 40, 30, 70))
    facts = source / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8") + "".join(f"stranger-{n},kit,board-paper,2026-01-05\n" for n in range(101)), encoding="utf-8")
    claimed = judged(source, {**BY_NAME, "direction": "higher"})
    assert (claimed.verdict, claimed.least_coverage) == ("inconclusive", 100 / 201)
    assert claimed.why.startswith("The join covers too little: of 201 rows of `facts` only 100")


def test_what_reps_told_counts_in_a_comparison_too(tmp_path: Path) -> None:
    """Of lost deals, whose reasons the reps gave."""
    made = [*deals(60, 0, 60, 0), *[deal("lost", reason="Price", reason_by="rep", paper=5)] * 40]
    claimed = judged(written(tmp_path, made), {**BY_NAME, "compare": {"share": {"outcome": "lost"}, "among": {"reached": "decides"}}})
    assert claimed.rests_on_rep_reasons
    assert "This rests on opinion" in cautions(claimed)


@pytest.mark.parametrize("claim", [BY_NAME, TIME])
def test_the_order_of_the_rows_is_no_matter(tmp_path: Path, claim: dict[str, Any]) -> None:
    """To the last bit, digest and balance included."""
    made = [replace(one, amount=str(100 + at * 7), owner=f"rep-{at % 7}") for at, one in enumerate(chance(5, 120))]
    first = judged(written(tmp_path / "first", made), claim, min_deals=1)
    turned = written(tmp_path / "turned", made)
    for path in turned.iterdir():
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert judged(turned, claim, min_deals=1) == first


@pytest.mark.parametrize("claim", [
    {"compare": "board-rate", "where": {"reached": "decides"}}, {"compare": "board-rate", "where": {"outcome": "won"}},
    {"compare": {"share": {"outcome": "won"}, "among": [{"reached": "named"}, {"kit": "board-paper"}], "within": "10 days"}, "where": {"reached": "named"}},
    {"compare": {"share": {"kit": "board-paper"}, "among": {"outcome": "won"}}, "where": {"reached": "decides"}},
    {"compare": {"duration": {"from": {"reached": "decides"}, "to": {"outcome": "won"}}, "quantile": 1.0}, "where": {"kit": "board-paper"}},
    {"compare": {"duration": {"from": {"reached": "decides"}, "to": {"outcome": "won"}}, "quantile": 0}, "where": {"kit": "board-paper"}},
    {"compare": {"duration": {"from": {"kit": "board-paper"}, "to": {"outcome": "won"}}, "last": "1 day"}, "where": {"reached": "named"}},
    {"compare": {"share": {"reached": "care/happy"}, "among": {"outcome": "won"}, "within": "9 days"}, "where": {"kit": "board-paper"}},
])
def test_every_comparison_has_a_verdict_and_a_reason(tmp_path: Path, claim: dict[str, Any]) -> None:
    """However odd it is."""
    claimed = judged(written(tmp_path, chance(6, 80)), claim, min_deals=1)
    assert claimed.why.endswith(".")
    assert "nan" not in repr(claimed)
