"""An element's own lines, to be taken over into another text as they are."""

from processengine.syntax.document import Document
from processengine.syntax.edit import block
from processengine.syntax.edit.lines import Splice
from processengine.syntax.edit.operation import EditError, Written
from processengine.syntax.edit.page import KEEP, Holder, Page, ending


def written_of(document: Document, names: tuple[str, ...]) -> Written | None:
    """Return how a document writes an element in block style; None where it isn't there, or not in lines of its own."""
    if document.root is None:
        return None
    page = Page(document)
    spots = page.spots(names)
    if len(spots) < len(names) or not names:
        return None
    holder, place = spots[-1]
    if holder.flow:
        return None
    try:
        here = block.extent(page, holder, place)
    except EditError:
        return None
    if here.attached:
        return None
    element = page.elements(holder)[place]
    is_last_line = here.stop - 1 == page.lines.number(element.end)
    lines = tuple(page.lines.content(line) for line in range(here.first, here.stop))
    return Written(lines, holder.start.column, ending(page.text, element.value) if is_last_line else "")


def lines_at(written: Written, column: int) -> tuple[str, ...] | None:
    """Return lines as they stand at another column; None where one of them doesn't reach so far in."""
    by = column - written.column
    if by >= 0:
        return tuple(" " * by + line if line.strip() else line for line in written.lines)
    if any(line[:-by].strip() for line in written.lines):
        return None
    return tuple(line[-by:] for line in written.lines)


def replace(page: Page, holder: Holder, place: int, written: Written) -> list[Splice] | None:
    """Return the splice that gives an element other lines; None where it shares its first, or the blank lines below would count."""
    here = block.extent(page, holder, place)
    lines = lines_at(written, holder.start.column)
    if here.attached or lines is None or KEEP in written.end:
        return None
    newline = page.lines.newline(here.first)
    return [Splice(page.lines.start(here.first), page.lines.end(here.stop - 1), newline.join(lines))]
