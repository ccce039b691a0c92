"""Fixes as edit operations: how a rule's way to mend a finding becomes text."""

from processengine.diagnostic import Edit, Fix
from processengine.syntax.document import Document
from processengine.syntax.edit.named.renaming import rename_stage
from processengine.syntax.edit.operation import Operation, Remove, Rename, Set, Value
from processengine.syntax.edit.page import Page
from processengine.syntax.scalars import Ambiguous, Hole, resolve


def from_fix(fix: Fix, document: Document | None = None) -> list[Operation]:
    """Return the operations that do a fix.

    `set` gives the value that its text has as plain YAML, so that `30` is a number; `retext` gives the text itself,
    in quotes where it needs them. With the document, a stage that gets another id gets it everywhere.
    """
    return [operation for edit in fix.edits for operation in _operations(edit, document)]


def _operations(edit: Edit, document: Document | None) -> list[Operation]:
    if edit.op == "remove":
        return [Remove(edit.path)]
    if edit.op == "set":
        return [Set(edit.path, as_plain(edit.value))]
    if edit.op == "retext":
        return [Set(edit.path, edit.value)]
    if document is not None and document.kind == "process":
        names = Page(document).names(edit.path)
        if len(names) == 2 and names[0] == "stages":
            return rename_stage(document, names[1], edit.value).operations
    return [Rename(edit.path, edit.value)]


def as_plain(text: str) -> Value:
    """Return what a text stands for as a plain scalar; as text where readers of YAML differ about it."""
    found = resolve(text)
    return text if isinstance(found, Ambiguous | Hole) else found
