"""How new block text is laid out: as the neighbours are, else as the file is, else by two blanks."""

from collections.abc import Iterator

from processengine.syntax.edit.block import extent
from processengine.syntax.edit.page import Holder, Page
from processengine.syntax.edit.render import Style
from processengine.syntax.nodes import Mapping, Node, Scalar, Sequence

_DEFAULT = 2


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
    step = next(_steps(holder, dashes=False, deep=False), None) or next(_steps(page.root, dashes=False), _DEFAULT)
    dash = next(_steps(holder, dashes=True, deep=False), None)
    if dash is None:
        dash = next(_steps(page.root, dashes=True), _DEFAULT)
    return Style(step, dash, flow, below is None or _ends_block_text(page, below, holder.start.column))


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


def _steps(node: Node, *, dashes: bool, deep: bool = True) -> Iterator[int]:
    """Return how much deeper than their key the block maps, or the dashes, inside a node stand."""
    if isinstance(node, Scalar) or node.flow:
        return
    for value in [entry.value for entry in node.entries] if isinstance(node, Mapping) else node.items:
        wanted = isinstance(value, Sequence if dashes else Mapping) and not value.flow
        if isinstance(node, Mapping) and wanted:
            yield value.start.column - node.start.column
        if deep:
            yield from _steps(value, dashes=dashes)


def _neighbour_flows(holder: Holder, place: int) -> bool:
    values = [entry.value for entry in holder.entries] if isinstance(holder, Mapping) else holder.items
    if not values:
        return False
    neighbour = values[place - 1 if place else 0]
    return isinstance(neighbour, Mapping) and neighbour.flow

