"""What stands in the way of a ruling: each reason is said, and nothing has changed."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.git.team import FILE
from tests.release.prepared import state
from tests.ruling.prepared import BRANCH, NAME, PROPOSAL, PROPOSAL_FILE, branch, change, proposed, read, record


@pytest.fixture
def mia(tmp_path: Path, command: Command) -> Scratch:
    """Return the clone of a manager who may rule on what Ana proposed."""
    del command
    return proposed(tmp_path)


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("ana", ["--accept"], "ana wrote or touched it, and nobody rules on themselves."),
        ("ben", ["--accept"], "ben may not rule: mia or lee may."),
        ("lee", ["--accept"], "It lacks 1 manager's approval. mia may give it. In a clone only yours counts: give theirs with --approvals FILE or --server REPO."),
        ("eve", ["--accept"], "library.yaml doesn't know you, so you can't rule."),
        ("mia", ["--reject"], "A proposal is rejected with a reason: say it with --why."),
    ],
)
def test_who_may_not_rule_so_is_told_why(command: Command, mia: Scratch, name: str, arguments: list[str], reason: str) -> None:
    """Exit status 1, a line for each reason, and everything is as it was."""
    mia.git("config", "user.email", f"{name}@example.com")
    before = state(mia)
    result = command("rule", NAME, *arguments)
    assert result.code == 1
    assert f"- {reason}" in result.out.splitlines()
    assert result.out.endswith("Nothing was ruled.\n")
    assert state(mia) == before


@pytest.mark.parametrize(("status", "reason"), [("draft", "It is a draft"), ("withdrawn", "Its author has taken it back")])
def test_what_its_author_has_not_opened_is_not_accepted(command: Command, mia: Scratch, status: str, reason: str) -> None:
    """A draft isn't done, and one that was withdrawn is over."""
    branch(mia, "other", PROPOSAL.replace("six-weeks", "other").replace("open #", f"{status} #"), ("Someone says", "Somebody says"))
    result = command("rule", "other", "--accept")
    assert (result.code, reason in result.out) == (1, True)


def test_a_ruling_needs_a_side(command: Command, mia: Scratch) -> None:
    """Neither accepted nor rejected is nothing."""
    del mia
    assert command("rule", NAME).err == "processengine: Say what you decide: --accept or --reject.\n"


def test_a_proposal_without_a_file_has_nowhere_for_a_record(command: Command, mia: Scratch) -> None:
    """It says which command makes one."""
    mia.git("switch", "-q", "-c", "quick")
    change(mia, "Someone says", "Somebody says")
    mia.commit("Quick")
    mia.git("switch", "-q", "main")
    result = command("rule", "quick", "--accept")
    assert (result.code, "has no proposal file" in result.err) == (2, True)


def test_an_error_that_only_the_two_together_cause_is_refused(command: Command, mia: Scratch) -> None:
    """Main takes a stage away in a process that the proposal has its deals start from: each is fine, both are not."""
    other = "process: renewal\nfrom_anywhere: [lost]\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
    mia.write_at("processes/renewal.yaml", other)
    mia.commit("Another process")
    branch(mia, "starts", PROPOSAL.replace("six-weeks", "starts"), ("  won: {outcome: won}", "  won: {outcome: won, continues_in: [renewal]}"))
    (mia.root / "processes/renewal.yaml").unlink()
    mia.commit("No more of it")
    head = mia.git("rev-parse", "main")
    result = command("rule", "starts", "--accept")
    assert result.code == 1
    assert "renewal" in result.out
    assert mia.git("rev-parse", "main") == head


def test_another_branch_is_refused(command: Command, mia: Scratch) -> None:
    """Whoever rules does it where it counts."""
    mia.git("switch", "-q", "-c", "mine")
    result = command("rule", NAME, "--accept")
    assert result.err == "processengine: Rulings are made on main, and you are on mine. Switch to it: git switch main\n"


@pytest.mark.parametrize("name", [FILE, PROPOSAL_FILE])
def test_uncommitted_files_are_refused(command: Command, mia: Scratch, name: str) -> None:
    """Nothing of anybody's is written over."""
    mia.write_at(name, "process: mine\n")
    result = command("rule", NAME, "--accept")
    assert result.code == 2
    assert f"{name}: not committed as it is on the disk" in result.err
    assert (mia.root / name).read_text(encoding="utf-8") == "process: mine\n"


