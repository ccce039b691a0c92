"""How new block text is laid out: as the neighbours are, else as the file is, else by two blanks."""

from collections.abc import Iterator

from processengine.syntax.edit.block import extent
from processengine.syntax.edit.page import Holder, Page
from processengine.syntax.edit.render import Style
from processengine.syntax.nodes import Mapping, Node, Scalar, Sequence

_DEFAULT = 2


def style_at(page: Page, holder: Holder, place: int, *, flow: bool | None = None) -> Style:
    """Return the style for an element that comes to, or is rewritten at, a place in a block map or list.

    `flow` says how it was written before; None where it is new and looks to its neighbour.
    """
    if flow is None:
        flow = _neighbour_flows(holder, place)
    step = _step(holder) or next(_steps(page.root, dashes=False), None) or _DEFAULT
    dash = next((found for found in _steps(holder, dashes=True, deep=False)), None)
    if dash is None:
        dash = next(_steps(page.root, dashes=True), _DEFAULT)
    return Style(step, dash, flow, _is_final(page, holder, place))


def _step(holder: Holder) -> int | None:
    return next(_steps(holder, dashes=False, deep=False), None)


def _steps(node: Node, *, dashes: bool, deep: bool = True) -> Iterator[int]:
    """Return how much deeper than their key the block maps, or the dashes, inside a node stand."""
    if isinstance(node, Scalar) or node.flow:
        return
    for value in [entry.value for entry in node.entries] if isinstance(node, Mapping) else node.items:
        wanted = isinstance(value, Sequence if dashes else Mapping) and not value.flow  # type: ignore[union-attr]
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


def _is_final(page: Page, holder: Holder, place: int) -> bool:
    """Tell whether what is written at a place ends a file that has no final line end."""
    count = len(page.elements(holder))
    if page.lines.line_end(len(page.lines) - 1) or place < count - 1:
        return False
    return extent(page, holder, count - 1).stop == len(page.lines)
