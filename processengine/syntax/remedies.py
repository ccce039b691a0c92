"""Fixes for what the reader of the text found by its place alone: keys that stand twice, and texts that were cut."""

import re
from typing import TYPE_CHECKING

from processengine.diagnostic import Edit, Finding, Fix
from processengine.span import Span
from processengine.syntax.document import Document, children, join
from processengine.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, between, span_of

if TYPE_CHECKING:
    from processengine.syntax.edit.page import Holder, Page

# In `{title: Waiting, parked}` the second word was meant as a key.
_MAY_BE_A_KEY = re.compile("[a-z_-]+")


def remedy(document: Document, rule: str, path: str, finding: Finding) -> Fix | None:
    """Return the fix for a finding whose path has just been found; None where a person has to decide."""
    name = finding.values[-1] if finding.values else ""
    span = finding.span
    if span is None or not path.endswith(name):
        return None
    above = path.removesuffix(name).rstrip(".")
    entry = document.at(above) if above else None
    holder = document.root if not above else None if entry is None else entry.value
    if rule == "duplicate-key" and isinstance(holder, Mapping):
        return _of_repeated(document, holder, path, name, span)
    if rule == "ambiguous-scalar" and isinstance(holder, Mapping):
        return _of_comma(document, holder, above, span) or _of_question(document, path, span)
    return _of_question(document, path, span) if rule == "ambiguous-scalar" else None


def _of_repeated(document: Document, holder: Mapping, path: str, name: str, span: Span) -> Fix | None:
    """Take out the second of two entries that are equal; with its comments only where somebody says so."""
    entries = [entry for entry in holder.entries if entry.key.value == name]
    if span not in [span_of(entry.key) for entry in entries] or len(entries) < 2 or not are_alike(entries[0].value, entries[1].value):
        return None
    return Fix("Take the second out", (Edit("remove-second", path),), safe=not has_comments(document, holder, entries[1]))


def are_alike(one: Node, other: Node) -> bool:
    """Tell whether two nodes say the same, however they are written."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return (one.value, not one.style) == (other.value, not other.style)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return [entry.key.value for entry in one.entries] == [entry.key.value for entry in other.entries] and all(
            are_alike(mine.value, yours.value) for mine, yours in zip(one.entries, other.entries, strict=True)
        )
    if isinstance(one, Sequence) and isinstance(other, Sequence) and len(one.items) == len(other.items):
        return all(are_alike(mine, yours) for mine, yours in zip(one.items, other.items, strict=True))
    return False


def has_comments(document: Document, holder: Node, entry: Entry) -> bool:
    """Tell whether comments would go with an element, or be about another one without it; a text with `#` in it counts for one."""
    from processengine.syntax.edit import EditError, block, flow
    from processengine.syntax.edit.page import page_of

    page = page_of(document)
    if isinstance(holder, Scalar):
        return False
    place = next(place for place, one in enumerate(children(holder)) if one.value is entry.value)
    try:
        gone = (flow if holder.flow else block).remove(page, holder, place)
    except EditError:
        return True
    return any("#" in page.text[splice.start : splice.end] for splice in gone) or _stands_below_comment(page, holder, place)


def _stands_below_comment(page: "Page", holder: "Holder", place: int) -> bool:
    """Tell whether nothing but blank lines parts an element from a comment above it."""
    lines, start = page.lines, page.elements(holder)[place].start
    line = lines.number(start)
    if page.text[lines.start(line) : start].strip(" \t"):
        return False
    line -= 1
    while lines.is_blank(line):
        line -= 1
    return lines.comment(line) is not None


def _of_comma(document: Document, holder: Mapping, above: str, span: Span) -> Fix | None:
    """Quote a text that commas ended, with all that stands between it and the next key."""
    entries = holder.entries
    here = next((place for place, entry in enumerate(entries) if span_of(entry.key) == span and _is_cut(entry)), None)
    if here is None:
        return None
    first, last = here, here
    while first > 0 and _is_cut(entries[first]):
        first -= 1
    while last + 1 < len(entries) and _is_cut(entries[last + 1]):
        last += 1
    cut = [entry.key.value for entry in entries[first + 1 : last + 1]]
    text = document.text[entries[first].value.start.index : entries[last].key.end.index]
    if "\n" in text or "\r" in text or any(map(_MAY_BE_A_KEY.fullmatch, cut)) or len({e.key.value for e in entries}) < len(entries):
        return None
    edits = [Edit("remove", join(above, key)) for key in cut]
    return Fix("Quote the whole text", (*edits, Edit("retext", join(above, entries[first].key.value), text)))


def _is_cut(entry: Entry) -> bool:
    return isinstance(entry.value, Scalar) and not entry.value.value and not entry.value.style


def _of_question(document: Document, path: str, span: Span) -> Fix | None:
    entry = document.at(path)
    value = None if entry is None else entry.value
    if not isinstance(value, Scalar) or not value.value.endswith("?") or between(value.start, value.end) != span:
        return None
    is_cut = document.text[value.end.index : value.end.index + 2] == " #"
    return None if is_cut else Fix("Put it in quotes", (Edit("retext", path, value.value),))
