"""What a text means as plain data, and what each edit means for it: the check that no edit does damage.

A tree keeps the order of keys, and keys that stand twice. A scalar is a text, number or boolean; what readers of
YAML read differently, and what was refused, is told apart from text.
"""

from dataclasses import dataclass
from typing import NamedTuple

from processengine.syntax.document import item_key
from processengine.syntax.edit.operation import Value
from processengine.syntax.nodes import Mapping, Node, Scalar
from processengine.syntax.scalars import Ambiguous, Hole, resolve


class Strange(NamedTuple):
    """A scalar that is no text, number or boolean to every reader."""

    text: str
    style: str


@dataclass(slots=True)
class Branch:
    """A map, or a list, whose twigs have no keys."""

    is_map: bool
    twigs: list["Twig"]


@dataclass(slots=True)
class Twig:
    """An entry or item."""

    key: str
    value: "Tree"


Tree = Branch | Strange | str | int | float | bool


def tree_of(node: Node) -> Tree:
    """Return what a node means."""
    if isinstance(node, Scalar):
        return _scalar(node)
    if isinstance(node, Mapping):
        return Branch(is_map=True, twigs=[Twig(key.value, tree_of(value)) for key, value in node.entries])
    return Branch(is_map=False, twigs=[Twig("", tree_of(item)) for item in node.items])


def tree_of_value(value: Value) -> Tree:
    """Return what plain data means."""
    if isinstance(value, dict):
        return Branch(is_map=True, twigs=[Twig(key, tree_of_value(one)) for key, one in value.items()])
    if isinstance(value, list):
        return Branch(is_map=False, twigs=[Twig("", tree_of_value(one)) for one in value])
    return value


def are_equal(one: Tree, other: Tree) -> bool:
    """Tell whether two trees mean the same; `1` and `true` don't."""
    if isinstance(one, Branch) and isinstance(other, Branch):
        return one.is_map == other.is_map and len(one.twigs) == len(other.twigs) and all(
            a.key == b.key and are_equal(a.value, b.value) for a, b in zip(one.twigs, other.twigs, strict=True)
        )
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def value_of(node: Node) -> Value:
    """Return a node as plain data; what two readers read differently comes as the text that stands there."""
    if isinstance(node, Mapping):
        return {key.value: value_of(value) for key, value in node.entries}
    if isinstance(node, Scalar):
        found = _scalar(node)
        return found.text if isinstance(found, Strange) else found  # type: ignore[return-value]
    return [value_of(item) for item in node.items]


def exact_of(node: Node) -> Value:
    """Return a node as plain data; what two readers read differently stays told apart from text, as `Strange`."""
    if isinstance(node, Mapping):
        return {key.value: exact_of(value) for key, value in node.entries}
    if isinstance(node, Scalar):
        return _scalar(node)  # type: ignore[return-value]
    return [exact_of(item) for item in node.items]


def name_of(value: Value) -> str | None:
    """Return the name by which an item of a list would be known: itself, or its `to`."""
    target = value.get("to") if isinstance(value, dict) else value
    return None if target is None or isinstance(target, dict | list) else _written(target)


def names_in(node: Node) -> list[str]:
    """Return the names of what a map or list holds."""
    if isinstance(node, Mapping):
        return [key.value for key, _ in node.entries]
    return [] if isinstance(node, Scalar) else [key.value for item in node.items if (key := item_key(item))]


def _written(scalar: str | float) -> str:
    if isinstance(scalar, bool):
        return "true" if scalar else "false"
    return str(scalar)


def _scalar(node: Scalar) -> Tree:
    if node.style:
        return node.value if node.style != "*" else Strange(node.value, node.style)
    found = resolve(node.value)
    return Strange(node.value, "") if isinstance(found, Ambiguous | Hole) else found


def branch_at(tree: Tree, places: tuple[int, ...]) -> Branch:
    """Return the map or list to which some places lead."""
    for place in places:
        assert isinstance(tree, Branch)
        tree = tree.twigs[place].value
    assert isinstance(tree, Branch)
    return tree
