"""Moving an element among its siblings: it is cut out with its comments, and put in again elsewhere."""

from processengine.syntax.document import KINDS
from processengine.syntax.edit import block, flow
from processengine.syntax.edit.lines import spliced
from processengine.syntax.edit.meaning import Tree, branch_at
from processengine.syntax.edit.operation import EditError, Move, shown
from processengine.syntax.edit.page import Holder, Page, Spot, ending
from processengine.syntax.edit.place import beside
from processengine.syntax.nodes import Mapping, Node, Scalar
from processengine.syntax.parse import parse


def move(page: Page, operation: Move, meant: Tree) -> str:
    """Return the text with an element moved; the tree of the data is changed likewise.

    In a file that doesn't begin with what it is, the key that says so goes first, whatever is asked.
    """
    names = page.names(operation.path)
    holder, place = page.spot(names)
    if holder is page.root and place == 0:
        raise EditError(f"{shown(names)} can't be moved: the first key tells what the file is.")
    leads = holder is page.root and page.document.kind is None and names[-1] in KINDS
    target = 0 if leads else beside(page, holder, names[:-1], operation.before, operation.after)
    target -= target > place
    if target == place:
        return page.text
    twigs = branch_at(meant, tuple(spot.place for spot in page.spots(names)[:-1])).twigs
    twigs.insert(target, twigs.pop(place))
    without = _without(page, holder, place)
    rest = _holder(without, page.spots(names)[:-1])
    if holder.flow:
        return spliced(without.text, flow.insert(without, rest, target, flow.piece(page, holder, place)))
    end = ending(page.text, page.elements(holder)[place].value)
    return spliced(without.text, block.insert(without, rest, target, [block.own_text(page, holder, place)], end))


def _without(page: Page, holder: Holder, place: int) -> Page:
    splices = flow.remove(page, holder, place) if holder.flow else block.remove(page, holder, place)
    return Page(parse(spliced(page.text, splices))[0])


def _holder(page: Page, spots: list[Spot]) -> Holder:
    """Return the map or list at the end of a way; by places, for what moves may be what names it."""
    node: Node = page.root
    for _, place in spots:
        assert not isinstance(node, Scalar)
        node = node.entries[place].value if isinstance(node, Mapping) else node.items[place]
    assert not isinstance(node, Scalar)
    return node
