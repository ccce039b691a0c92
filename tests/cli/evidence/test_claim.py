"""`evidence claim`: what it prints."""

import json
from pathlib import Path
from typing import Any

import pytest

from processengine.evidence.claims.claimed import Claimed, ClaimsTold
from processengine.report.evidence_claim_text import as_text
from tests.conftest import Command
from tests.evidence.claims.source import Deal, deal, written
from tests.report.closed import faults

LIBRARY = "library: acme\nevidence: {source: data, min_deals: 30}\n"
PROCESS = """\
process: sale
from_anywhere: [lost, stayed-put]
kits:
  board-paper: {title: One page for the board, for: [champion]}
buying_team:
  champion: {}
stages:
  named: {next: [decides]}
  decides: {title: The board decides, next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
measures:
  board-rate: {share: {outcome: won}, among: {reached: decides}}
"""
PROPOSAL = """\
proposal: equip-the-champion
title: Equip the champion before the board meets
process: sale
why: We lose behind a door that we are not invited through.
claims:
  undecided:
    says: Most deals that reach the board end there undecided
    share: {outcome: no-decision}
    among: {reached: decides}
    at_least: 0.5
  paper-helps:
    says: Deals with a paper are won more often
    compare: board-rate
    where: {kit: board-paper}
    versus: rest
    direction: higher
"""

TEXT = """\
Equip the champion before the board meets: 2 claims held against data, up to 2026-01-21.

CONTRADICTED: 40 of 200 deals that reached “The board decides” ended without a decision.
  undecided: “Most deals that reach the board end there undecided”
  That is 20 % (likely between 15 % and 26 %). The claim says at least 50 %.

SUPPORTED: 60 of 100 deals that were handed “One page for the board” were won, 30 of 100 of the others.
  paper-helps: “Deals with a paper are won more often”
  So big a gap is rarely chance: 30 points, likely between 16 and 42.
  But the deals with it were worked by other reps, which may be part of the reason.
  But one rep holds 100 % of the deals with it: that side may show how one person sells.
  The two groups compare well in month; they differ in rep; the source doesn't tell amount and motion.
"""
DETAILS = """\
  The deals bear it out: 60 % of the deals with it were won, 30 % of the rest, 30 points more (16 to 42 points fit the data).
  With it (they were handed “One page for the board” first): 60 of 100 deals, 60 % (50 % to 69 %).
  The rest: 30 of 100 deals, 30 % (22 % to 40 %).
  Caution: The deals with it and the rest were worked by different reps (they have nothing in common). That may explain a difference.
  Caution: One rep holds 100 % of the deals with it: that side may show how one person sells.
  Computed: share of deals that were won, among those that reached “The board decides”: deals that were handed “One page for the board” before they reached “The board decides”, against the rest.
  From: 200 deals, 2026-01-11 to 2026-01-21, 100 % of 100 rows of facts joined; intervals of 95 %; data DIGEST.
  The sides: alike in month of opening (0.00); unlike in rep (nothing in common); not told by the source: amount, motion (new or existing account).
"""

DEALS = [
    *[deal("won", paper=5, owner="ana")] * 60, *[deal("lost", paper=5, owner="ana")] * 40,
    *[deal("won", owner=f"rep-{at % 3}") for at in range(30)], *[deal("lost", owner=f"rep-{at % 3}") for at in range(30)],
    *[deal("stayed-put", owner=f"rep-{at % 3}") for at in range(40)],
]


@pytest.fixture
def library(command: Command, tmp_path: Path) -> Command:
    """Runs the command line in a library with a process, a proposal and deals."""
    write(tmp_path, DEALS)
    return command


