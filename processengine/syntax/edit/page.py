"""A text with its tree and its lines: where each element really starts and ends.

libyaml's marks run on: a block collection's end to the next token, a block scalar's over the blank lines below.
"""

import re
from collections.abc import Iterator
from collections.abc import Sequence as Items
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from processengine.syntax.document import Document, item_key
from processengine.syntax.edit.indent import indent_of_file
from processengine.syntax.edit.lines import Lines
from processengine.syntax.edit.operation import EditError, Path, names_of, shown
from processengine.syntax.nodes import REFUSED, Mapping, Node, Scalar, Sequence

Holder = Mapping | Sequence

KEEP, STRIP = "+", "-"
_HEADER = re.compile("[|>][-+0-9]*")


@dataclass(frozen=True)
class Element:
    """A map's entry or a list's item; `start` is where its key or dash stands, `end` where its value really ends.

    `key` is the scalar by which it is known, None for an item that has no name.
    """

    key: Scalar | None
    value: Node
    start: int
    end: int


class Spot(NamedTuple):
    """Where an element is: what holds it, and its place there."""

    holder: Holder
    place: int


@dataclass(frozen=True)
class Page:
    """A document with what the edits ask of its text."""

    document: Document

    @property
    def text(self) -> str:
        """The text, without a byte order mark."""
        return self.document.text

    @cached_property
    def lines(self) -> Lines:
        """The text's lines."""
        return Lines(self.text)

    @cached_property
    def indent(self) -> tuple[int, int]:
        """How deep maps, and the dashes of lists, usually stand below their key."""
        return indent_of_file(self.root)

    @cached_property
    def root(self) -> Mapping:
        """The tree."""
        root = self.document.root
        if root is None:
            raise EditError("The text can't be read; mend it first.")
        return root

    @cached_property
    def _places(self) -> dict[int, dict[str, int]]:
        return {}

    def place_of(self, holder: Holder, name: str) -> int | None:
        """Return the place of the first element with a name; None where there is none."""
        if id(holder) not in self._places:
            self._places[id(holder)] = dict(reversed(list(_named(holder))))
        return self._places[id(holder)].get(name)

    def second_place_of(self, holder: Holder, name: str) -> int | None:
        """Return the place of the second element with a name; None where there are not two."""
        places = [place for found, place in _named(holder) if found == name]
        return places[1] if len(places) > 1 else None

    @cached_property
    def _elements(self) -> dict[int, list[Element]]:
        return {}

    def elements(self, holder: Holder) -> list[Element]:
        """Return what a map or list holds."""
        known = self._elements.get(id(holder))
        if known is None:
            known = self._elements[id(holder)] = list(self._find_elements(holder))
        return known

    def names(self, path: Path) -> tuple[str, ...]:
        """Return the names that a path is made of.

        An id with dots in it, which is a bad one, is known as far as the path leads to something that is there.
        """
        rest = list(names_of(path))
        if isinstance(path, tuple):
            return path
        names: list[str] = []
        while rest:
            counts = (count for count in range(1, len(rest) + 1) if self._leads(names, ".".join(rest[:count])))
            count = next(counts, 0)
            if not count:
                break
            names.append(".".join(rest[:count]))
            rest = rest[count:]
        return (*names, *rest)

    def _leads(self, names: list[str], name: str) -> bool:
        return len(self.spots([*names, name])) > len(names)

    def spots(self, names: Items[str]) -> list[Spot]:
        """Return the way to the element at a path, as far as it is there."""
        spots: list[Spot] = []
        node: Node = self.root
        for name in names:
            place = None if isinstance(node, Scalar) else self.place_of(node, name)
            if place is None or isinstance(node, Scalar):
                break
            spots.append(Spot(node, place))
            node = node.entries[place].value if isinstance(node, Mapping) else node.items[place]
        return spots

    def spot(self, names: tuple[str, ...]) -> Spot:
        """Return where the element at a path is; raise EditError where it isn't."""
        spots = self.spots(names)
        if len(spots) < len(names) or not names:
            raise EditError(f"{shown(names)} isn't there.")
        return spots[-1]

    def element(self, spot: Spot) -> Element:
        """Return the element at a spot."""
        return self.elements(spot.holder)[spot.place]

    def end_of(self, node: Node, column: int) -> int:
        """Return where a node's own text ends; `column` is that of the map or list that holds it."""
        if isinstance(node, Scalar):
            return self._end_of_block_scalar(node, column) if node.style in ("|", ">") else node.end.index
        # A tag or an anchor may stand before the first bracket; `[a: b]` has a map without brackets, which ends further on.
        if node.flow and self.text[node.end.index - 1] in "]}":
            return int(node.end.index)
        last = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
        end = self.end_of(last, node.start.column)
        return max(end, node.entries[-1].key.end.index) if isinstance(node, Mapping) else end

    def _find_elements(self, holder: Holder) -> Items[Element]:
        column = holder.start.column
        if isinstance(holder, Mapping):
            return [
                Element(key, value, key.start.index, max(key.end.index, self.end_of(value, column)))
                for key, value in holder.entries
            ]
        found: list[Element] = []
        before = holder.start.index
        for item in holder.items:
            end = self.end_of(item, column)
            start = item.start.index if holder.flow else self._dash(holder, item, before if found else None)
            found.append(Element(item_key(item), item, start, max(start + (not holder.flow), end)))
            before = found[-1].end
        return found

    def _dash(self, holder: Sequence, item: Node, before: int | None) -> int:
        """Return where the dash of an item stands; `before` is the end of the item above."""
        if before is None:
            return int(holder.start.index)
        column = holder.start.column
        for line in range(self.lines.number(before) + 1, self.lines.number(item.start.index) + 1):
            content = self.lines.content(line)
            if content[column : column + 1] == "-" and not content[:column].strip(" "):
                return self.lines.start(line) + column
        # No text is known that gets here.
        raise EditError(f"The list in line {holder.start.line + 1} can't be edited safely.")  # pragma: no cover

    def _end_of_block_scalar(self, scalar: Scalar, column: int) -> int:
        """Return the end of the last line that is part of the value."""
        first = self.lines.number(scalar.start.index)
        last = self.lines.number(max(scalar.start.index, scalar.end.index - 1))
        if KEEP not in header(self.text, scalar):
            indent = self._indent_of(scalar, first, last, column)
            while last > first and len(self.lines.content(last)) <= indent and self.lines.is_blank(last):
                last -= 1
        return self.lines.end(last)

    def _indent_of(self, scalar: Scalar, first: int, last: int, column: int) -> int:
        digits = [char for char in header(self.text, scalar) if char.isdigit()]
        if digits:
            return column + int(digits[0])
        contents = (self.lines.content(line) for line in range(first + 1, last + 1))
        return next((len(content) - len(content.lstrip(" ")) for content in contents if content.strip(" ")), 0)


def _named(holder: Holder) -> Iterator[tuple[str, int]]:
    """Yield the name of each element with its place; an item without a name is known by its number."""
    if isinstance(holder, Mapping):
        yield from ((key.value, place) for place, (key, _) in enumerate(holder.entries) if key.style != REFUSED)
    else:
        for place, item in enumerate(holder.items):
            key = item_key(item)
            yield (str(place) if key is None else key.value), place


def page_of(document: Document) -> Page:
    """Return a document's page, the same one each time: what it works out of the text is worked out once."""
    known = document.worked_out.get(Page)
    if not isinstance(known, Page):
        known = document.worked_out[Page] = Page(document)
    return known


def header(text: str, scalar: Scalar) -> str:
    """Return the indicators with which a block scalar begins (`|`, `>-`, `|2+`); empty for every other scalar."""
    found = _HEADER.match(text, scalar.start.index) if scalar.style in ("|", ">") else None
    return found.group() if found else ""


def ending(text: str, node: Node) -> str:
    """Return the indicators of the block scalar with which a node's text ends; empty where it ends with none.

    With `+` blank lines below belong to it, and without `-` its last line end does.
    """
    while not isinstance(node, Scalar):
        if node.flow:
            return ""
        node = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
    return header(text, node)
