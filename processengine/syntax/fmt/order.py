"""In which order the entries of a map belong."""

from collections.abc import Sequence
from functools import lru_cache

from processengine.syntax.document import Kind
from processengine.syntax.edit import shape
from processengine.syntax.edit.page import Page
from processengine.syntax.fmt.sorting import Sorting, sorting
from processengine.syntax.nodes import Mapping, Node, Scalar

ANY = "*"
"""Stands in a path for an id, and for the number of an item: the schema has one order for all of them."""


def sortings(page: Page) -> list[Sorting]:
    """Return the block maps that have another order than the schema and can be sorted, outer ones first."""
    found: list[Sorting] = []
    _look(page, page.root, (), (), found)
    return found


def sorted_places(keys: Sequence[str], order: Sequence[str]) -> list[int]:
    """Return the places of keys in their new order; one that the schema doesn't have stays behind the key it follows."""
    ranks = {key: rank for rank, key in enumerate(order)}
    behind = -1
    weights: list[int] = []
    for key in keys:
        behind = ranks.get(key, behind)
        weights.append(behind)
    return sorted(range(len(keys)), key=weights.__getitem__)


def _look(page: Page, node: Node, names: tuple[str, ...], way: tuple[int, ...], found: list[Sorting]) -> None:
    if isinstance(node, Scalar) or node.flow:
        return
    if not isinstance(node, Mapping):
        for place, item in enumerate(node.items):
            _look(page, item, (*names, ANY), (*way, place), found)
        return
    keys = [key.value for key, _ in node.entries]
    order = _order(page.document.kind, names)
    if order is not None and len(set(keys)) == len(keys):
        places = sorted_places(keys, order)
        one = sorting(page, node, way, places) if places != list(range(len(keys))) else None
        if one is not None:
            found.append(one)
    for place, (key, value) in enumerate(node.entries):
        _look(page, value, (*names, ANY if order is None else key.value), (*way, place), found)


@lru_cache(maxsize=1024)
def _order(kind: Kind | None, names: tuple[str, ...]) -> tuple[str, ...] | None:
    order = shape.order(kind, names)
    return None if order is None else tuple(order)
