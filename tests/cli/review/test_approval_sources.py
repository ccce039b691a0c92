"""Where `review` takes approvals from: the options that say so, and what is refused."""

import json

import pytest

from tests.cli.review.team import BOARD, push
from tests.conftest import Command
from tests.git.team import Clone


@pytest.fixture
def reviews(rep: Clone, leader: Clone) -> str:
    """Return what a forge says of a proposal of Ana's: somebody whom library.yaml doesn't know approved it."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="Boards meet every six weeks.")
    leader.git("fetch", "-q")
    head = rep.git("rev-parse", "HEAD")
    return json.dumps([{"user": {"login": "zoe"}, "state": "APPROVED", "commit_id": head, "submitted_at": "2026-11-20T09:00:00Z"}])


def test_approvals_are_read_from_the_standard_input_too(command: Command, reviews: str) -> None:
    """As `gh api ... | processengine review --approvals -`."""
    result = command("review", "six-weeks", "--approvals", "-", stdin=reviews)
    assert result.code == 0
    assert "library.yaml doesn't know @zoe." in result.out


def test_a_forge_and_a_server_are_not_both_asked(command: Command, reviews: str) -> None:
    """One of them keeps the approvals."""
    result = command("review", "six-weeks", "--approvals", "-", "--server", "hub.git", stdin=reviews)
    assert (result.code, result.out) == (2, "")
    assert "give --approvals or --server, not both" in result.err


@pytest.mark.parametrize(("text", "words"), [
    ('{"message": "Not Found"}', "- is nothing that a forge says of approvals"), ("", "- is empty"), ("[" * 100_000, "- is no JSON"),
])
def test_what_a_forge_does_not_say_is_refused_in_one_line(command: Command, reviews: str, text: str, words: str) -> None:
    """Nothing is reviewed then."""
    assert reviews
    result = command("review", "six-weeks", "--approvals", "-", stdin=text)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert words in result.err


def test_without_either_only_this_clone_is_known(command: Command, reviews: str) -> None:
    """Which is said, and nobody has approved."""
    assert reviews
    result = command("review", "six-weeks")
    assert (result.code, "WAITING" in result.out) == (0, True)
    assert "That binds nobody" in " ".join(result.out.split())
