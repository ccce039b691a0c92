"""Who wrote and touched a proposal, and what they say of it."""

import pytest

from processengine.git.refs import Made
from processengine.model.library import Library
from processengine.model.proposal import Proposal
from processengine.review.reasons import authors, reason

LIBRARY = Library.model_validate({"library": "acme", "people": {
    "ana": {"email": "ana@example.com", "github": "Ana-K", "roles": ("rep",)}, "mia": {"email": "mia@example.com", "name": "Mia M."},
}})
ANA, MIA = ("Ana", "ana@example.com"), ("Mia", "mia@example.com")


def made(author: tuple[str, str], committer: tuple[str, str] | None = None, message: str = "Subject\n\nBody") -> Made:
    """Return a commit."""
    return Made("c" * 40, author, committer or author, message)


def test_whoever_wrote_or_committed_is_an_author_once() -> None:
    """The first author first."""
    assert [one.id for one in authors([made(ANA, MIA), made(ANA)], LIBRARY)] == ["ana", "mia"]


@pytest.mark.parametrize("email", ["ANA@example.com", "ana-k@users.noreply.github.com", "123+Ana-K@users.noreply.github.com"])
def test_a_person_is_known_by_mail_or_by_the_forges_own_address(email: str) -> None:
    """In any case."""
    assert [one.id for one in authors([made(("A.", email))], LIBRARY)] == ["ana"]


@pytest.mark.parametrize("email", ["", "ana-k@users.noreply.github.com.evil.example", "zoe@example.com"])
def test_a_stranger_has_no_id(email: str) -> None:
    """Whatever they call themselves."""
    assert [one.id for one in authors([made(("ana", email))], LIBRARY)] == [""]


def test_a_merge_of_the_base_says_nothing_of_the_change() -> None:
    """Bringing a branch up to date gives it no other reason, and so no other key."""
    merge = Made("d" * 40, ANA, ANA, "Merge branch 'main' into six-weeks", parents=2)
    assert reason(None, "", "", [merge, made(ANA)], LIBRARY) == reason(None, "", "", [made(ANA)], LIBRARY)


def test_whom_the_file_names_as_author_is_one_too() -> None:
    """Beside whoever committed it: neither counts."""
    proposal = Proposal(proposal="x", author="mia")
    assert [one.id for one in reason(proposal, "", "", [made(ANA)], LIBRARY).authors] == ["mia", "ana"]


def test_the_file_wins_over_the_request_and_that_over_the_commits() -> None:
    """Title and why come from one place, which is told."""
    proposal = Proposal(proposal="six-weeks", why="In the file.\n")
    found = [reason(one, title, why, [made(ANA)], LIBRARY) for one, title, why in ((proposal, "T", "W"), (None, "T", "W"), (None, "", ""))]
    assert [(one.title, one.why, one.source) for one in found] == [
        ("Six weeks", "In the file.", "proposal"), ("T", "W", "request"), ("Subject", "Body", "commits")]


def test_of_several_commits_the_first_is_the_title_and_the_others_are_told() -> None:
    """Oldest first."""
    commits = [made(ANA, message="Third"), made(ANA, message="Second"), made(ANA, message="First")]
    found = reason(None, "", "", commits, LIBRARY)
    assert (found.title, found.why) == ("First", "Second\n\nThird")
