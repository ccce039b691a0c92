"""`rule` and what the deals say: a claim that they contradict has to be answered, and what was asked is recorded."""

from pathlib import Path

import pytest

from processengine.model.proposal import Proposal
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.cli.review.deals import PROPOSAL, made, propose
from tests.cli.test_release_records import approvals
from tests.conftest import Command
from tests.git.team import Clone


@pytest.fixture
def mia(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return the clone of a manager; Ana has proposed something with a claim that the deals contradict."""
    del command
    team = made(tmp_path / "team")
    propose(team.clone("Ana"))
    clone = team.clone("Mia")
    monkeypatch.chdir(clone.root / "processes")
    return clone


def test_a_contradicted_claim_is_answered_or_nothing_is_accepted(command: Command, mia: Clone) -> None:
    """The answer stands in the record, with a digest of the deals that were asked."""
    refused = command("rule", "shorter", "--accept")
    assert refused.code == 1
    assert ("- The deals contradict “Most deals that reach the board end there undecided”; "
            "say why you accept it all the same: --answer undecided=TEXT\n") in refused.out
    assert command("rule", "shorter", "--accept", "--answer", "undecided=It is shorter anyway.").code == 0
    document, _ = parse(mia.read(PROPOSAL))
    value = load(document).value
    assert isinstance(value, Proposal)
    assert value.record is not None
    assert value.record.answers == {"undecided": "It is shorter anyway."}
    assert value.record.evidence


def test_an_answer_to_nothing_is_no_answer(command: Command, mia: Clone) -> None:
    """It says how one is written, and which claims there are."""
    assert "write CLAIM=TEXT" in command("rule", "shorter", "--accept", "--answer", "undecided").err
    wrong = command("rule", "shorter", "--accept", "--answer", "undecidd=So.")
    assert (wrong.code, "shorter has no claim `undecidd`. Did you mean" in wrong.err) == (2, True)
    assert mia.git("rev-parse", "main") == mia.git("rev-parse", "origin/main")


def test_a_rejected_proposal_hinders_no_other(command: Command, mia: Clone) -> None:
    """Its branch is still there, and nobody has to look at what it collides with."""
    mia.git("switch", "-q", "-c", "proposals/other", "main")
    mia.change("    max_days: 30\n    next: [team", "    max_days: 25\n    next: [team")
    mia.write_at("processes/proposals/other.yaml", "proposal: other\ntitle: Other\nprocess: new-business\nauthor: ben\nwhy: |\n  So.\n")
    mia.commit("Other")
    mia.git("switch", "-q", "main")
    assert "collide" in command("review", "other", "--no-evidence").out
    assert command("rule", "shorter", "--reject", "--why", "No.").code == 0
    mia.git("push", "-q", "origin", "main")
    assert "collide" not in command("review", "other", "--no-evidence").out


def test_what_a_forge_merged_past_a_contradicted_claim_is_answered_before_it_is_released(command: Command, mia: Clone) -> None:
    """Before the merge the check says so; the answer stands in the record that the release writes."""
    assert command("release").code == 0
    mia.change("mia: {email: mia@example.com,", "mia: {email: mia@example.com, github: mia-m,", "processes/library.yaml")
    mia.git("commit", "-q", "-a", "--amend", "--no-edit")
    mia.git("tag", "-f", "-m", "acme/new-business 1.2.0", "new-business/1.2.0")
    reviews = ("--approvals", approvals(mia.root, ("mia-m", mia.git("rev-parse", "origin/proposals/shorter"))))
    answer = "--answer undecided=TEXT"
    assert f"its release needs an answer to that: {answer}" in command("review", "shorter", "--ci", *reviews).err
    mia.git("merge", "-q", "--no-ff", "-m", "Merge pull request #1", "origin/proposals/shorter")
    refused = command("release", *reviews)
    assert (refused.code, answer in refused.out) == (1, True)
    assert command("release", *reviews, "--answer", "undecided=\u200b").code == 1
    assert command("release", *reviews, "--answer", "undecided=It is shorter anyway.").code == 0
    assert "undecided: It is shorter anyway." in mia.read(PROPOSAL)
