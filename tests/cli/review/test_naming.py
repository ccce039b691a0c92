"""`review`, as a leader reads it: which proposal is meant, and what it says first."""

from pathlib import Path

import pytest

from tests.cli.review.team import BOARD, data, push
from tests.conftest import Command
from tests.git.team import Clone


def test_a_leader_reviews_what_a_rep_pushed(command: Command, rep: Clone, leader: Clone) -> None:
    """By the proposal's id: what, how serious, who must agree, why, and what changes."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="Boards meet every six weeks.")
    leader.git("fetch", "-q")
    result = command("review", "six-weeks")
    assert (result.code, result.err) == (0, "")
    told, _, end = result.out.partition("Key ")
    assert told == (
        "Six weeks\n"
        "origin/proposals/six-weeks for origin/main, by Ana, opened 2026-11-02\n"
        "\n"
        "WAITING for 1 approval\n"
        "BEHAVIOURAL: sellers work otherwise than before\n"
        "  new-business calls for a minor version. It is not released yet; the first\n"
        "  release will be 1.2.0\n"
        "\n"
        "Must agree\n"
        "  1 manager: mia\n"
        "  By the policy of origin/main for behavioural changes. ana wrote or touched it\n"
        "  and does not count.\n"
        "\n"
        "What changes in New business (new-business)\n"
        "  behavioural  The limit in “Board decides” rises from 30 to 45 days.\n"
        "\n"
        "Nothing to look out for: no new finding.\n"
        "\n"
        "Why (as the author states it)\n"
        "  Boards meet every six weeks.\n"
        "\n"
        "Only whoever rules is counted here, by the git identity. That binds nobody:\n"
        "whoever may push to the base could claim to be anyone.\n"
    )
    assert " ".join(end.split())[12:] == ": what an approval is given to. `-f html` tells all of it."


@pytest.mark.parametrize("argument", ["six-weeks", "proposals/six-weeks", "origin/proposals/six-weeks", "main..origin/proposals/six-weeks",
                                      "origin/main...origin/proposals/six-weeks"])
def test_the_ways_to_name_it(command: Command, rep: Clone, leader: Clone, argument: str) -> None:
    """An id, a branch here or at origin, a range."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    assert [one["message"] for one in data(command, argument)["processes"][0]["changes"]] == ["The limit in “Board decides” rises from 30 to 45 days."]


def test_two_commits_are_shown_short(command: Command, rep: Clone, leader: Clone) -> None:
    """As a pull request's workflow names them; the policy is then that commit's."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    base, head = leader.git("rev-parse", "origin/main"), leader.git("rev-parse", "origin/proposals/six-weeks")
    found = data(command, f"{base}...{head}")
    assert (found["base"], found["head"]) == ({"name": base[:10], "commit": base}, {"name": head[:10], "commit": head})
    assert found["open_proposals"] == 0
    assert f"By the policy of {base[:10]} for behavioural changes." in command("review", f"{base}...{head}").out


def test_a_name_that_is_none_offers_the_nearest(command: Command, rep: Clone, leader: Clone) -> None:
    """Among the proposals that are here."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    result = command("review", "six-week")
    assert (result.code, result.err) == (2, "processengine: There is no branch, revision or proposal `six-week` here. Did you mean `six-weeks`?\n")


def test_a_branch_with_nothing_new_is_nothing_to_review(command: Command, leader: Clone) -> None:
    """One line says so, and how a proposal is made."""
    result = command("review")
    assert result.code == 2
    assert "main has nothing that origin/main doesn't have" in result.err
    assert leader.status() == []


def test_without_a_proposal_file_the_commit_says_why(command: Command, rep: Clone, leader: Clone) -> None:
    """Its subject is the title, its text the reason; the report says where they are from."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    out = command("review", "six-weeks").out
    assert out.startswith("Six weeks\n")
    assert "Why (from the messages of its commits; there is no proposal file)\n  Because of what buyers say.\n" in out


def test_a_pull_request_says_why_itself(command: Command, rep: Clone, leader: Clone) -> None:
    """Title and text are given as they are."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    Path("body.md").write_text("They meet every six weeks.\n\nSo do others.\n", encoding="utf-8")
    found = data(command, "six-weeks", "--title", "Give the board time", "--body-file", "body.md")
    assert (found["title"], found["why"], found["stated_in"]) == ("Give the board time", "They meet every six weeks.\n\nSo do others.", "request")
    assert command("review", "six-weeks", "--body-file", "-", stdin="From the standard input").out.count("From the standard input") == 1
