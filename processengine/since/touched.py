"""Which elements a change touches."""

from collections.abc import Iterable

from processengine.change import Change
from processengine.syntax.document import KINDS, Document
from processengine.syntax.nodes import Mapping, Node, Sequence


def is_touched(path: str, atoms: Iterable[Change]) -> bool:
    """Tell whether some change touches the element at a path: itself, what it stands in, or something in it.

    The document as a whole, which its first key stands for, is touched by changes of its own fields alone. A new id is no
    change of what bears it.
    """
    told = (one for one in atoms if not one.kind.endswith("-renamed"))
    if path in ("", *KINDS):
        return any(one.kind.rpartition("-")[0] in KINDS for one in told)
    return any(_overlap(one.path, path) for one in told)


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def differs(path: str, before: Document, earlier_path: str, now: Document) -> bool:
    """Tell whether what a text says at a path is another thing than before; how it is laid out doesn't count.

    A text that can't be read is another one where its lines are.
    """
    if before.root is None or now.root is None:
        return before.lines != now.lines
    return _said(before, earlier_path) != _said(now, path)


def _said(document: Document, path: str) -> object:
    found = document.at(path)
    return None if found is None else _content(found.value)


def _content(node: Node) -> object:
    """Return what stands in a node as plain texts, however it is laid out or quoted."""
    if isinstance(node, Mapping):
        return {entry.key.value: _content(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [_content(item) for item in node.items]
    return node.value
