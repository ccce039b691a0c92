"""Fixes done to a text, all or none."""

from collections.abc import Iterable

from processengine.diagnostic import Fix
from processengine.syntax.document import Document
from processengine.syntax.edit import EditError, apply
from processengine.syntax.edit.allowing import without_allowances
from processengine.syntax.edit.meaning import are_equal, tree_of
from processengine.syntax.edit.named.fixes import from_fixes
from processengine.syntax.parse import parse


def applied(text: str, fixes: Iterable[Fix]) -> str:
    """Return a text with fixes done, all of them as found in this very text; every byte that they are not about stays.

    Raise EditError where one of them can't be placed safely, or two of them can't be done together; nothing is done
    then.
    """
    chosen = list(fixes)
    document = parse(text)[0]
    operations = from_fixes(chosen, document)
    text = _without_comments(text, document, chosen)
    return apply(text, operations) if operations else text


def _without_comments(text: str, document: Document, fixes: Iterable[Fix]) -> str:
    which: dict[int, list[str]] = {}
    for fix in fixes:
        for edit in fix.edits:
            if edit.op == "disallow":
                which.setdefault(int(edit.path), []).append(edit.value)
    if not which:
        return text
    without = without_allowances(document, which)
    root = parse(without)[0].root
    if root is None or document.root is None or not are_equal(tree_of(root), tree_of(document.root)):
        raise EditError("The comment can't be taken out safely; edit it by hand.")
    return without
