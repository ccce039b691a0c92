"""`review` in repositories that lack something."""

from pathlib import Path

import pytest

from tests.cli.review.team import BOARD, data, push
from tests.conftest import Command
from tests.git.team import Clone


def test_it_works_in_a_repository_where_nothing_is_checked_out_of_the_branch(command: Command, rep: Clone, leader: Clone) -> None:
    """The leader's own files stay as they are."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    before = leader.read()
    command("review", "six-weeks")
    assert (leader.read(), leader.status(), leader.branch()) == (before, [], "main")


def test_other_branches_can_be_looked_at_or_none(command: Command, rep: Clone, leader: Clone) -> None:
    """--against adds a branch that is no proposal's, --alone leaves all others out."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "-c", "trial", "main")
    rep.change(BOARD, BOARD.replace("30", "21"))
    rep.commit("A trial")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    assert data(command, "six-weeks")["conflicts"] == []
    assert [one["with"] for one in data(command, "six-weeks", "--against", "origin/trial")["conflicts"]] == ["origin/trial"]
    push(rep, "three-weeks", BOARD, BOARD.replace("30", "21"), why="x")
    leader.git("fetch", "-q")
    assert data(command, "six-weeks", "--alone")["conflicts"] == []


def test_a_proposal_may_be_for_another_base(command: Command, rep: Clone, leader: Clone) -> None:
    """Whose policy counts then."""
    rep.git("switch", "-q", "-c", "next")
    rep.change("behavioural: {approvals: {manager: 1}}", "behavioural: {approvals: {leader: 1}}", "processes/library.yaml")
    rep.commit("Another policy")
    rep.git("push", "-q", "origin", "HEAD")
    rep.git("switch", "-q", "-c", "proposals/six-weeks")
    rep.change(BOARD, BOARD.replace("30", "45"))
    rep.commit("Six weeks")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "six-weeks", "--base", "origin/next")
    assert [one["asked"] for one in found["must_agree"][0]["approvals"]] == ["leader"]
    assert found["settings_changed"] is False


def test_a_shallow_clone_says_what_it_lacks(command: Command, rep: Clone, leader: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the branch left the base isn't there, so nothing can be told."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.write_at("notes.md", "x\n")
    rep.commit("main goes on")
    rep.git("push", "-q", "origin", "main")
    leader.git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{leader.root.parent / 'hub.git'}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    result = command("review", "six-weeks")
    assert result.code == 2
    assert "git fetch --unshallow" in result.err


def test_another_proposal_that_cannot_be_read_hinders_no_review(command: Command, rep: Clone, leader: Clone) -> None:
    """A link in somebody's branch is followed by nobody, and told."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    push(rep, "linked", BOARD, BOARD.replace("30", "21"))
    (rep.root / "processes/passwords.yaml").symlink_to("/etc/passwd")
    rep.commit()
    rep.git("push", "-q", "origin", "HEAD")
    rep.git("switch", "-q", "main")
    rep.git("switch", "-q", "--orphan", "proposals/alien")
    rep.write_at("x.md", "x")
    rep.commit()
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "six-weeks")
    assert found["open_proposals"] == 0
    assert [one.partition(":")[0] for one in found["skipped_proposals"]] == ["origin/proposals/alien", "origin/proposals/linked"]
    assert "origin/proposals/linked: processes/passwords.yaml is a link" in " ".join(command("review", "six-weeks").out.split())
