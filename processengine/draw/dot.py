"""A picture as DOT, the language of Graphviz.

Whatever a user wrote becomes the text of a label and nothing else: the names are ours, no label is HTML-like, and
backslashes, quotes and ampersands, which Graphviz would read, are doubled or spelt out. The order is the picture's.
"""

from collections import Counter
from collections.abc import Iterable

import graphviz

from processengine.draw.legend import legend
from processengine.draw.picture import Box, Course, Group, Look, Mark, Picture, Way
from processengine.draw.room import Room, condition_width, room_of, widest
from processengine.draw.style import (
    BESIDE,
    BOX_MARKS,
    FONT,
    GROUPS,
    INK,
    LINE,
    QUIET,
    QUIET_INK,
    SHAPES,
    WAY_MARKS,
    WAYS,
    Attributes,
)
from processengine.draw.wrap import balanced, wrap
from processengine.model.base import is_id

_CONDITION_COLUMNS = 24
_LEGEND_COLUMNS = 100
_ANYWHERE = "from anywhere"
_START = "start here"


def render(picture: Picture) -> str:
    """Return the DOT text of a picture; equal pictures give equal text."""
    return _Drawing(picture).render()


def label(lines: Iterable[str]) -> str:
    """Return lines of user text as one label of plain text, in the middle."""
    return _label("\\n".join(map(_escaped, lines)))


def label_left(lines: Iterable[str]) -> str:
    """Return lines of user text as one label of plain text, each line from the left."""
    return _label("".join(f"{_escaped(line)}\\l" for line in lines))


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', "&quot;")


def _label(text: str) -> str:
    # Without this the package takes a text in angle brackets for HTML.
    return str(graphviz.nohtml(text)) if not text.startswith("<") else graphviz.nohtml(text)


class _Drawing:
    """One picture's DOT in the making."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.boxes = {box.key: box for box in picture.boxes}
        self.names = {key: _name(key, place) for place, key in enumerate(self.boxes)}
        self.places = {key: place for place, key in enumerate(self.boxes)}
        self.panel = [way for way in picture.anywhere if way.target in self.boxes]
        self.ends = {(way.source, way.target) for way in picture.ways}
        self.beyond = self._beyond_panel()
        panel = {way.target for way in self.panel}
        self.column = widest(box for box in picture.boxes if not box.look.is_outcome and box.key not in panel)
        self.panel_column = widest(self.boxes[key] for key in panel)
        self.graph = graphviz.Digraph(
            name=picture.key if is_id(picture.key) else "process",
            graph_attr=_graph_attributes(picture),
            node_attr={"fontname": FONT, "fontsize": "10", "fontcolor": INK, "margin": "0.12,0.06"},
            edge_attr={"fontname": FONT, "fontsize": "9", "fontcolor": INK, "color": LINE, "arrowsize": "0.8"},
        )

    def render(self) -> str:
        with self.graph.subgraph(name="cluster all") as whole:
            lines = wrap(" ".join(legend(self.picture)), _LEGEND_COLUMNS)
            whole.attr(
                label=label_left(lines), labelloc="b", labeljust="l", fontsize="9", fontcolor=QUIET_INK, peripheries="0", margin="14"
            )
            self._stages(whole)
            self._from_anywhere(whole)
        in_rows = {way for ways in self.beyond.values() for way in ways}
        for way in sorted(self.picture.ways, key=self._turn):
            if way not in in_rows:
                self._way(self.graph, way)
        return str(self.graph.source)

    def _turn(self, way: Way) -> tuple[bool, int, int]:
        """Return when a way has its turn: Graphviz turns round whichever way closes a loop, so those back come last."""
        return (way.course is Course.BACK, self.places[way.source], self.places[way.target])

    def _beyond_panel(self) -> dict[str, list[Way]]:
        """Return the ways on from the panel's outcomes into processes to which nothing else leads."""
        panel = {way.target for way in self.panel}
        into = Counter(way.target for way in self.picture.ways)
        found: dict[str, list[Way]] = {}
        for way in self.picture.ways:
            if way.source in panel and way.course is Course.OUT and into[way.target] == 1:
                found.setdefault(way.source, []).append(way)
        return found

    def _stages(self, whole: graphviz.Digraph) -> None:
        apart = {way.target for way in self.panel} | {way.target for ways in self.beyond.values() for way in ways}
        grouped = {key for group in self.picture.groups for key in group.boxes}
        if self.picture.start:
            whole.node(_START, label="", shape="circle", style="filled", fillcolor=INK, width="0.18")
        for group in self.picture.groups:
            self._group(whole, group)
        for key, box in self.boxes.items():
            if key not in grouped and key not in apart:
                self._box(whole, box, 0 if box.look.is_outcome else self.column)
        if self.picture.start:
            whole.edge(_START, self.names[self.picture.start], weight="10")

    def _group(self, whole: graphviz.Digraph, group: Group) -> None:
        colour = GROUPS[group.key]
        with whole.subgraph(name=f"cluster {group.key}") as ground:
            ground.attr(
                label=label_left(group.title.split(": ")), labelloc="t", labeljust="l", fontsize="10", fontcolor=QUIET_INK,
                style="filled", fillcolor=colour, color=colour, margin="14", peripheries="1",
            )
            for key in group.boxes:
                self._box(ground, self.boxes[key], self.column)

    def _from_anywhere(self, whole: graphviz.Digraph) -> None:
        """Draw the ways that every stage has once: a spine beside the stages, with a row for each."""
        if not self.panel:
            return
        with whole.subgraph(name="cluster anywhere") as ground:
            ground.attr(label="", style="rounded", color=QUIET, margin="14", peripheries="1")
            ground.node(_ANYWHERE, **_anywhere_attributes(self.picture, self.boxes))
            above = _ANYWHERE
            for place, way in enumerate(self.panel, 1):
                joint = f"{_ANYWHERE} {place}"
                ground.node(joint, shape="point", width="0.03", color=LINE, group=_ANYWHERE)
                ground.edge(above, joint, arrowhead="none", weight="100")
                with ground.subgraph() as row:
                    row.attr(rank="same")
                    self._row(row, joint, way)
                above = joint
        if self.picture.start:
            # Nothing is drawn: it keeps the panel on the right of the stages.
            whole.edge(_START, _ANYWHERE, style="invis", weight="0")

    def _row(self, row: graphviz.Digraph, joint: str, way: Way) -> None:
        """Draw one way from anywhere; its condition is a box of its own, which keeps the row in order."""
        lines = _condition(way)
        when = f"{joint} when"
        attributes = _line_attributes(way)
        width = f"{condition_width(line for one in self.panel for line in _condition(one)):.2f}"
        if lines:
            ink = WAY_MARKS[way.mark].get("fontcolor", INK)
            row.node(
                when, label=label(lines), shape="plaintext", fontsize="9", fontcolor=ink, margin="0.02,0", width=width, height="0.2"
            )
        else:
            colour = attributes.get("color", LINE)
            row.node(
                when, label="", shape="box", style="filled", fillcolor=colour, color=colour, width=width, height="0.01", penwidth="0.2"
            )
        row.edge(joint, when, **attributes | {"arrowhead": "none"})
        self._box(row, self.boxes[way.target], self.panel_column)
        row.edge(when, self.names[way.target], **attributes)
        for after in self.beyond.get(way.target, []):
            self._box(row, self.boxes[after.target], 0)
            self._way(row, after)

    def _box(self, graph: graphviz.Digraph, box: Box, width: float) -> None:
        room = room_of(box)
        graph.node(self.names[box.key], **_box_attributes(box, room._replace(width=max(room.width, width))))

    def _way(self, graph: graphviz.Digraph, way: Way) -> None:
        lines = _condition(way)
        attributes = _line_attributes(way)
        if way.course is Course.BACK and (way.target, way.source) in self.ends:
            attributes |= BESIDE
        if lines:
            attributes["label"] = label(f" {line} " for line in lines)
        graph.edge(self.names[way.source], self.names[way.target], **attributes)


