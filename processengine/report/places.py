"""Where a change stands in the files: file and line on both sides."""

from typing import NamedTuple

from processengine.change import Change, Changeset
from processengine.span import Span


class Places(NamedTuple):
    """A change's places as `file:line`, the file without its folder; empty where a side doesn't write it."""

    before: str
    after: str


def places(changeset: Changeset, change: Change) -> Places:
    """Return where a change stands on both sides; one without places of its own stands where its first part does."""
    before, after = _spans(changeset, change)
    return Places(_place(changeset.before_file, before), _place(changeset.after_file, after))


def lines(changeset: Changeset, change: Change) -> tuple[int | None, int | None]:
    """Return the lines of a change on both sides, None where a side doesn't write it."""
    before, after = _spans(changeset, change)
    return before and before.line, after and after.line


def _spans(changeset: Changeset, change: Change) -> tuple[Span | None, Span | None]:
    before, after = change.before_span, change.after_span
    if before is None and after is None and change.parts:
        parts = [atom for atom in changeset.atoms if atom.fingerprint in change.parts]
        before = next((part.before_span for part in parts if part.before_span), None)
        after = next((part.after_span for part in parts if part.after_span), None)
    return before, after


def _place(file: str | None, span: Span | None) -> str:
    return f"{_name(file)}:{span.line}" if file and span else ""


def _name(file: str) -> str:
    """Return a file's name without its folder, and without the revision that it was read from."""
    folder, _, name = file.rpartition("/")
    return name if folder else file.rpartition(":")[2] or file
