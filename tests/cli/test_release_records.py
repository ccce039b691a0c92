"""What a release writes of the proposals that it brings: their record, and what the changelog tells of them."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.release.prepared import state
from tests.ruling.prepared import BRANCH, NAME, PROPOSAL, PROPOSAL_FILE, change, proposed, read, record


@pytest.fixture
def mia(tmp_path: Path, command: Command) -> Scratch:
    """Return the clone of a manager, whom GitHub calls mia-m; the library is released once, and Ana has proposed something."""
    scratch = proposed(tmp_path)
    change(scratch, "mia: {email: mia@example.com,", "mia: {name: Mia Marr, email: mia@example.com, github: mia-m,", "processes/library.yaml")
    change(scratch, "lee: {email: lee@example.com,", "lee: {email: lee@example.com, github: lee-x,", "processes/library.yaml")
    scratch.commit("Who is who")
    assert command("release").code == 0
    return scratch


def merged(scratch: Scratch) -> str:
    """Merge the proposal as a forge's button does; return the commit that was merged."""
    tip = scratch.git("rev-parse", BRANCH)
    scratch.git("merge", "-q", "--no-ff", "-m", "Merge pull request #1", BRANCH)
    return tip


def approvals(folder: Path, *given: tuple[str, str]) -> str:
    """Return a file of GitHub's reviews with some approvals, each a login's of a commit."""
    path = folder.parent / f"{folder.name}-reviews.json"
    when = {"body": "", "state": "APPROVED", "submitted_at": "2026-11-20T09:00:00Z"}
    path.write_text(json.dumps([{"user": {"login": login}, "commit_id": commit, **when} for login, commit in given]))
    return str(path)


def test_a_ruling_gets_its_version(command: Command, mia: Scratch) -> None:
    """The rest of the record stays as `rule` wrote it, and so does the file."""
    command("rule", NAME, "--accept", "--why", "They do.")
    before = read(mia, PROPOSAL_FILE)
    assert command("release").code == 0
    assert read(mia, PROPOSAL_FILE) == before.replace("  why: They do.\n", '  why: They do.\n  version: "1.3.0"\n')


def test_what_others_need_is_sent_by_one_command(command: Command, mia: Scratch, tmp_path: Path) -> None:
    """The branch, its tag and the ref that keeps what was ruled on, all of it or nothing; where nothing was ruled on there is no such ref."""
    command("rule", NAME, "--accept")
    said = command("release").out.splitlines()[-1]
    assert said == f"Now send it: git push --atomic origin main new-business/1.3.0 refs/proposals/closed/{NAME}"
    mia.git("init", "-q", "--bare", str(tmp_path / "origin"))
    mia.git("remote", "add", "origin", str(tmp_path / "origin"))
    mia.git(*said.split()[4:])
    assert len(mia.git("ls-remote", "--refs", "origin").splitlines()) == 3


def test_on_a_branch_with_another_name_the_command_is_one_command(command: Command, mia: Scratch) -> None:
    """What a branch is called runs nothing in a shell."""
    mia.git("switch", "-q", "-c", "a;$(b)")
    merged(mia)
    assert command("release", "--any-branch").out.splitlines()[-1] == "Now send it: git push --atomic origin 'a;$(b)' new-business/1.3.0"


def test_the_changelog_tells_who_agreed_and_what_is_expected(command: Command, mia: Scratch) -> None:
    """By when, and what must not get worse is in the proposal."""
    expects = "expects:\n  win-rate: {from: 0.21, to: 0.27, by: 2027-06-30}\n"
    mia.git("switch", "-q", BRANCH)
    mia.write_at(PROPOSAL_FILE, PROPOSAL + expects)
    change(mia, "stages:\n", "measures:\n  win-rate: {share: {outcome: won}}\nstages:\n")
    mia.commit("An expectation")
    mia.git("switch", "-q", "main")
    assert command("rule", NAME, "--accept").code == 0
    command("release")
    text = read(mia, "processes/CHANGELOG.md")
    assert "**Give the board six weeks**, proposed by ana, agreed by Mia Marr\n\n> Boards meet every six weeks.\n" in text
    assert "\nExpected: Win rate from 21 % to 27 % by 2027-06-30.\n" in text


