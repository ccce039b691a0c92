"""Fixes as edit operations: how a rule's way to mend a finding becomes text."""

from collections.abc import Iterable

from processengine.diagnostic import Edit, Fix
from processengine.syntax.document import Document
from processengine.syntax.edit.meaning import value_of
from processengine.syntax.edit.named.referring import rename_element
from processengine.syntax.edit.named.renaming import rename_stage
from processengine.syntax.edit.operation import EditError, Move, Operation, Remove, Rename, Set, Value
from processengine.syntax.edit.page import Page
from processengine.syntax.scalars import Ambiguous, Hole, resolve


def from_fix(fix: Fix, document: Document | None = None) -> list[Operation]:
    """Return the operations that do a fix; `disallow`, which is about a comment, is none.

    With the document, an id that becomes another one does so wherever the document names it. Raise EditError where
    the document doesn't have what the fix is about.
    """
    return from_fixes([fix], document)


def from_fixes(fixes: Iterable[Fix], document: Document | None) -> list[Operation]:
    """Return the operations that do fixes, one after the other, all of them as found in the same document."""
    page = None if document is None or document.root is None else Page(document)
    return [operation for fix in fixes for edit in fix.edits for operation in _operations(edit, page)]


def _operations(edit: Edit, page: Page | None) -> list[Operation]:
    match edit.op:
        case "remove" | "remove-second":
            return [Remove(edit.path, second=edit.op == "remove-second")]
        case "set" | "retext":
            return [Set(edit.path, as_plain(edit.value) if edit.op == "set" else edit.value)]
        case "list":
            return [Set(edit.path, [_value_at(edit.path, page)])]
        case "move":
            return [Move(edit.path, before=edit.value)]
        case "rename":
            return _renaming(edit, page)
    return []


def _renaming(edit: Edit, page: Page | None) -> list[Operation]:
    if page is None:
        return [Rename(edit.path, edit.value)]
    names, document = page.names(edit.path), page.document
    if names[-1] == edit.value:
        return [Rename(names, edit.value)]
    if document.kind == "process" and len(names) == 2 and names[0] == "stages":
        return rename_stage(document, names[1], edit.value).operations
    return rename_element(document, names, edit.value)


def _value_at(path: str, page: Page | None) -> Value:
    entry = None if page is None else page.document.at(path)
    if entry is None:
        raise EditError(f"`{path}` isn't there.")
    return value_of(entry.value)


def as_plain(text: str) -> Value:
    """Return what a text stands for as a plain scalar; as text where readers of YAML differ about it."""
    found = resolve(text)
    return text if isinstance(found, Ambiguous | Hole) else found
