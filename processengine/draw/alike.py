"""A pair as DOT: laid out once with everything that either side has, then drawn twice at the places found.

Graphviz lays out the frame and gives it back with every place in it. What a side looks like is appended to that text:
its own words, outlines and lines for what it has, and nothing to be seen of the rest. So both drawings agree to the
point, whatever changed.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import graphviz

from processengine.draw import attributes
from processengine.draw.dot import Drawing
from processengine.draw.pair import Pair
from processengine.draw.picture import Box, Group, Mark, Picture, Way
from processengine.draw.room import Room, room_of
from processengine.draw.size import points
from processengine.draw.style import SHAPES, Attributes
from processengine.draw.svg import UNSEEN

_FRAME_INCHES = 8 / 72
_SIZE = 9.0
_NO_CONDITION = "no condition"

Ends = tuple[str, str]


class Sides(NamedTuple):
    """The DOT text to lay out, and what each side's drawing adds to the text that Graphviz makes of it."""

    frame: str
    before: str
    after: str


def render(pair: Pair) -> Sides:
    """Return a pair as DOT; equal pairs give equal text."""
    before, after = (_body(_Side(pair, side).render()) for side in (pair.before, pair.after))
    return Sides(_Frame(pair).render(), before, after)


def placed(laid_out: str, side: str) -> str:
    """Return the DOT text of one side at the places of the frame as Graphviz laid it out (`-Tdot`)."""
    return f"{laid_out.rstrip().removesuffix('}')}{side}"


def _body(dot: str) -> str:
    return dot.partition("{")[2]


class _Frame(Drawing):
    """What is laid out: room for the larger of both sides, and words as long as the longer."""

    def __init__(self, pair: Pair) -> None:
        self.sides = (pair.before, pair.after)
        self.all_boxes = [{box.key: box for box in side.boxes} for side in self.sides]
        self.all_ways = [_ways(side) for side in self.sides]
        self.drawn: Counter[Ends] = Counter()
        super().__init__(pair.frame)

    def starts(self) -> list[tuple[str, Attributes]]:
        return [(key, {}) for key in dict.fromkeys(side.start for side in self.sides if side.start)]

    def edge(self, graph: graphviz.Digraph, source: str, target: str, **line: str) -> None:
        """Draw a line under a name, by which the drawing of a side finds it again."""
        self.drawn[source, target] += 1
        super().edge(graph, source, target, key=f"line {self.drawn[source, target]}", **line)

    def room_of(self, box: Box) -> Room:
        return _largest([_room(side[box.key]) for side in self.all_boxes if box.key in side])

    def condition(self, way: Way) -> list[str]:
        """Return lines as many and as wide as either side's."""
        told = [attributes.condition(side[_ends(way)]) for side in self.all_ways if _ends(way) in side]
        rows = [[lines[row] for lines in told if row < len(lines)] for row in range(max(map(len, told), default=0))]
        return [max(row, key=lambda line: points(line, _SIZE)) for row in rows]

    def legend(self) -> list[str]:
        """Return nothing: what stands beside the pictures explains both."""
        return []

    def picture_attributes(self) -> Attributes:
        return {**attributes.of_picture(self.picture), "label": "", "class": ""}

    def anywhere_attributes(self) -> Attributes:
        return self._anywhere(self.picture)

    def _anywhere(self, picture: Picture) -> Attributes:
        rooms = [attributes.anywhere_room(side) for side in self.sides]
        return {**attributes.of_anywhere(picture), **_size(_largest(rooms)), "fixedsize": "true"}

    def box_attributes(self, box: Box, room: Room) -> Attributes:
        return {**attributes.of_box(box, room_of(box)), **_size(_grown(room, -_frames(box))), "fixedsize": "true"}

    def way_attributes(self, way: Way, *, is_beside: bool) -> Attributes:
        lines = self.condition(way)
        label = {"label": attributes.label_beside(lines)} if lines else {}
        return {**attributes.of_way(way, is_beside=is_beside), **label}


class _Side(_Frame):
    """What is drawn of one side."""

    def __init__(self, pair: Pair, shown: Picture) -> None:
        self.shown = shown
        self.own_boxes = {box.key: box for box in shown.boxes}
        self.own_ways = _ways(shown)
        super().__init__(pair)

    def starts(self) -> list[tuple[str, Attributes]]:
        return [(key, {} if key == self.shown.start else _hidden({})) for key, _ in super().starts()]

    def group_attributes(self, group: Group) -> Attributes:
        drawn = attributes.of_group(group)
        return drawn if any(key in self.own_boxes for key in group.boxes) else _hidden(drawn)

    def panel_attributes(self) -> Attributes:
        return attributes.PANEL if self.shown.anywhere else _hidden(attributes.PANEL)

    def anywhere_attributes(self) -> Attributes:
        drawn = self._anywhere(self.shown)
        return drawn if self.shown.anywhere else _hidden(drawn)

    def spine_attributes(self, place: int) -> Attributes:
        """Draw the spine as far as the last row that this side has."""
        rows = list(self.panel.values())[place - 1 :]
        return {} if any(_ends(way) in self.own_ways for way in rows) else _hidden({})

    def box_attributes(self, box: Box, room: Room) -> Attributes:
        own = self.own_boxes.get(box.key)
        return _hidden({}) if own is None else super().box_attributes(own, room)

    def condition_attributes(self, way: Way) -> Attributes:
        own = self.own_ways.get(_ends(way))
        if own is None:
            return _hidden({})
        lines = attributes.condition(own)
        if own.mark is Mark.CHANGED and not own.condition:
            lines = [f"{own.mark} {_NO_CONDITION}".strip()]
        return attributes.of_condition(own, self.condition_column, lines)

    def line_attributes(self, way: Way) -> Attributes:
        own = self.own_ways.get(_ends(way))
        return _hidden({}) if own is None else attributes.of_line(own)

    def way_attributes(self, way: Way, *, is_beside: bool) -> Attributes:
        own = self.own_ways.get(_ends(way))
        return _hidden({}) if own is None else {"label": "", **attributes.of_way(own, is_beside=is_beside)}


def _ways(picture: Picture) -> dict[Ends, Way]:
    return {_ends(way): way for way in (*picture.ways, *picture.anywhere)}


def _ends(way: Way) -> Ends:
    return way.source, way.target


def _hidden(drawn: Attributes) -> Attributes:
    return {**drawn, "style": "invis", "class": UNSEEN}


def _room(box: Box) -> Room:
    """Return the room that a box takes with all its frames."""
    return _grown(room_of(box), _frames(box))


def _frames(box: Box) -> float:
    """Return what Graphviz adds to the size of a box for its second frame, in inches."""
    return (SHAPES[box.look].frames - 1) * _FRAME_INCHES


def _grown(room: Room, inches: float) -> Room:
    return room._replace(width=room.width + inches, height=room.height + inches)


def _largest(rooms: Sequence[Room]) -> Room:
    return rooms[-1]._replace(width=max(room.width for room in rooms), height=max(room.height for room in rooms))


def _size(room: Room) -> Attributes:
    return {"width": f"{room.width:.4f}", "height": f"{room.height:.4f}"}
