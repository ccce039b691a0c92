"""A real company's renames, stated by hand in `was`: without it they are guessed, and nothing else is."""

import re
from pathlib import Path

import pytest

from processengine.change import Change
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from tests.revisions import revision

HANDBOOK = Path(__file__).parent / "handbook"


def side(name: str, *, keep_was: bool) -> list[Revision]:
    """Return a revision's processes, with or without what they say of their earlier ids."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((HANDBOOK / name).glob("*.yaml")) if path.name != "library.yaml"}
    return [revision(text if keep_was else re.sub(r"\n +was: .*", "", text), file) for file, text in texts.items()]


def renames(old: str, new: str, *, keep_was: bool) -> list[Change]:
    """Return the renames between two revisions."""
    found = changesets(side(old, keep_was=keep_was), side(new, keep_was=keep_was))
    return [change for changeset in found for change in changeset.atoms if change.kind.endswith("-renamed")]


@pytest.mark.parametrize(("old", "new", "count"), [("a", "b", 2), ("b", "c", 0), ("a", "c", 2)])
def test_the_stated_renames_are_guessed_without_was(old: str, new: str, count: int) -> None:
    """From b to c five stages made way for five others, and that is no rename."""
    stated, guessed = renames(old, new, keep_was=True), renames(old, new, keep_was=False)
    assert len(stated) == count
    assert [(change.path, change.before) for change in guessed] == [(change.path, change.before) for change in stated]
    assert all(change.confidence is None for change in stated)
    assert all(change.confidence is not None for change in guessed)