def test_a_main_that_is_behind_origin_is_refused(command: Command, mia: Scratch) -> None:
    """It would be merged with something that is over."""
    mia.git("update-ref", "refs/remotes/origin/main", BRANCH)
    assert "origin/main has commits that main lacks; what you merge has to be merged with those: git pull first." in command("rule", NAME, "--accept").err


def test_the_newer_of_a_branch_here_and_at_origin_is_ruled_on(command: Command, mia: Scratch) -> None:
    """Not what somebody reviewed last week; where each has what the other lacks, nobody knows which is meant."""
    old = mia.git("rev-parse", BRANCH)
    mia.git("switch", "-q", BRANCH)
    change(mia, "max_days: 45", "max_days: 42")
    new = mia.commit("Ana's next revision")
    mia.git("switch", "-q", "main")
    mia.git("update-ref", f"refs/remotes/origin/{BRANCH}", new)
    mia.git("update-ref", f"refs/heads/{BRANCH}", old)
    assert command("rule", NAME, "--accept").code == 0
    assert mia.git("rev-parse", "main^2") == new


def test_a_branch_that_parted_from_the_one_at_origin_is_refused(command: Command, mia: Scratch) -> None:
    """It says how the two become one."""
    there = mia.git("commit-tree", f"{BRANCH}^{{tree}}", "-p", "main", "-m", "Another")
    mia.git("update-ref", f"refs/remotes/origin/{BRANCH}", there)
    result = command("rule", NAME, "--accept")
    assert (result.code, "is another one here than at origin" in result.err) == (2, True)


def test_a_link_is_not_merged(command: Command, mia: Scratch) -> None:
    """It could lead anywhere."""
    mia.git("switch", "-q", BRANCH)
    (mia.root / "processes/kits").mkdir()
    (mia.root / "processes/kits/key.md").symlink_to("/etc/passwd")
    mia.commit("A link")
    mia.git("switch", "-q", "main")
    result = command("rule", NAME, "--accept")
    assert (result.code, "processes/kits/key.md is a link" in result.out) == (1, True)


@pytest.mark.parametrize("title", ["$(touch x)", "-n", "%s%n", "Ruling: rejected", "a\\n\\nProposal: other"])
def test_what_its_author_writes_is_data(command: Command, mia: Scratch, title: str) -> None:
    """In the commit's message it is text, and it can't speak for the ruling."""
    branch(mia, "hostile", PROPOSAL.replace("six-weeks", "hostile").replace("title: Give the board six weeks", f'title: "{title}"'), ("Someone says", "Somebody says"))
    assert command("rule", "hostile", "--accept").code == 0
    assert mia.git("log", "-1", "--format=%(trailers:key=Proposal,valueonly)") == "hostile"
    assert mia.git("log", "-1", "--format=%(trailers:key=Ruling,valueonly)") == "accepted"
    assert not (mia.root / "x").exists()


def test_whoever_writes_a_record_by_hand_has_ruled_nothing(command: Command, mia: Scratch) -> None:
    """It is an error that hinders an acceptance; a rejection takes its place."""
    branch(mia, "sly", PROPOSAL.replace("six-weeks", "sly") + "record: {ruling: accepted, by: lee}\n", ("Someone says", "Somebody says"))
    assert "It brings 1 error" in command("rule", "sly", "--accept").out
    assert command("rule", "sly", "--reject", "--why", "No.").code == 0
    found = record(mia, "sly")
    assert found is not None
    assert (found.ruling, found.by) == ("rejected", "mia")


def test_what_is_on_main_is_not_rejected(command: Command, mia: Scratch) -> None:
    """A further revision of what somebody merged by hand: its record would say of main what isn't so."""
    mia.git("merge", "-q", "--no-ff", "-m", "By hand", BRANCH)
    mia.git("switch", "-q", BRANCH)
    change(mia, "Boards meet", "All boards meet", PROPOSAL_FILE)
    mia.commit("Once more")
    mia.git("switch", "-q", "main")
    result = command("rule", NAME, "--reject", "--why", "No.")
    assert (result.code, "processengine propose --revert six-weeks" in result.out) == (1, True)


