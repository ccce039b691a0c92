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
    """Keys and values, in the order of the text; what it holds is built when somebody asks for it."""

    __slots__ = ("_entries", "_made", "_places", "_raw", "end", "flow", "start")

    def __init__(self, raw: "list[Raw]") -> None:
        self._raw = raw
        self._entries: list[Entry] | None = None
        self._made: dict[int, Entry] = {}
        self._places: dict[str, int] | None = None
        self.start: Mark = raw[0].start_mark
        self.end: Mark = raw[-1].end_mark
        self.flow = bool(raw[0].flow_style)

    @property
    def entries(self) -> list[Entry]:
        """The keys and values."""
        if self._entries is None:
            self._entries = [self._entry(place) for place in range(1, len(self._raw) - 1, 2)]
        return self._entries

    def entry(self, key: str) -> Entry | None:
        """Return the first entry with this key; no other one is built for that."""
        if self._places is None:
            keys = self._raw[1:-1:2]
            self._places = {_name(keys[count]): 2 * count + 1 for count in range(len(keys) - 1, -1, -1)}
        place = self._places.get(key)
        return None if place is None else self._entry(place)

    def _entry(self, place: int) -> Entry:
        if place not in self._made:
            self._made[place] = Entry(_as_key(nodes_of(self._raw[place])), nodes_of(self._raw[place + 1]))
        return self._made[place]


class Sequence:
    """Items, in the order of the text; they are built when somebody asks for them."""

    __slots__ = ("_items", "_raw", "by_name", "end", "flow", "start")

    def __init__(self, raw: "list[Raw]") -> None:
        self._raw = raw
        self._items: list[Node] | None = None
        self.by_name: dict[str, Entry] | None = None  # filled when somebody first asks for an item by its name
        self.start: Mark = raw[0].start_mark
        self.end: Mark = raw[-1].end_mark
        self.flow = bool(raw[0].flow_style)

    @property
    def items(self) -> "list[Node]":
        """The items."""
        if self._items is None:
            self._items = [nodes_of(item) for item in self._raw[1:-1]]
        return self._items


Node = Scalar | Mapping | Sequence

# What the parser leaves: a leaf, or a start event, what stands inside, and an end event. A file without problems
# is checked from this alone; the tree is built when somebody asks where something stands.
Raw: TypeAlias = Any


def nodes_of(raw: Raw) -> Node:
    """Return the tree for what the parser left; what a map or list holds follows when it is asked for."""
    if not isinstance(raw, list):
        return raw if isinstance(raw, Scalar) else Scalar(raw.value, raw.style or "", raw.start_mark, raw.end_mark)
    return Mapping(raw) if type(raw[0]) is MappingStartEvent else Sequence(raw)


def _name(key: Raw) -> str:
    return "" if isinstance(key, list) else key.value


def _as_key(node: Node) -> Scalar:
    """Return a key; a list or map in a key's place is refused elsewhere and stands here without a name."""
    return node if isinstance(node, Scalar) else Scalar("", REFUSED, node.start, node.end)


def span_of(node: Node) -> Span:
    """Return the node's place in the text."""
    return between(node.start, node.end)


def between(start: Mark, end: Mark) -> Span:
    """Return the span from one mark to another."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
