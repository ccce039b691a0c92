"""`review --ci` and `--approvals`: a required check that says whether it may be merged, and why not."""

import json
from pathlib import Path

import pytest

from tests.cli.review.team import BOARD, data, push
from tests.conftest import Command
from tests.git.team import LIBRARY, PROCESS, Clone, Team

WITH_LOGINS = LIBRARY.replace("mia: {", "mia: {github: mia-m, ")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team whose manager is known to the forge."""
    return Team(tmp_path / "team", {"processes/library.yaml": WITH_LOGINS, "processes/new-business.yaml": PROCESS})


def approvals(leader: Clone, login: str, state: str = "APPROVED") -> str:
    """Write what GitHub says of one review of the head, and return the file's name."""
    commit = leader.git("rev-parse", "origin/proposals/six-weeks").strip()
    review = {"user": {"login": login}, "state": state, "commit_id": commit, "submitted_at": "2026-11-20T09:00:00Z", "body": ""}
    leader.write_at("reviews.json", json.dumps([review]))
    return "reviews.json"


def test_an_approval_on_the_forge_makes_it_ready(rep: Clone, leader: Clone, command: Command) -> None:
    """By the login that library.yaml gives to the manager; who it was stands beside what was asked."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    file = approvals(leader, "mia-m")
    result = command("review", "six-weeks", "--approvals", file, "--ci")
    assert result.code == 0, result.err
    assert "READY: everybody who must agree has\n" in result.out
    assert "  1 manager: mia has agreed\n" in result.out
    assert result.err.startswith("Ready to be merged.\n")
    assert "give what the forge says of the base branch with --protection" in result.err
    found = data(command, "six-weeks", "--approvals", file)
    assert (found["verdict"], found["approvals"]["mode"], found["approvals"]["enough"]) == ("ready", "forge", True)


def test_without_one_it_is_not_ready_and_the_check_fails(rep: Clone, leader: Clone, command: Command) -> None:
    """The author's own approval counts for nothing, and it says so; without --ci that is no failure."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    file = approvals(leader, "ana-k")
    result = command("review", "six-weeks", "--approvals", file, "--ci")
    assert result.code == 1
    assert result.err.startswith("Not ready to be merged.\nIt lacks the approval of a manager: mia.\n")
    assert "  ana's approval doesn't count. ana wrote or touched it.\n" in result.out
    assert command("review", "six-weeks", "--approvals", file).code == 0
    assert command("review", "six-weeks", "--ci").code == 1


def test_options_that_lack_what_they_go_with_are_refused(rep: Clone, leader: Clone, command: Command) -> None:
    """With one line, before anything is written."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    for options in ("--approve", "--request-changes --server x", "--why x", "--approvals x.json --server x", "--approvals nowhere.json",
                    "--ci --protection nowhere.json", "--protection x.json"):
        result = command("review", "six-weeks", *options.split(), "-o", "out.txt")
        assert (result.code, len(result.err.splitlines())) == (2, 1), options
        assert not (leader.root / "out.txt").exists()
