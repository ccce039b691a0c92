"""A document: its text, its tree, its kind and id, and how paths lead into it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from processengine.diagnostic import Part
from processengine.span import START, Span
from processengine.syntax.nodes import REFUSED, Entry, Mapping, Node, Raw, Scalar, Sequence, nodes_of, span_of

Kind = Literal["process", "journey", "library", "proposal"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML 1.1, and so for libyaml."""


def lines_of(text: str) -> list[str]:
    """Return a text's lines without their ends, cut where YAML cuts them."""
    return LINE_END.split(text)


@dataclass(frozen=True)
class Document:
    """A text and what was read from it; `raw` is None where nothing could be read.

    `text` has no byte order mark; `bom` tells whether the file began with one.
    """

    text: str
    raw: Raw | None = None
    bom: bool = False

    @cached_property
    def root(self) -> Mapping | None:
        """The tree; None where nothing could be read."""
        node = None if self.raw is None else nodes_of(self.raw)
        return node if isinstance(node, Mapping) else None

    @cached_property
    def kind(self) -> Kind | None:
        """What the first key says that the document is."""
        first = self._first()[0]
        return next((kind for kind in KINDS if kind == first), None)

    @property
    def id(self) -> str:
        """The value of the first key; empty where that is no text."""
        return self._first()[1]

    def _first(self) -> tuple[str, str]:
        if not isinstance(self.raw, list):
            return "", ""
        key, value = self.raw[1], self.raw[2]
        return "" if isinstance(key, list) else key.value, "" if isinstance(value, list) else value.value

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines without their ends, cut where YAML cuts them."""
        return lines_of(self.text)

    @cached_property
    def worked_out(self) -> dict[type, object]:
        """What others have worked out of the document and keep with it, by its type."""
        return {}

    def span(self, path: str, on: Part = "key") -> Span:
        """Return the place of the key or value at `path`, or of the nearest element above it that is there."""
        entry = self._nearest(path)
        if entry is None:
            return START if self.root is None or not self.root.entries else span_of(self.root.entries[0].key)
        return span_of(entry.value if on == "value" else entry.key)

    def at(self, path: str) -> Entry | None:
        """Return the key and value at `path`; None where nothing is there.

        An item of a list is addressed by its value or by the id in its `to`, and then stands for its own key.
        """
        found, rest = self._follow(path)
        return None if rest else found

    def path_at(self, span: Span) -> str:
        """Return the path of the innermost element whose key or value begins where `span` does, or surrounds it."""
        here = (span.line - 1, span.column - 1)
        names: list[str] = []
        node: Node | None = self.root
        if node is not None and here >= (node.end.line, node.end.column):
            return ""
        while node is not None:
            inside = children(node)
            place = bisect_right(inside, here, key=_beginning)
            if place == 0:
                break
            entry = inside[place - 1]
            names.append(entry.key.value)
            node = None if isinstance(entry.value, Scalar) or _begins(entry.key) == here else entry.value
        return join(*names)

    def _nearest(self, path: str) -> Entry | None:
        return self._follow(path)[0]

    def _follow(self, path: str) -> tuple[Entry | None, list[str]]:
        """Return the innermost element on the way to `path`, and the names that lead no further."""
        names = split(path)
        node: Node | None = self.root
        found: Entry | None = None
        while names:
            entry, count = step(node, names[0]), 1
            while entry is None and count < len(names):
                # A bad id may hold dots: it stays in the graph as written, so a path may name it.
                count += 1
                entry = step(node, ".".join(names[:count]))
            if entry is None:
                break
            found, node, names = entry, entry.value, names[count:]
        return found, names


def split(path: str) -> list[str]:
    """Return the names in a path: `stages.won` gives `['stages', 'won']`, the empty path none."""
    return path.split(".") if path else []


def join(*names: str) -> str:
    """Return the path of names, leaving out empty ones."""
    return ".".join(name for name in names if name)


def step(node: Node | None, name: str) -> Entry | None:
    """Return what `name` means inside `node`: a mapping's entry, or a sequence's item by its value, `to` or place."""
    if isinstance(node, Mapping):
        return node.entry(name)
    if isinstance(node, Sequence):
        if node.by_name is None:
            node.by_name = {entry.key.value: entry for entry in reversed(children(node))}
        return node.by_name.get(name)
    if isinstance(node, Scalar) and node.value == name:
        return Entry(node, node)
    return None


def children(node: Node) -> list[Entry]:
    """Return what stands in a node, keyed as paths name it."""
    if isinstance(node, Mapping):
        return node.entries
    if isinstance(node, Sequence):
        return [Entry(item_key(item) or Scalar(str(place), REFUSED, item.start, item.end), item) for place, item in enumerate(node.items)]
    return []


def _beginning(entry: Entry) -> tuple[int, int]:
    return min(_begins(entry.key), _begins(entry.value))


def _begins(node: Node) -> tuple[int, int]:
    return node.start.line, node.start.column


def item_key(item: Node) -> Scalar | None:
    """Return the scalar by which a list's item is known: itself, or the value of its `to`."""
    if isinstance(item, Scalar):
        return item
    if isinstance(item, Mapping):
        target = item.entry("to")
        if target is not None and isinstance(target.value, Scalar):
            return target.value
    return None
