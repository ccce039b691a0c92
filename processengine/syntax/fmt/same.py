"""Whether a text that was laid out anew still says what it said."""

from collections import Counter

from processengine.syntax.edit.meaning import Tree, are_equal, tree_of
from processengine.syntax.edit.page import Page
from processengine.syntax.parse import parse
from processengine.syntax.suppression import suppressions

_BOM = "\ufeff"

Covered = tuple[tuple[str, ...], str, bool, tuple[str, ...]]


def read_again(page: Page, text: str, meant: Tree) -> Page | None:
    """Return the page of a new text; None where it doesn't mean what is meant, or a suppression covers other lines."""
    document, problems = parse(_BOM + text if page.document.bom else text)
    if problems or document.root is None or not are_equal(tree_of(document.root), meant):
        return None
    new = Page(document)
    return new if _covered(new) == _covered(page) else None


def _covered(page: Page) -> Counter[Covered]:
    """Return the suppressions, each with what stands on the lines that it covers, in any order."""
    lines = page.document.lines
    return Counter(
        (one.rules, one.reason, one.first_line == one.span.line, _said(lines[one.first_line - 1 : one.last_line]))
        for one in suppressions(page.document)
    )


def _said(lines: list[str]) -> tuple[str, ...]:
    return tuple(sorted(bare for line in lines if (bare := line.strip(" -"))))