def test_what_a_forge_merged_gets_its_whole_record(command: Command, mia: Scratch) -> None:
    """Accepted by whoever releases it, on that day, under the key that its review had; nothing is known of approvals."""
    key = json.loads(command("review", BRANCH, "-f", "json").out)["key"]
    merged(mia)
    assert command("release").code == 0
    found = record(mia)
    assert found is not None
    assert (found.ruling, found.by, str(found.at), found.version, found.approvals, found.key) == ("accepted", "mia", "2026-11-20", "1.3.0", (), key)
    assert mia.git("status", "--porcelain") == ""
    assert "**Give the board six weeks**, proposed by ana\n\n>" in read(mia, "processes/CHANGELOG.md"), "nobody has agreed, as far as anybody knows"


def test_whoever_releases_their_own_proposal_ruled_nothing(command: Command, mia: Scratch) -> None:
    """Nobody rules on themselves: the record then names nobody."""
    merged(mia)
    mia.git("config", "user.email", "ana@example.com")
    assert command("release").code == 0
    found = record(mia)
    assert found is not None
    assert (found.ruling, found.by) == ("accepted", None)


def test_approvals_that_are_named_are_recorded(command: Command, mia: Scratch) -> None:
    """They count where they were given to what main holds."""
    tip = merged(mia)
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip))).code == 0
    found = record(mia)
    assert found is not None
    assert found.approvals == ("mia",)


def test_approvals_that_are_not_enough_hold_the_release_up(command: Command, mia: Scratch) -> None:
    """Somebody approved the first revision, and another one was merged."""
    first = mia.git("rev-parse", BRANCH)
    mia.git("switch", "-q", BRANCH)
    change(mia, "max_days: 45", "max_days: 90")
    mia.commit("And more")
    mia.git("switch", "-q", "main")
    merged(mia)
    before = state(mia)
    result = command("release", "--approvals", approvals(mia.root, ("mia-m", first)))
    assert result.code == 1
    assert "- “Give the board six weeks” came to main without enough approvals: it lacks 1 manager's approval.\n" in result.out
    assert result.out.endswith("Nothing was released.\n")
    assert state(mia) == before


def test_a_conflict_that_was_resolved_otherwise_than_approved_is_another_change(command: Command, mia: Scratch) -> None:
    """Whoever merged put in what nobody had seen."""
    tip = mia.git("rev-parse", BRANCH)
    mia.git("merge", "-q", "--no-ff", "--no-commit", BRANCH)
    change(mia, "max_days: 45", "max_days: 99")
    mia.commit("Merge pull request #1")
    assert mia.git("rev-parse", "HEAD^2") == tip
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip))).code == 1


def test_a_role_that_is_lost_after_the_merge_ends_nothing(command: Command, mia: Scratch) -> None:
    """What was merged is judged by the people and the policy that it was merged under; that she lost it was approved as well."""
    tip = merged(mia)
    change(mia, "roles: [manager]", "roles: [rep]", "processes/library.yaml")
    lost = mia.commit("Mia sells again")
    reviews = approvals(mia.root, ("mia-m", tip), ("lee-x", lost), ("mia-m", lost))
    assert command("release", "--approvals", reviews).code == 0


def test_a_role_that_was_lost_before_the_merge_counts(command: Command, mia: Scratch) -> None:
    """The approval was given by a manager, and merged when she was none."""
    change(mia, "roles: [manager]", "roles: [rep]", "processes/library.yaml")
    mia.commit("Mia sells again")
    tip = merged(mia)
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip))).code == 1


def test_a_rejected_proposal_is_in_no_release(command: Command, mia: Scratch) -> None:
    """Its file is on main, and nothing is released by that."""
    command("rule", NAME, "--reject", "--why", "No.")
    assert command("release").out == "Nothing has changed since the last release.\n"
    found = record(mia)
    assert found is not None
    assert found.version == ""


def test_a_release_that_was_stopped_keeps_the_record_that_it_began(command: Command, mia: Scratch) -> None:
    """Who agreed stands nowhere else: whoever finishes it need not name the approvals again."""
    tip = merged(mia)
    assert command("release", "--approvals", approvals(mia.root, ("mia-m", tip))).code == 0
    whole = state(mia)
    mia.git("tag", "-d", "new-business/1.3.0")
    mia.git("config", "user.email", "lee@example.com")
    assert "Finished the release of new-business 1.3.0" in command("release").out
    assert {name: text for name, text in state(mia).items() if name != "refs"} == {name: text for name, text in whole.items() if name != "refs"}
