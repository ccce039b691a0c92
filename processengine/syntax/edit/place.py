"""Where a new element goes among its siblings."""

from processengine.model.nearest import did_you_mean
from processengine.syntax.edit import shape
from processengine.syntax.edit.meaning import names_in
from processengine.syntax.edit.operation import EditError, shown
from processengine.syntax.edit.page import Holder, Page
from processengine.syntax.nodes import Mapping


def place_for(page: Page, holder: Holder, names: tuple[str, ...], before: str | None, after: str | None) -> int:
    """Return the place for the element at a path: beside the sibling named, else where the schema has it, else last."""
    if before is not None or after is not None:
        return beside(page, holder, names[:-1], before, after)
    count = len(holder.entries) if isinstance(holder, Mapping) else len(holder.items)
    order = shape.order(page.document.kind, names[:-1]) if isinstance(holder, Mapping) else None
    if not order or names[-1] not in order:
        return count
    rank = order.index(names[-1])
    ranks = [order.index(name) if name in order else -1 for name in names_in(holder)]
    place = max((place + 1 for place, other in enumerate(ranks) if 0 <= other < rank), default=0)
    return max(place, 1) if holder is page.root else place


def beside(page: Page, holder: Holder, names: tuple[str, ...], before: str | None, after: str | None) -> int:
    """Return the place directly before or after a sibling; `names` is the path of what holds them."""
    if (before is None) == (after is None):
        raise EditError("Say one of before and after.")
    sibling = after if before is None else before
    assert sibling is not None
    place = page.place_of(holder, sibling)
    if place is None:
        where = shown(names) if names else "the file"
        raise EditError(f"`{sibling}` isn't in {where}.{did_you_mean(sibling, names_in(holder))}")
    if holder is page.root and place == 0 and before is not None:
        raise EditError(f"Nothing goes before `{sibling}`: the first key tells what the file is.")
    return place + (before is None)