def write(folder: Path, deals: list[Deal], proposal: str = PROPOSAL) -> None:
    """Write a library with a source."""
    written(folder / "data", deals)
    for name, text in (("library.yaml", LIBRARY), ("sale.yaml", PROCESS), ("proposals/equip.yaml", proposal)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def claims(command: Command, *arguments: str) -> list[dict[str, Any]]:
    """Return the claims as JSON has them, which must fit its schema."""
    outcome = command("evidence", "claim", *arguments, "-f", "json")
    assert outcome.code == 0, outcome.err
    data = json.loads(outcome.out)
    assert faults("evidence-claim", data) == []
    found: list[dict[str, Any]] = data["claims"]
    return found


def test_the_text_is_for_whoever_rules_on_it(library: Command) -> None:
    """The contradicted claim first; each with what was counted, what it means and what speaks against it; the rest is in the details."""
    outcome = library("evidence", "claim", "equip-the-champion")
    digest = claims(library, "equip-the-champion")[0]["digest"]
    assert (outcome.code, outcome.err, outcome.out) == (0, "", TEXT)
    details = library("evidence", "claim", "equip-the-champion", "--details").out
    assert details.replace(digest, "DIGEST").replace(digest[:12], "DIGEST").endswith(DETAILS)


def test_too_few_deals_are_told_with_how_it_stands_so_far(library: Command, tmp_path: Path) -> None:
    """How many there are, how many are needed, and both counts."""
    write(tmp_path, [*[deal("won", paper=5)] * 6, *[deal("lost", paper=5)] * 6, *[deal("won")] * 20, *[deal("lost")] * 20])
    out = library("evidence", "claim", "equip-the-champion", "paper-helps").out
    assert "NOT ENOUGH DEALS YET: 12 deals that were handed “One page for the board” and 40 others, 30 of each needed.\n" in out
    assert "\n  So far 6 of 12 were won, 20 of 40 of the others.\n" in out


def test_a_name_that_means_nothing_is_not_computed(library: Command, tmp_path: Path) -> None:
    """It is said with what may be meant, and the verdict is inconclusive."""
    write(tmp_path, DEALS, PROPOSAL.replace("among: {reached: decides}\n    at_least", "among: {reached: decide}\n    at_least"))
    assert "NOT COMPUTED: The process `sale` has no stage `decide`. Did you mean `decides`?\n  undecided: " in library("evidence", "claim", "equip-the-champion").out
    undecided = next(one for one in claims(library, "equip-the-champion") if one["claim"] == "undecided")
    assert (undecided["verdict"], undecided["standing"], undecided["n"]) == ("inconclusive", "not-computed", None)


def test_what_nobody_records_is_not_computed(library: Command, tmp_path: Path) -> None:
    """There is no share of 0 % in it; what is recorded instead is named."""
    write(tmp_path, DEALS, PROPOSAL.replace("share: {outcome: no-decision}", "share: {kit: peer-call}"))
    kits = "  peer-call: {title: A call, for: [champion]}\nbuying_team:"
    (tmp_path / "sale.yaml").write_text(PROCESS.replace("buying_team:", kits), encoding="utf-8")
    out = library("evidence", "claim", "equip-the-champion").out
    assert "NOT COMPUTED: No row of facts names the kit `peer-call`; the source has `board-paper` (100 rows).\n" in out


def test_a_share_of_fifty_was_meant_in_percent(library: Command, tmp_path: Path) -> None:
    """No share is above 1."""
    write(tmp_path, DEALS, PROPOSAL.replace("at_least: 0.5", "at_least: 50"))
    found = {one["claim"]: one for one in claims(library, "equip-the-champion")}
    assert (found["undecided"]["verdict"], found["undecided"]["why"]) == ("inconclusive", "`at_least: 50` is no share: write 0.5 for 50 %.")


def test_of_three_comparisons_it_is_said_that_each_stands_alone(library: Command, tmp_path: Path) -> None:
    """Not of two."""
    head, whole, one = PROPOSAL.rpartition("  paper-helps:")
    write(tmp_path, DEALS, head + "".join(f"  again-{number}:{one}" for number in range(3)))
    assert "Each of the 3 comparisons is judged by itself at 95 %" in library("evidence", "claim", "equip-the-champion").out
    write(tmp_path, DEALS, head + whole + one + f"  again:{one}")
    assert "judged by itself" not in library("evidence", "claim", "equip-the-champion").out


def test_the_json_has_it_all(library: Command) -> None:
    """Value, interval, numbers, what was left out, digest, and both sides."""
    undecided, helps = claims(library, "equip-the-champion")
    assert (undecided["verdict"], undecided["value"], undecided["n"], undecided["seen"], undecided["at_least"]) == ("contradicts", 0.2, 200, 40, 0.5)
    assert (helps["verdict"], helps["unit"], helps["value"], helps["coverage"]) == ("supports", "share", pytest.approx(0.3), 1)
    assert helps["compared"]["group"] == {"n": 100, "seen": 60, "value": 0.6, "low": pytest.approx(0.502, abs=1e-3), "high": pytest.approx(0.691, abs=1e-3)}
    assert helps["compared"]["balance"][3] == {
        "trait": "rep", "difference": None, "unlike": True, "by_chance": pytest.approx(0.245, abs=1e-3), "n": 100, "rest_n": 100, "largest": 1, "rest_largest": 0.34,
        "why": None,
    }


def test_a_proposal_is_its_id_or_its_file_and_a_claim_its_name(library: Command) -> None:
    """All ways say the same."""
    whole = claims(library, "equip-the-champion")
    assert claims(library, "proposals/equip.yaml") == whole
    assert claims(library, "equip-the-champion", "paper-helps") == whole[1:]


@pytest.mark.parametrize(("arguments", "message"), [
    (("equip-a-champion",), "There is no proposal `equip-a-champion` here. There are equip-the-champion."),
    (("sale.yaml",), "sale.yaml can't be read as a proposal; `processengine validate sale.yaml` says why."),
    (("proposals/none.yaml",), "proposals/none.yaml"),
    (("equip-the-champion", "paper-help"), "equip-the-champion has no claim `paper-help`. Did you mean `paper-helps`?"),
])
def test_what_is_not_there_is_said_in_one_line(library: Command, arguments: tuple[str, ...], message: str) -> None:
    """With exit status 2."""
    outcome = library("evidence", "claim", *arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_proposal_about_no_process_here_can_not_be_recomputed(library: Command, tmp_path: Path) -> None:
    """It is said which."""
    write(tmp_path, DEALS, PROPOSAL.replace("process: sale", "process: sail"))
    outcome = library("evidence", "claim", "equip-the-champion")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "is about the process `sail`, which is not there." in outcome.err


def test_a_claim_that_is_misspelt_is_not_taken_for_another_one(library: Command, tmp_path: Path) -> None:
    """Without what can't be read it would claim something else."""
    write(tmp_path, DEALS, PROPOSAL.replace("share: {outcome: no-decision}", "share: {outcome: undecided}"))
    outcome = library("evidence", "claim", "equip-the-champion")
    assert (outcome.code, outcome.out) == (2, "")
    assert "proposals/equip.yaml can't be read at claims.undecided.share" in outcome.err


def test_without_its_process_the_only_one_is_meant(library: Command, tmp_path: Path) -> None:
    """A small library need not say it."""
    write(tmp_path, DEALS, PROPOSAL.replace("process: sale\n", ""))
    assert len(claims(library, "equip-the-champion")) == 2


def test_a_proposal_without_claims_says_so(library: Command, tmp_path: Path) -> None:
    """There is nothing to recompute."""
    write(tmp_path, DEALS, PROPOSAL.partition("claims:")[0])
    assert library("evidence", "claim", "equip-the-champion").out.endswith("The proposal makes no claim.\n")


def test_the_public_reads_nothing_of_fewer_than_five(library: Command, tmp_path: Path) -> None:
    """Four deals got the paper: both sides go, since the rest would tell of them."""
    write(tmp_path, [*[deal("won", paper=5)] * 4, *[deal("won")] * 40, *[deal("lost")] * 40, *[deal("stayed-put")] * 40])
    found = {one["claim"]: one for one in claims(library, "equip-the-champion", "--public")}
    assert (found["paper-helps"]["compared"], found["paper-helps"]["n"]) == (None, None)
    assert found["undecided"]["n"] == 124
    assert "4 " not in library("evidence", "claim", "equip-the-champion", "paper-helps", "--public").out


def test_an_unfinished_word_of_the_author_s_changes_no_form(library: Command, tmp_path: Path) -> None:
    """Control characters in `says` are shown as their code points."""
    write(tmp_path, DEALS, PROPOSAL.replace("Deals with a paper are won more often", '"\\e[31mred ::error:: \u202e"'))
    out = library("evidence", "claim", "equip-the-champion").out
    assert "\x1b" not in out
    assert "<U+001B>[31mred" in out
    assert claims(library, "equip-the-champion")


def test_the_same_claims_come_out_twice_to_the_last_bit(library: Command) -> None:
    """Whatever the run."""
    first = library("evidence", "claim", "equip-the-champion", "-f", "json").out
    assert library("evidence", "claim", "equip-the-champion", "-f", "json").out == first


DURATION = """claims:
  slow:
    says: With a paper it takes longer
    compare: {duration: {from: {reached: decides}, to: {outcome: won}}, quantile: 0.9}
    where: {kit: board-paper}
    direction: higher
  dials:
    says: It takes ten dials for an appointment
    ratio: {of: {activity: dial}, per: {activity: appointment}}
    at_least: 10
  few-stay:
    says: Hardly anybody stays put
    count: {outcome: no-decision}
    at_most: 50
"""


def test_durations_ratios_and_counts_are_told_in_their_units(library: Command, tmp_path: Path) -> None:
    """Days with their quantile, a ratio with what it is held against, a count as it stands."""
    dialled = [deal("won", activities=(("dial", 1), ("dial", 2), ("appointment", 3)))] * 40
    write(tmp_path, [*DEALS, *dialled], PROPOSAL.partition("claims:")[0] + DURATION)
    out = library("evidence", "claim", "equip-the-champion", "--details").out
    assert "With it (they were handed “One page for the board” first): 100 deals, 90 % not yet (10 days or more)." in out
    assert "From: 80 counted, held against 40, " in out
    assert "The deals say otherwise: 2 (1.37 to 2.92 fit the data), and the claim says at least 10." in out
    assert "The deals bear it out: 40, and the claim says at most 50." in out


def test_on_a_terminal_the_lines_are_folded() -> None:
    """To its width, each paragraph indented."""
    told = ClaimsTold("p", "Title", "sale", "data", None, 30, (Claimed("c", "Says it", "nothing", "inconclusive", "word " * 30),))
    lines = as_text(told, lambda text, _: text, 40).splitlines()
    assert lines[0] == "Title: 1 claim held against data."
    assert max(map(len, lines)) <= 40
    assert lines[2].startswith("INCONCLUSIVE: word")
    assert lines[3].startswith("  word")
