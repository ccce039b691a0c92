"""`rule`: what an accepted proposal becomes on main, what is kept of a rejected one, and what is recorded."""

import hashlib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command
from tests.git.scratch import Scratch
from tests.ruling.prepared import BRANCH, NAME, PROPOSAL, PROPOSAL_FILE, branch, change, proposed, read, record


@pytest.fixture
def mia(tmp_path: Path, command: Command) -> Scratch:
    """Return the clone of a manager who may rule on what Ana proposed."""
    del command
    return proposed(tmp_path)


def test_an_accepted_proposal_is_merged_with_its_record_in_one_commit(command: Command, mia: Scratch) -> None:
    """Main's tip and the branch's are its parents; the files on the disk and the index have followed."""
    main, tip = mia.git("rev-parse", "main"), mia.git("rev-parse", BRANCH)
    result = command("rule", NAME, "--accept", "--why", "They do.")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("“Give the board six weeks” is accepted and merged into main. Agreed by mia.\n")
    assert mia.git("log", "-1", "--format=%P") == f"{main} {tip}"
    assert "max_days: 45" in read(mia)
    assert mia.git("status", "--porcelain") == ""
    assert mia.git("rev-parse", f"refs/proposals/closed/{NAME}") == tip
    assert command("validate").code == 0


def test_the_record_says_who_ruled_when_and_why(command: Command, mia: Scratch) -> None:
    """It is put into the proposal's file by a splice: everything else in it stays to the byte."""
    command("rule", NAME, "--accept", "--why", "They do.")
    found = record(mia)
    assert found is not None
    assert (found.ruling, found.by, str(found.at), found.why, found.approvals, found.version) == ("accepted", "mia", "2026-11-20", "They do.", ("mia",), "")
    assert found.files == {"new-business.yaml": hashlib.sha256(read(mia).encode()).hexdigest()}
    assert len(found.key) == 64
    assert read(mia, PROPOSAL_FILE).startswith(PROPOSAL + "record:\n  ruling: accepted\n")


def test_the_commit_says_it_where_programs_look(command: Command, mia: Scratch) -> None:
    """At the end of its message."""
    command("rule", NAME, "--accept", "--why", "They do.\n\nKey: forged\nRuled-by: lee")
    trailers = mia.git("log", "-1", "--format=%(trailers:only,unfold)").splitlines()
    found = record(mia)
    assert found is not None
    tip = mia.git("rev-parse", BRANCH)
    assert trailers == [f"Proposal: {NAME}", "Ruling: accepted", "Ruled-by: mia", f"Key: {found.key}", f"Tip: {tip}"]
    assert mia.git("log", "-1", "--format=%s") == "Give the board six weeks"


def test_a_rejected_proposal_leaves_its_file_with_the_reason_and_its_last_commit(command: Command, mia: Scratch) -> None:
    """And nothing of what it would have changed; main's history doesn't hold its commits."""
    main, tip = mia.git("rev-parse", "main"), mia.git("rev-parse", BRANCH)
    result = command("rule", NAME, "--reject", "--why", "Ours meet weekly.")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("“Give the board six weeks” is rejected. main keeps its file with your reason, and nothing else of it.\n")
    assert mia.git("log", "-1", "--format=%P") == main
    assert mia.git("diff", "--name-only", "HEAD^", "HEAD") == PROPOSAL_FILE
    assert mia.git("rev-parse", f"refs/proposals/closed/{NAME}") == tip
    found = record(mia)
    assert found is not None
    assert (found.ruling, found.by, found.why) == ("rejected", "mia", "Ours meet weekly.")
    assert mia.git("status", "--porcelain") == ""


def test_a_rejected_proposal_leaves_no_error_on_main(command: Command, mia: Scratch) -> None:
    """Though it names stages, measures and a process that only it would have brought."""
    text = PROPOSAL.replace("six-weeks", "more").replace("process: new-business", "process: renewal")
    text += "moves: {team-assembled: nowhere}\nexpects:\n  stay-rate: {to: 0.9, by: 2027-06-30}\n"
    text += "claims:\n  they-stay: {says: They stay, share: {outcome: won}, among: {reached: asked-again}, at_least: 0.5}\n"
    branch(mia, "more", text, ("Someone says", "Somebody says"))
    assert command("rule", "more", "--reject", "--why", "No.").code == 0
    assert command("validate", "--fail-on", "error").code == 0
    assert command("release").code == 0


