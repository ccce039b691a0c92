"""The page about changes says what the tables say, and its example is so."""

import re

from processengine.diff.catalogue import atoms, compounds
from processengine.diff.changeset import changesets
from processengine.diff.describe import OF_COMPOUNDS
from processengine.diff.impact import ROWS
from tests.conftest import ROOT
from tests.revisions import revision

PAGE = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")


def test_the_page_has_both_tables_as_they_are() -> None:
    """Every kind of compound and of atom, with its impact and its reason."""
    assert compounds() in PAGE
    assert atoms() in PAGE
    assert all(f"| `{kind}` |" in PAGE for kind in OF_COMPOUNDS)
    assert all(f"`{row.element}-{row.action}`" in PAGE for row in ROWS)


def test_the_example_is_told_as_the_page_tells_it() -> None:
    """Sentence for sentence, from the page's own files, and with as many atoms as it says."""
    old, new = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (found,) = changesets([revision(old)], [revision(new)])
    assert [change.message for change in found.changes] == re.findall(r"^> (.*)$", PAGE, re.MULTILINE)
    assert sorted(atom.kind for atom in found.atoms) == ["stage-added", "transition-added", "transition-added", "transition-removed"]
