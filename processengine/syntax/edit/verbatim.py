"""An element's own lines, to be taken over into another text as they are."""

from collections.abc import Sequence

from processengine.syntax.document import Document
from processengine.syntax.edit import block
from processengine.syntax.edit.operation import EditError
from processengine.syntax.edit.page import Page, ending
from processengine.syntax.nodes import Mapping


def lines_of(document: Document, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of an entry of a map in block style, with its comments.

    There are none where it isn't there, stands in brackets, shares a line, or ends with a block text, whose end
    depends on what follows.
    """
    page = Page(document)
    spots = page.spots(names)
    if len(spots) < len(names):
        return ()
    holder, place = spots[-1]
    if holder.flow or not isinstance(holder, Mapping) or ending(page.text, page.elements(holder)[place].value):
        return ()
    try:
        here = block.extent(page, holder, place)
    except EditError:
        return ()
    return () if here.attached else tuple(page.lines.content(line) for line in range(here.first, here.stop))


def fits(lines: Sequence[str], column: int) -> bool:
    """Tell whether lines stand as deep as what they shall stand beside."""
    first = next((line for line in lines if not line.lstrip(" ").startswith("#")), "")
    return len(first) - len(first.lstrip(" ")) == column