def test_a_proposal_under_another_branch_is_ruled_on_once(command: Command, mia: Scratch) -> None:
    """What counts is the id in its file."""
    command("rule", NAME, "--accept")
    mia.git("switch", "-q", "-c", "proposals/again")
    change(mia, "max_days: 45", "max_days: 60")
    change(mia, "Boards meet", "All boards meet", PROPOSAL_FILE)
    mia.commit("Again")
    mia.git("switch", "-q", "main")
    for side in ("--accept", "--reject"):
        result = command("rule", "again", side, "--why", "No.")
        assert (result.code, f"{NAME} was accepted by mia on 2026-11-20" in result.out) == (1, True)


def test_a_ruling_has_one_side(command: Command, mia: Scratch) -> None:
    """Both said is nothing said."""
    before = state(mia)
    result = command("rule", NAME, "--accept", "--reject", "--why", "t")
    assert (result.code, result.err) == (2, "processengine: Say what you decide: --accept or --reject, and not both.\n")
    assert state(mia) == before


def test_what_main_holds_already_is_not_accepted(command: Command, mia: Scratch) -> None:
    """Somebody changed the same on main; there is nothing to merge, and nothing to release of it."""
    change(mia, "    max_days: 30\n    next: [won]", "    max_days: 45\n    next: [won]")
    mia.commit("The same")
    result = command("rule", NAME, "--accept")
    assert (result.code, "- main holds all of it already." in result.out.splitlines()) == (1, True)


def test_what_is_to_be_judged_in_the_past_is_not_accepted(command: Command, mia: Scratch) -> None:
    """It could be seen already how it came out."""
    text = PROPOSAL.replace("six-weeks", "late") + "expects:\n  won: {from: 0.1, to: 0.2, by: 2026-11-19}\n"
    branch(mia, "late", text, ("Someone says", "Somebody says"), ("from_anywhere", "measures:\n  won: {share: {outcome: won}}\nfrom_anywhere"))
    result = command("rule", "late", "--accept")
    assert (result.code, "- The day on which “Won” is judged is over: name a later one." in result.out.splitlines()) == (1, True)


def test_where_nobody_is_named_nobody_rules_on_what_they_committed(command: Command, mia: Scratch) -> None:
    """Neither way; somebody else may, and is told to name people."""
    mia.write_at("processes/library.yaml", "library: acme\n")
    mia.commit("Nobody")
    mia.git("config", "user.email", "ana@example.com")
    branch(mia, "own", PROPOSAL.replace("six-weeks", "own").replace("author: ana\n", ""), ("Someone says", "Somebody says"))
    before = state(mia)
    for side in ("--accept", "--reject"):
        result = command("rule", "own", side, "--why", "So.")
        assert (result.code, "wrote or touched it, and nobody rules on themselves." in result.out) == (1, True)
    assert state(mia) == before


@pytest.mark.parametrize("ruling", ["rejected", "accepted"])
def test_a_review_says_first_what_was_ruled(command: Command, mia: Scratch, ruling: str) -> None:
    """A branch that lives on waits for nobody; once it is gone its id still says what came of it."""
    mia.git("switch", "-q", BRANCH)
    text = read(mia, PROPOSAL_FILE)
    change(mia, "Someone says", "Somebody says")
    mia.commit("More")
    mia.git("switch", "-q", "main")
    mia.write_at(PROPOSAL_FILE, f"{text}record: {{ruling: {ruling}, by: lee, at: 2026-11-20, why: They said so.}}\n")
    mia.commit("Ruled")
    result = command("review", NAME)
    assert f"\n\n{ruling.upper()} by lee on 2026-11-20, because: They said so\n" in result.out
    assert "Must agree" not in result.out
    found = json.loads(command("review", NAME, "-f", "json").out)
    assert (found["verdict"], [one["kind"] for one in found["blockers"]]) == ("blocked", ["ruled"])
    mia.git("branch", "-q", "-D", BRANCH)
    gone = command("review", NAME)
    assert (gone.code, f"was {ruling} by lee on 2026-11-20, because: They said so." in gone.err) == (2, True)
    assert ("is agreed already" in gone.err) == (ruling == "accepted")
