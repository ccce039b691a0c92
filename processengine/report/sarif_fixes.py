"""Fixes as SARIF has them: which characters of a file go, and what comes in their place."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from processengine.diagnostic import Fix
from processengine.report.sarif_message import message
from processengine.report.sarif_places import address, region
from processengine.span import Span

if TYPE_CHECKING:
    from processengine.syntax.document import Document


def fixes(fix: Fix, file: str, document: "Document") -> list[dict[str, Any]]:
    """Return the fix as replacements in the document; nothing where it can't be told exactly, or can't be done.

    New lines can't: which line ends the file has is not known here.
    """
    from processengine.fixes.applied import applied
    from processengine.syntax.edit import EditError

    try:
        mended = applied(document.text, [fix])
    except EditError:
        return []
    found = list(_replacements(document.text.split("\n"), mended.split("\n")))
    if not found or None in found:
        return []
    change = {"artifactLocation": address(file), "replacements": found}
    return [{"description": message(fix.title), "artifactChanges": [change], "properties": {"safe": fix.safe}}]


def _replacements(old: Sequence[str], new: Sequence[str]) -> Iterator[dict[str, Any] | None]:
    """Give what makes the new lines of the old ones; None for what brings lines of its own."""
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and last - first == end - start:
            for place in range(last - first):
                yield _within(first + place + 1, old[first + place], new[start + place])
        elif tag == "delete" and last < len(old):
            yield _replacement(Span(first + 1, 1, last + 1, 1), "")
        elif tag != "equal":
            yield None


def _within(number: int, old: str, new: str) -> dict[str, Any]:
    """Return what changes in a line, without what both have at its beginning and its end."""
    same = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    rest = min(len(old), len(new)) - same
    tail = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return _replacement(Span(number, same + 1, number, len(old) - tail + 1), new[same : len(new) - tail])


def _replacement(span: Span, text: str) -> dict[str, Any]:
    deleted = {"deletedRegion": region(span)}
    return {**deleted, "insertedContent": {"text": text}} if text else deleted