@pytest.mark.parametrize(("first", "then"), [("--accept", "--reject"), ("--reject", "--accept")])
def test_a_second_ruling_is_refused_with_the_first_one(command: Command, mia: Scratch, first: str, then: str) -> None:
    """Who ruled, when, and why."""
    command("rule", NAME, first, "--why", "Enough said.")
    head = mia.git("rev-parse", "main")
    result = command("rule", NAME, then, "--why", "No")
    assert result.code == 1
    assert result.out == f"- {NAME} was {first[2:]}ed by mia on 2026-11-20, because: Enough said.\nNothing was ruled.\n"
    assert mia.git("rev-parse", "main") == head


def test_what_main_has_become_meanwhile_stays(command: Command, mia: Scratch) -> None:
    """The two are merged by meaning, and a comment that only main has is still there."""
    change(mia, "    buyer: Someone says what is wrong\n    max_days: 30", "    buyer: Someone says it # in their words\n    max_days: 20")
    mia.commit("Meanwhile")
    assert command("rule", NAME, "--accept").code == 0
    text = read(mia)
    assert "buyer: Someone says it # in their words\n    max_days: 20" in text
    assert "max_days: 45\n    next: [won]" in text


def test_a_proposal_that_no_longer_fits_main_is_refused(command: Command, mia: Scratch) -> None:
    """Both changed the same limit: nobody ruled on what a merge would make of it."""
    change(mia, "    max_days: 30\n    next: [won]", "    max_days: 60\n    next: [won]")
    mia.commit("Meanwhile")
    head = mia.git("rev-parse", "main")
    result = command("rule", NAME, "--accept")
    assert result.code == 1
    assert "It can't be merged into main as that stands" in result.out
    assert mia.git("rev-parse", "main") == head


def test_other_files_come_along_where_main_has_them_as_before(command: Command, mia: Scratch) -> None:
    """A kit is new, and one is gone on both sides; one that main changed too is a conflict."""
    mia.write_at("processes/kits/old.md", "Old.\n")
    mia.commit("A kit")
    text = PROPOSAL.replace("six-weeks", "kit")
    branch(mia, "kit", text, ("    buyer: The board decides", "    title: Them\n    buyer: The board decides"), processes__kits__old="New.\n")
    branch(mia, "also", text.replace("proposal: kit", "proposal: also"), ("Someone says", "Somebody says"), processes__kits__old="Newer.\n")
    assert command("rule", "kit", "--accept").code == 0
    assert read(mia, "processes/kits/old.md") == "New.\n"
    result = command("rule", "also", "--accept")
    assert (result.code, "processes/kits/old.md changed on both sides" in result.out) == (1, True)


def test_a_kit_that_is_gone_goes_from_the_disk_too(command: Command, mia: Scratch) -> None:
    """As a merge by git would do."""
    mia.write_at("processes/kits/old.md", "Old.\n")
    mia.commit("A kit")
    mia.git("switch", "-q", "-c", "proposals/less")
    mia.write_at("processes/proposals/less.yaml", PROPOSAL.replace("six-weeks", "less"))
    change(mia, "Someone says", "Somebody says")
    (mia.root / "processes/kits/old.md").unlink()
    mia.commit("Ana proposes less")
    mia.git("switch", "-q", "main")
    assert command("rule", "less", "--accept").code == 0
    assert not (mia.root / "processes/kits/old.md").exists()
    assert mia.git("status", "--porcelain") == ""


def test_the_page_about_rulings_shows_what_is_said(command: Command, mia: Scratch) -> None:
    """Word for word."""
    page = (ROOT / "docs" / "ruling.md").read_text(encoding="utf-8")
    assert command("rule", NAME, "--reject", "--why", "Ours meet weekly.").out in page
    mia.git("reset", "-q", "--hard", "HEAD^")
    assert command("rule", NAME, "--accept", "--why", "They do.").out in page
    assert "processes/new-business.yaml" in mia.git("diff", "--name-only", "HEAD^", "HEAD")
