"""How deep the parts of a file are indented."""

from collections.abc import Iterator
from typing import NamedTuple

from processengine.syntax.nodes import Mapping, Node, Scalar, Sequence

_DEFAULT = 2


class Indent(NamedTuple):
    """How much deeper than their key the keys of a block map, and the dashes of a block list, stand.

    None where there is nothing to see it from.
    """

    step: int | None
    dash: int | None


def indent_in(node: Node) -> Indent:
    """Return how the values right inside a map are indented."""
    return Indent(next(_steps(node, Mapping, deep=False), None), next(_steps(node, Sequence, deep=False), None))


def indent_of_file(root: Node) -> tuple[int, int]:
    """Return the step and the dash that come first in a file; two blanks where it has none."""
    return next(_steps(root, Mapping), _DEFAULT), next(_steps(root, Sequence), _DEFAULT)


def _steps(node: Node, wanted: type[Mapping | Sequence], *, deep: bool = True) -> Iterator[int]:
    if isinstance(node, Scalar) or node.flow:
        return
    for value in [entry.value for entry in node.entries] if isinstance(node, Mapping) else node.items:
        if isinstance(node, Mapping) and isinstance(value, wanted) and not value.flow:
            yield value.start.column - node.start.column
        if deep:
            yield from _steps(value, wanted)
