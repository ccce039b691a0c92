"""Fixes as SARIF has them: which characters of a file go, and what comes in their place."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from processengine.diagnostic import Fix
from processengine.report.sarif_message import message
from processengine.report.sarif_places import address, region
from processengine.span import Span

if TYPE_CHECKING:
    from processengine.syntax.document import Document
    from processengine.syntax.edit.lines import Splice


def fixes(wanted: Sequence[Fix], file: str, document: "Document") -> list[list[dict[str, Any]]]:
    """Return each fix as replacements in the document; nothing where it can't be told exactly, or can't be done.

    New lines can't: which line ends the file has is not known here.
    """
    from processengine.fixes.separately import separately

    return [
        [] if splices is None else _fix(fix, file, document.text, splices)
        for fix, splices in zip(wanted, separately(document, wanted), strict=True)
    ]


def _fix(fix: Fix, file: str, text: str, splices: "Sequence[Splice]") -> list[dict[str, Any]]:
    found = [one for window in _windows(text, splices) for one in _replacements(window)]
    if not found or None in found:
        return []
    change = {"artifactLocation": address(file), "replacements": found}
    return [{"description": message(fix.title), "artifactChanges": [change], "properties": {"safe": fix.safe}}]


class _Window(NamedTuple):
    """The whole lines around a change, before and after, and how many stand above them."""

    above: int
    old: list[str]
    new: list[str]


def _windows(text: str, splices: "Sequence[Splice]") -> Iterator[_Window]:
    """Give the lines that splices change, each with the line below: so a line that goes isn't taken for the text's last."""
    from processengine.syntax.edit.lines import spliced

    together: list[list[Splice]] = []
    stop = -1
    for splice in sorted(splices):
        if splice.start <= stop:
            together[-1].append(splice)
        else:
            together.append([splice])
        stop = max(stop, _end_of_line(text, _end_of_line(text, splice.end) + 1))
    for near in together:
        first = text.rfind("\n", 0, near[0].start) + 1
        last = _end_of_line(text, _end_of_line(text, max(one.end for one in near)) + 1)
        moved = [one._replace(start=one.start - first, end=one.end - first) for one in near]
        old = text[first:last]
        yield _Window(text.count("\n", 0, first), old.split("\n"), spliced(old, moved).split("\n"))


def _end_of_line(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def _replacements(window: _Window) -> Iterator[dict[str, Any] | None]:
    """Give what makes the new lines of the old ones; None for what brings lines of its own."""
    above, old, new = window
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and last - first == end - start:
            for place in range(last - first):
                yield _within(above + first + place + 1, old[first + place], new[start + place])
        elif tag == "delete" and last < len(old):
            yield _replacement(Span(above + first + 1, 1, above + last + 1, 1), "")
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
