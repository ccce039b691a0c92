"""What a proposal is called where its author doesn't say."""

from datetime import date

import pytest

from processengine.diff.changeset import changesets
from processengine.model.base import is_id
from processengine.proposals.naming import id_of, title_of
from tests.git.team import PROCESS
from tests.revisions import revision

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(("title", "name"), [
    ("Give the board six weeks", "give-the-board-six-weeks"),
    ("Größe ändern", "grosse-andern"),
    ("Œuvre à l’été", "oeuvre-a-l-ete"),
    ("Łódź først", "lodz-forst"),
    ("商談を短く", "new-business-2026-11-20"),
    ("???", "new-business-2026-11-20"),
    ("x", "x"),
    ("A title that goes on and on and on for much too long", "a-title-that-goes-on-and-on-and-on-for"),
])
def test_an_id_is_the_title_without_its_accents(title: str, name: str) -> None:
    """Where no letter of it can stand in an id, the process's with the day."""
    assert id_of(title, "new-business", DAY) == name
    assert is_id(name)


def test_an_id_of_a_long_process_is_an_id() -> None:
    """Of at most 40 characters."""
    assert is_id(id_of("?", "a-" * 31 + "a", DAY))
    assert len(id_of("?", "a-" * 31 + "a", DAY)) <= 40


@pytest.mark.parametrize(("old", "new", "title"), [
    ("    max_days: 30\n    next: [won]", "    max_days: 45\n    next: [won]", "Board decides: 45 days"),
    ("    max_days: 30\n    next: [won]", "    next: [won]", "Board decides: no limit"),
    ("    next: [won]", "    plays: {ask: {do: Ask them}}\n    next: [won]", "Board decides: new play “Ask”"),
    ("    next: [won]", "    next: [won, team-assembled]", "Board decides: new way to “Team assembled”"),
    ("    buyer: The board decides without us in the room", "    buyer: They do", "Board decides: other buyer"),
    ("    next: [won]", "    probability: 40\n    next: [won]", "Board decides: probability 40"),
    ("    next: [won]", "    probability: 40\n    closed_door: true\n    next: [won]", "Board decides: closed door and 1 more"),
    ("process: new-business", "process: new-business\ntitle: Ours", "Other title"),
])
def test_a_title_is_short(old: str, new: str, title: str) -> None:
    """It says where and what, and holds no sentence that is cut off."""
    (changeset,) = changesets([revision(PROCESS)], [revision(PROCESS.replace(old, new))])
    assert title_of(changeset) == title


def test_a_stage_of_a_long_title_gives_no_long_one() -> None:
    """60 characters at most."""
    long = PROCESS.replace("  board-decides:\n", f"  board-decides:\n    title: {'Very long ' * 20}\n")
    (changeset,) = changesets([revision(long)], [revision(long.replace("30", "45"))])
    assert len(title_of(changeset)) <= 60


def test_without_a_changed_process_it_is_the_library() -> None:
    """As where somebody changes the policy."""
    assert title_of(None) == "A change of the library"
