"""A document's data as merging sees it: lists of ids and of transitions are keyed by what names their items."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from processengine.merge.shape import Pattern, Shape, below, order_counts, shape_at
from processengine.syntax.document import Kind
from processengine.syntax.edit import Value
from processengine.syntax.edit.meaning import Strange, name_of


class Missing:
    """Stands for what a side doesn't have."""

    def __bool__(self) -> bool:
        """Nothing is there."""
        return False

    def __repr__(self) -> str:
        """Write it so that no value is written alike."""
        return "MISSING"


MISSING: Final = Missing()

Tree = Any
"""A scalar, a list that is merged as a whole, or a dict; an item of a keyed list that is only its name is `{}`."""

Keys = tuple[str, ...]


class Place(NamedTuple):
    """Where something is: the keys that lead there, and the pattern by which the schema knows it."""

    kind: Kind | None
    keys: Keys = ()
    pattern: Pattern = ()

    @property
    def shape(self) -> Shape:
        """How what is there is merged."""
        return shape_at(self.kind, self.pattern)

    def inside(self, key: str) -> "Place":
        """Return the place of what stands there under a key."""
        return Place(self.kind, (*self.keys, key), below(self.shape, self.pattern, key))

    @property
    def path(self) -> str:
        """The path, as people read it."""
        return ".".join(self.keys)


def tree_of(place: Place, value: Value) -> Tree:
    """Return plain data as a tree.

    A list in which two items have one name, or one has none, is a whole that can't be taken apart.
    """
    shape = place.shape
    if shape.is_list and isinstance(value, list):
        return _keyed(place, value)
    if shape.has_keys and isinstance(value, dict):
        return {key: tree_of(place.inside(key), one) for key, one in value.items()}
    return value


def _keyed(place: Place, items: list[Value]) -> Tree:
    names = [name_of(item) for item in items]
    is_odd = any(isinstance(item, Strange) or (isinstance(item, dict) and place.shape is not Shape.TRANSITIONS) for item in items)
    if None in names or len(set(names)) < len(names) or is_odd:
        return items
    return {
        name: tree_of(place.inside(name), {key: one for key, one in item.items() if key != "to"}) if isinstance(item, dict) else {}
        for name, item in zip(names, items, strict=True) if name is not None
    }


def data_of(place: Place, tree: Tree) -> Value:
    """Return a tree as the plain data that the file writes."""
    shape = place.shape
    if not isinstance(tree, dict) or not shape.has_keys:
        return tree  # type: ignore[no-any-return]
    if shape.is_list:
        return [item_of(place.inside(name), one) for name, one in tree.items()]
    return {key: data_of(place.inside(key), one) for key, one in tree.items()}


def item_of(place: Place, tree: Tree) -> Value:
    """Return an item of a keyed list as the file writes it: its name, or a map with that in `to`."""
    name = place.keys[-1]
    return {"to": name, **{key: data_of(place.inside(key), one) for key, one in tree.items()}} if tree else name


def at(tree: Tree, keys: Keys) -> Tree:
    """Return what stands at some keys, MISSING where nothing does."""
    for key in keys:
        tree = tree.get(key, MISSING) if isinstance(tree, dict) else MISSING
    return tree


def are_equal(one: Tree, other: Tree) -> bool:
    """Tell whether two trees mean the same: maps know no order, texts no last line break, and 1 is not true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(are_equal(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(are_equal, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\n") == other.rstrip("\n")
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def are_written_alike(*trees: Tree) -> bool:
    """Tell whether trees are the same to the last value and in the same order; a quick look, as most of them are."""
    return len({repr(tree) for tree in trees}) == 1


def say_the_same(place: Place, one: Tree, other: Tree) -> bool:
    """Tell whether two trees mean the same, with the order of what is inside where that counts."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return are_equal(one, other)
    if one.keys() != other.keys() or (order_counts(place.kind, place.pattern) and list(one) != list(other)):
        return False
    return all(say_the_same(place.inside(key), value, other[key]) for key, value in one.items())


def names_in(tree: Tree) -> list[str]:
    """Return the keys inside, in their order; none where nothing is inside."""
    return list(tree) if isinstance(tree, dict) else []


def all_keys(*trees: Tree) -> Iterator[str]:
    """Yield every key that some tree has, once."""
    yield from dict.fromkeys(key for tree in trees for key in names_in(tree))


def words_in(tree: Tree) -> Iterator[str]:
    """Yield every key and text in a tree or plain data; of `process/stage` also the two parts."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from words_in(value)
    elif isinstance(tree, list):
        for one in tree:
            yield from words_in(one)
    elif isinstance(tree, str):
        yield from (tree, *tree.split("/"))
