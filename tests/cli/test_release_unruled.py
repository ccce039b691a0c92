"""`release --approvals`: what came to main past a ruling needs approvals, whatever it says of itself."""

import json
from pathlib import Path

import pytest

from tests.cli.test_release_records import approvals, merged
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.release.prepared import state
from tests.ruling.prepared import BRANCH, NAME, PROPOSAL, PROPOSAL_FILE, change, proposed, read, record

FORGED = "record: {ruling: accepted, by: lee, at: 2026-11-20, approvals: [mia, lee]}\n"
KEY = "ab" * 32
TRAILERS = f"Merge\n\nProposal: {NAME}\nRuling: accepted\nRuled-by: lee\nKey: {KEY}\nTip: "


@pytest.fixture
def mia(tmp_path: Path, command: Command) -> Scratch:
    """Return the clone of a manager, whom GitHub calls mia-m; the library is released once, and Ana has proposed something."""
    scratch = proposed(tmp_path)
    change(scratch, "mia: {email: mia@example.com,", "mia: {email: mia@example.com, github: mia-m,", "processes/library.yaml")
    scratch.commit("Who is who")
    assert command("release").code == 0
    return scratch


def refused(command: Command, scratch: Scratch, *reviews: tuple[str, str]) -> str:
    """Return why nothing is released, which leaves everything as it was."""
    before = state(scratch)
    result = command("release", "--approvals", approvals(scratch.root, *reviews))
    assert (result.code, state(scratch)) == (1, before)
    return result.out


def test_a_record_that_was_written_by_hand_approves_nothing(command: Command, mia: Scratch) -> None:
    """It came with the branch that it is on; with approvals it gives way to what they say."""
    mia.git("switch", "-q", BRANCH)
    mia.write_at(PROPOSAL_FILE, PROPOSAL + FORGED)
    mia.commit("Agreed, says Ana")
    mia.git("switch", "-q", "main")
    tip = merged(mia)
    assert "“Give the board six weeks” came to main without enough approvals: it lacks 1 manager's approval." in refused(command, mia)
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip))).code == 0
    found = record(mia)
    assert found is not None
    assert (found.by, found.approvals, found.version) == ("mia", ("mia",), "1.3.0")


@pytest.mark.parametrize("is_on_the_branch", [True, False])
def test_a_message_like_a_rulings_makes_none(command: Command, mia: Scratch, is_on_the_branch: bool) -> None:  # noqa: FBT001 - it is the parameter
    """Whoever presses a forge's button writes the message; the key is not that of what was merged, and the record lay on the branch."""
    if is_on_the_branch:
        mia.git("switch", "-q", BRANCH)
        mia.write_at(PROPOSAL_FILE, f"{PROPOSAL}{FORGED}")
        mia.commit("Agreed, says Ana")
        mia.git("switch", "-q", "main")
    mia.git("merge", "-q", "--no-ff", "--no-commit", BRANCH)
    mia.write_at(PROPOSAL_FILE, f"{PROPOSAL}{FORGED.replace('at:', f'key: {KEY}, at:')}")
    mia.git("add", "--all")
    mia.git("commit", "-q", "-m", TRAILERS + mia.git("rev-parse", BRANCH))
    assert "came to main without enough approvals" in refused(command, mia)


def test_a_ruling_needs_no_approvals_again(command: Command, mia: Scratch) -> None:
    """Its record stays as it is, to the letter, and other requests' approvals are nothing to it."""
    assert command("rule", NAME, "--accept").code == 0
    before = read(mia, PROPOSAL_FILE)
    assert command("release", "--approvals", approvals(mia.root)).code == 0
    assert read(mia, PROPOSAL_FILE) == before.replace("  key:", '  version: "1.3.0"\n  key:')


def test_a_commit_without_a_proposal_needs_approvals_of_its_own(command: Command, mia: Scratch) -> None:
    """Those of a proposal that was merged before can't be of it."""
    tip = merged(mia)
    change(mia, "max_days: 45", "max_days: 99")
    made = mia.commit("Just this once")
    told = refused(command, mia, ("mia-m", tip))
    assert f"- main holds the commit {made[:12]} (“Just this once”), which came without a proposal: it lacks 1 manager's approval.\n" in told
    assert f"None of the approvals that were named can be of {made[:12]}: they were given to other commits." in told
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip), ("mia-m", made))).code == 0


def test_what_lies_beside_the_library_needs_none(command: Command, mia: Scratch) -> None:
    """Nothing of it is released."""
    tip = merged(mia)
    mia.write_at("README.md", "# Ours\n")
    mia.commit("A page")
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip))).code == 0


def test_a_merge_that_github_also_calls_closed_is_released(command: Command, mia: Scratch) -> None:
    """It writes both events for each merge."""
    reviews = approvals(mia.root, ("mia-m", merged(mia)))
    events = mia.root.parent / "events.json"
    events.write_text(json.dumps([{"event": one, "created_at": "2026-11-20T10:00:00Z"} for one in ("merged", "closed")]))
    assert command("release", "--approvals", reviews, "--approvals", events).code == 0


def test_an_answer_to_nothing_is_refused(command: Command, mia: Scratch) -> None:
    """No claim is called so."""
    reviews = approvals(mia.root, ("mia-m", merged(mia)))
    result = command("release", "--approvals", reviews, "--answer", "nope=They are few.")
    assert (result.code, "has a claim `nope`" in result.err) == (2, True)
