"""The tree of a document: scalars, mappings and sequences that know where they stand."""

from typing import Any, NamedTuple, Protocol, TypeAlias

from yaml import MappingStartEvent

from processengine.span import Span

REFUSED = "*"
"""The style of a scalar that the guard refused: it is there, and nothing more is said of it."""


class Mark(Protocol):
    """Where libyaml was: 0-based line and column, and the index in code points."""

    @property
    def line(self) -> int:
        """The line, from 0."""
    @property
    def column(self) -> int:
        """The column, from 0, in code points."""
    @property
    def index(self) -> int:
        """The code points before it in the text."""


class Scalar:
    """A single value as text. `style` is '' when plain, `REFUSED`, or else the quote or block indicator."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str, style: str, start: Mark, end: Mark) -> None:
        self.value = value
        self.style = style
        self.start = start
        self.end = end


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: "Node"


class Mapping:
    """Keys and values, in the order of the text."""

    __slots__ = ("_by_key", "end", "entries", "flow", "start")

    def __init__(self, entries: list[Entry], start: Mark, end: Mark, *, flow: bool) -> None:
        self.entries = entries
        self.flow = flow
        self.start = start
        self.end = end
        self._by_key: dict[str, Entry] | None = None

    def entry(self, key: str) -> Entry | None:
        """Return the first entry with this key."""
        if self._by_key is None:
            self._by_key = {entry.key.value: entry for entry in reversed(self.entries)}
        return self._by_key.get(key)


class Sequence:
    """Items, in the order of the text."""

    __slots__ = ("by_name", "end", "flow", "items", "start")

    def __init__(self, items: "list[Node]", start: Mark, end: Mark, *, flow: bool) -> None:
        self.items = items
        self.flow = flow
        self.start = start
        self.end = end
        self.by_name: dict[str, Entry] | None = None  # filled when somebody first asks for an item by its name


Node = Scalar | Mapping | Sequence

# What the parser leaves: a leaf, or a start event, what stands inside, and an end event. A file without problems
# is checked from this alone; the tree is built when somebody asks where something stands.
Raw: TypeAlias = Any


def nodes_of(raw: Raw) -> Node:
    """Return the tree for what the parser left; recursion ends at the parser's cap on depth."""
    if not isinstance(raw, list):
        return raw if isinstance(raw, Scalar) else Scalar(raw.value, raw.style or "", raw.start_mark, raw.end_mark)
    first, last = raw[0], raw[-1]
    inside = [nodes_of(part) for part in raw[1:-1]]
    if type(first) is MappingStartEvent:
        pairs = zip(inside[::2], inside[1::2], strict=True)
        return Mapping([Entry(_as_key(key), value) for key, value in pairs], first.start_mark, last.end_mark, flow=bool(first.flow_style))
    return Sequence(inside, first.start_mark, last.end_mark, flow=bool(first.flow_style))


def _as_key(node: Node) -> Scalar:
    """Return a key; a list or map in a key's place is refused elsewhere and stands here without a name."""
    return node if isinstance(node, Scalar) else Scalar("", REFUSED, node.start, node.end)


def span_of(node: Node) -> Span:
    """Return the node's place in the text."""
    return between(node.start, node.end)


def between(start: Mark, end: Mark) -> Span:
    """Return the span from one mark to another."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