def _name(key: str, place: int) -> str:
    return key if all(is_id(part) for part in key.removeprefix("to ").split("/")) else f"box {place}"


def _graph_attributes(picture: Picture) -> Attributes:
    titles = balanced(picture.title, 48)
    return {
        "rankdir": "TB", "fontname": FONT, "fontsize": "10", "fontcolor": INK, "nodesep": "0.35", "ranksep": "0.3",
        "label": label_left([*titles, *wrap(picture.subtitle, 90)]), "labelloc": "t", "labeljust": "l",
        "pad": "0.2", "bgcolor": "white", "class": f"title-{len(titles)}",
    }


def _box_attributes(box: Box, room: Room) -> Attributes:
    shape = SHAPES[box.look]
    attributes = {
        "label": label([*room.titles, *room.small]), "shape": shape.shape, "style": shape.style, "fillcolor": shape.fill,
        "color": shape.line, "penwidth": f"{shape.pen:g}", "peripheries": str(shape.frames),
        "width": f"{room.width:.2f}", "height": f"{room.height:.2f}", "class": f"{box.look} title-{len(room.titles)}",
        **BOX_MARKS[box.mark],
    }
    if box.mark is Mark.REMOVED:
        attributes["style"] = f"{shape.style},dotted"
        attributes["class"] += " removed"
    return attributes


def _anywhere_attributes(picture: Picture, boxes: dict[str, Box]) -> Attributes:
    sheltered = ", ".join(boxes[key].title for key in picture.sheltered)
    lines = (picture.anywhere_words, f"but not from: {sheltered}" if sheltered else "")
    room = room_of(Box("", "From any stage", Look.STAGE, lines=lines))
    return {
        "label": label([*room.titles, *room.small]), "shape": "box", "style": "rounded,filled", "fillcolor": "#ffffff",
        "color": LINE, "class": "anywhere title-1", "width": f"{room.width:.2f}", "height": f"{room.height:.2f}", "group": _ANYWHERE,
    }


def _condition(way: Way) -> list[str]:
    return balanced(f"{way.mark} {way.condition}", _CONDITION_COLUMNS)


def _line_attributes(way: Way) -> Attributes:
    weight = {} if way.course is Course.BACK else {"weight": "3"}
    return {**WAYS[way.course], **weight, **WAY_MARKS[way.mark]}
