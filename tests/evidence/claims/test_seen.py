"""What rules and reviews see of claims."""

from pathlib import Path

from processengine.deals.asked import Asked, opened_for
from processengine.deals.claims import seen
from processengine.model.proposal import Proposal
from processengine.store import Shelf
from tests.evidence.claims.source import deal, written

PROCESS = """process: sale
from_anywhere: [lost]
stages:
  named: {next: [decides]}
  decides: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""
CLAIMS = {
    "most-win": {"says": "Most win", "share": {"outcome": "won"}, "among": {"reached": "decides"}, "at_least": 0.5},
    "few-are-lost": {"says": "Few are lost", "share": {"outcome": "lost"}, "among": {"reached": "decides"}, "at_most": 0.5},
}


def test_each_claim_has_its_verdict_its_reason_and_whether_reps_told_it(tmp_path: Path) -> None:
    """In the proposal's own order."""
    (tmp_path / "library.yaml").write_text("library: acme\n", encoding="utf-8")
    (tmp_path / "sale.yaml").write_text(PROCESS, encoding="utf-8")
    source = written(tmp_path / "data", [deal("won")] * 20 + [deal("lost", reason="Price", reason_by="rep")] * 60)
    shelf, proposal = Shelf(tmp_path), Proposal.model_validate({"proposal": "p", "process": "sale", "claims": CLAIMS})
    with opened_for(Asked(str(source)), shelf) as deals:
        found = seen(deals, shelf, proposal)
        assert seen(deals, shelf, proposal.model_copy(update={"process": "sail"})) == {}
    assert {name: (one.verdict, one.rests_on_rep_reasons) for name, one in found.items()} == {"most-win": ("contradicts", False), "few-are-lost": ("contradicts", True)}
    assert list(found) == list(CLAIMS)
    assert found["most-win"].why == "The deals say otherwise: 25 % (17 % to 35 % fit the data), and the claim says at least 50 %."
