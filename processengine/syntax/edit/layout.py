"""How new block text is laid out: as the neighbours are, else as the file is, else by two blanks."""

from processengine.syntax.edit.block import extent
from processengine.syntax.edit.indent import indent_in
from processengine.syntax.edit.page import Holder, Page
from processengine.syntax.edit.render import Style
from processengine.syntax.nodes import Mapping, Scalar


def style_for_new(page: Page, holder: Holder, place: int) -> Style:
    """Return the style for an element that comes to a place in a block map or list."""
    below = extent(page, holder, place - 1).stop if place else None
    return _style(page, holder, flow=_neighbour_flows(holder, place), below=below)


def style_for_old(page: Page, holder: Holder, place: int, *, flow: bool) -> Style:
    """Return the style for the new value of an element; `flow` says that it was, and may stay, in flow style."""
    element = page.elements(holder)[place]
    is_beside = page.lines.number(element.value.start.index) == page.lines.number(element.start)
    goes_whole = not isinstance(element.value, Scalar) and not element.value.flow and not is_beside
    below = extent(page, holder, place).stop if goes_whole else page.lines.number(element.end) + 1
    return _style(page, holder, flow=flow, below=below)


def _style(page: Page, holder: Holder, *, flow: bool, below: int | None) -> Style:
    here, (step, dash) = indent_in(holder), page.indent
    is_free = below is None or _ends_block_text(page, below, holder.start.column)
    return Style(step if here.step is None else here.step, dash if here.dash is None else here.dash, flow, is_free)


def _ends_block_text(page: Page, line: int, column: int) -> bool:
    """Tell whether what starts at a line would end a block text above it, whose key stands in a column."""
    if line == len(page.lines) and not page.lines.line_end(line - 1):
        return False
    while page.lines.is_blank(line):
        if page.lines.content(line):
            return False
        line += 1
    comment = page.lines.comment(line)
    return comment is None or comment <= column


def _neighbour_flows(holder: Holder, place: int) -> bool:
    values = [entry.value for entry in holder.entries] if isinstance(holder, Mapping) else holder.items
    neighbour = values[place - 1 if place else 0]
    return isinstance(neighbour, Mapping) and neighbour.flow

