"""Formatting a text: entries are moved and blank lines set, by turns, until nothing changes any more."""

from typing import NamedTuple

from processengine.collector import collector_paused
from processengine.diagnostic import Problem
from processengine.syntax import schema
from processengine.syntax.document import Document
from processengine.syntax.edit.page import Page
from processengine.syntax.fmt.blanks import with_blanks_set
from processengine.syntax.fmt.moving import with_entries_moved
from processengine.syntax.load import placed
from processengine.syntax.parse import parse

_BOM = "\ufeff"


class Formatted(NamedTuple):
    """A text as `fmt` writes it; one in which the reader refuses something is left as it was, with what that is."""

    text: str
    problems: list[Problem]


def fmt(text: str) -> Formatted:
    """Return a text with its entries in the schema's order and its blank lines set.

    What is left means what the text means, and formatted again it stays as it is. Keys and values that only the
    schema refuses are no hindrance.
    """
    with collector_paused():
        document, problems = parse(text)
        return Formatted(text, problems) if problems else fmt_document(document)


def fmt_document(document: Document) -> Formatted:
    """Return the text of a document, in which the reader has refused nothing, as `fmt` writes it."""
    bom = _BOM if document.bom else ""
    if document.kind is None:
        return Formatted(bom + document.text, [placed(document, schema.not_a_document(document))])
    page = Page(document)
    seen: set[str] = set()
    while page.text not in seen:
        seen.add(page.text)
        page = with_blanks_set(with_entries_moved(page))
    return Formatted(bom + page.text, [])
