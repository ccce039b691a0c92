"""A picture as DOT, the language of Graphviz.

Whatever a user wrote becomes the text of a label and nothing else: the names are ours, no label is HTML-like, and
backslashes, quotes and ampersands, which Graphviz would read, are doubled or spelt out. The order is the picture's.
"""

from collections import Counter

import graphviz

from processengine.draw import attributes
from processengine.draw.legend import legend
from processengine.draw.picture import Box, Course, Group, Picture, Way
from processengine.draw.room import Room, condition_width, room_of
from processengine.draw.style import Attributes
from processengine.draw.wrap import wrap
from processengine.model.base import is_id

_LEGEND_COLUMNS = 100
_ANYWHERE = "from anywhere"
_START = "start here"


def render(picture: Picture) -> str:
    """Return the DOT text of a picture; equal pictures give equal text."""
    return Drawing(picture).render()


class Drawing:
    """One picture's DOT in the making; what of it is drawn, and how, is left to the methods that end in `_attributes`."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.boxes = {box.key: box for box in picture.boxes}
        self.names = {key: _name(key, place) for place, key in enumerate(self.boxes)}
        self.ends = {(way.source, way.target) for way in picture.ways}
        self.panel = {way.target: way for way in picture.anywhere}
        self.beyond = self._beyond_panel()
        self.places = {key: place for place, key in enumerate(self.boxes)}
        self.rooms = {key: self.room_of(box) for key, box in self.boxes.items()}
        stages = (key for key, box in self.boxes.items() if not box.look.is_outcome and key not in self.panel)
        self.column = max((self.rooms[key].width for key in stages), default=0)
        self.panel_column = max((self.rooms[key].width for key in self.panel), default=0)
        self.condition_column = condition_width(line for way in picture.anywhere for line in self.condition(way))
        self.graph = graphviz.Digraph(
            name=picture.key if is_id(picture.key) else "process",
            graph_attr=self.picture_attributes(), node_attr=attributes.BOXES, edge_attr=attributes.LINES,
        )

    def render(self) -> str:
        """Return the DOT text."""
        with self.graph.subgraph(name="cluster all") as whole:
            whole.attr(**attributes.of_legend(self.legend()))
            self._stages(whole)
            self._from_anywhere(whole)
        in_rows = {way for ways in self.beyond.values() for way in ways}
        for way in self.picture.ways:
            if way not in in_rows:
                self._way(self.graph, way)
        return str(self.graph.source)

    def _beyond_panel(self) -> dict[str, list[Way]]:
        """Return the ways on from the panel's outcomes into processes to which nothing else leads."""
        into = Counter(way.target for way in self.picture.ways)
        found: dict[str, list[Way]] = {}
        for way in self.picture.ways:
            if way.source in self.panel and way.course is Course.OUT and into[way.target] == 1:
                found.setdefault(way.source, []).append(way)
        return found

    def _stages(self, whole: graphviz.Digraph) -> None:
        apart = {*self.panel, *(way.target for ways in self.beyond.values() for way in ways)}
        grouped = {key for group in self.picture.groups for key in group.boxes}
        if self.picture.start:
            whole.node(_START, **attributes.START)
        for group in self.picture.groups:
            self._group(whole, group)
        for key, box in self.boxes.items():
            if key not in grouped and key not in apart:
                self._box(whole, box, 0 if box.look.is_outcome else self.column)
        for key, line in self.starts():
            self.edge(whole, _START, self.names[key], **line, weight="10")

    def _group(self, whole: graphviz.Digraph, group: Group) -> None:
        with whole.subgraph(name=f"cluster {group.key}") as ground:
            ground.attr(**self.group_attributes(group))
            for key in group.boxes:
                if key not in self.panel:
                    self._box(ground, self.boxes[key], self.column)

    def _from_anywhere(self, whole: graphviz.Digraph) -> None:
        """Draw the ways that every stage has once: a spine beside the stages, with a row for each."""
        if not self.panel:
            return
        with whole.subgraph(name="cluster anywhere") as ground:
            ground.attr(**self.panel_attributes())
            ground.node(_ANYWHERE, **self.anywhere_attributes(), group=_ANYWHERE)
            above = _ANYWHERE
            for place, way in enumerate(self.panel.values(), 1):
                joint = f"{_ANYWHERE} {place}"
                spine = self.spine_attributes(place)
                ground.node(joint, **attributes.JOINT, **spine, group=_ANYWHERE)
                self.edge(ground, above, joint, **spine, arrowhead="none", weight="100")
                with ground.subgraph() as row:
                    row.attr(rank="same")
                    self._row(row, joint, way)
                above = joint
        if self.picture.start:
            # Nothing is drawn: it keeps the panel on the right of the stages.
            self.edge(whole, _START, _ANYWHERE, style="invis", weight="0")

    def _row(self, row: graphviz.Digraph, joint: str, way: Way) -> None:
        """Draw one way from anywhere; its condition is a box of its own, which keeps the row in order."""
        when, line = f"{joint} when", self.line_attributes(way)
        row.node(when, **self.condition_attributes(way))
        self.edge(row, joint, when, **line | {"arrowhead": "none"})
        self._box(row, self.boxes[way.target], self.panel_column)
        self.edge(row, when, self.names[way.target], **line)
        for after in self.beyond.get(way.target, []):
            self._box(row, self.boxes[after.target], 0)
            self._way(row, after)

    def _box(self, graph: graphviz.Digraph, box: Box, width: float) -> None:
        room = self.rooms[box.key]
        graph.node(self.names[box.key], **self.box_attributes(box, room._replace(width=max(room.width, width))))

    def _way(self, graph: graphviz.Digraph, way: Way) -> None:
        source, target = self.names[way.source], self.names[way.target]
        is_beside = way.source != way.target and (way.target, way.source) in self.ends
        line = self.way_attributes(way, is_beside=is_beside)
        if way.course is Course.UNMODELLED and way.target in self.panel:
            line |= {"constraint": "false"}  # the panel keeps its rows
        if self.places[way.target] < self.places[way.source]:
            # Written from its end to its start, with the arrow turned round: so no way closes a loop, which Graphviz
            # would break where it likes, and the page keeps the order of the list.
            self.edge(graph, target, source, **attributes.turned_round(line))
        else:
            self.edge(graph, source, target, **line)

    def edge(self, graph: graphviz.Digraph, source: str, target: str, **line: str) -> None:
        """Draw a line between two boxes, given by their names in the DOT text."""
        graph.edge(source, target, **line)

    def starts(self) -> list[tuple[str, Attributes]]:
        """Return the stages that deals start in, and how the line to each looks."""
        return [(self.picture.start, {})] if self.picture.start else []

    def room_of(self, box: Box) -> Room:
        """Return the room that a box gets."""
        return room_of(box)

    def condition(self, way: Way) -> list[str]:
        """Return the lines of a way's condition."""
        return attributes.condition(way)

    def legend(self) -> list[str]:
        """Return the lines below the picture."""
        return wrap(" ".join(legend(self.picture)), _LEGEND_COLUMNS)

    def picture_attributes(self) -> Attributes:
        """Return the heading and the general layout."""
        return attributes.of_picture(self.picture)

    def group_attributes(self, group: Group) -> Attributes:
        """Return how a phase's ground looks."""
        return attributes.of_group(group)

    def panel_attributes(self) -> Attributes:
        """Return how the ground of the ways from anywhere looks."""
        return attributes.PANEL

    def anywhere_attributes(self) -> Attributes:
        """Return how the box looks from which those ways go."""
        return attributes.of_anywhere(self.picture)

    def spine_attributes(self, place: int) -> Attributes:
        """Return what is particular about the spine's stretch to the row at a place, counted from 1."""
        del place
        return {}

    def box_attributes(self, box: Box, room: Room) -> Attributes:
        """Return how a box looks."""
        return attributes.of_box(box, room)

    def condition_attributes(self, way: Way) -> Attributes:
        """Return how the condition of a way from anywhere looks."""
        return attributes.of_condition(way, self.condition_column, self.condition(way))

    def line_attributes(self, way: Way) -> Attributes:
        """Return how the line of a way from anywhere looks."""
        return attributes.of_line(way)

    def way_attributes(self, way: Way, *, is_beside: bool) -> Attributes:
        """Return how any other way looks."""
        return attributes.of_way(way, is_beside=is_beside)


def _name(key: str, place: int) -> str:
    return key if all(is_id(part) for part in key.removeprefix("to ").split("/")) else f"box {place}"
