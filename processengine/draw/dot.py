"""A picture as DOT, the language of Graphviz.

Whatever a user wrote becomes the text of a label and nothing else: the names are ours, no label is HTML-like, and
backslashes and ampersands, which Graphviz would read, are doubled or spelt out. The order is the picture's.
"""

from collections import Counter
from collections.abc import Iterable

import graphviz

from processengine.draw.legend import legend
from processengine.draw.picture import Box, Course, Look, Mark, Picture, Way
from processengine.draw.size import LEADING, points
from processengine.draw.style import BOX_MARKS, FONT, GROUPS, INK, QUIET_INK, SHAPES, SMALL_SIZE, TITLE_SIZE, WAY_MARKS, WAYS, Attributes
from processengine.draw.wrap import cut, wrap
from processengine.model.base import is_id

_TITLE_COLUMNS = 24
_SMALL_COLUMNS = 36
_CONDITION_COLUMNS = 24
_LEGEND_COLUMNS = 110
_LONGEST = 170
_POINTS_PER_INCH = 72
_ANYWHERE = "from anywhere"
_START = "start here"


def render(picture: Picture) -> str:
    """Return the DOT text of a picture; equal pictures give equal text."""
    return _Drawing(picture).render()


def label(lines: Iterable[str], end: str = "\\n") -> str:
    """Return lines of user text as one label of plain text; `end` is Graphviz's sign for the end of a line."""
    escaped = [line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', "&quot;") for line in lines]
    return str(graphviz.nohtml(end.join(escaped) + (end if end != "\\n" else "")))


class _Drawing:
    """One picture's DOT in the making."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.boxes = {box.key: box for box in picture.boxes}
        self.names = {key: _name(key, place) for place, key in enumerate(self.boxes)}
        self.panel = [way for way in picture.anywhere if way.target in self.boxes]
        self.beyond = self._beyond_panel()
        self.graph = graphviz.Digraph(
            name=picture.key if is_id(picture.key) else "process",
            graph_attr=_graph_attributes(picture),
            node_attr={"fontname": FONT, "fontsize": "10", "fontcolor": INK, "margin": "0.12,0.06"},
            edge_attr={"fontname": FONT, "fontsize": "9", "fontcolor": INK, "color": "#3e4c59", "arrowsize": "0.8"},
        )

    def render(self) -> str:
        with self.graph.subgraph(name="cluster all") as whole:
            whole.attr(label=label(self._legend(), "\\l"), labelloc="b", labeljust="l", fontsize="9",
                       fontcolor=QUIET_INK, peripheries="0", margin="14")
            self._stages(whole)
            self._from_anywhere(whole)
        in_rows = {way for ways in self.beyond.values() for way in ways}
        for way in self.picture.ways:
            if way not in in_rows:
                self._way(way)
        return str(self.graph.source)

    def _beyond_panel(self) -> dict[str, list[Way]]:
        """Return the ways on from the panel's outcomes into processes to which nothing else leads."""
        panel = {way.target for way in self.panel}
        into = Counter(way.target for way in self.picture.ways)
        found: dict[str, list[Way]] = {}
        for way in self.picture.ways:
            if way.source in panel and way.course is Course.OUT and into[way.target] == 1:
                found.setdefault(way.source, []).append(way)
        return found

    def _legend(self) -> list[str]:
        return wrap("  ".join(legend(self.picture)), _LEGEND_COLUMNS)

    def _stages(self, whole: graphviz.Digraph) -> None:
        grouped = {key for group in self.picture.groups for key in group.boxes}
        apart = {way.target for way in self.panel} | {way.target for ways in self.beyond.values() for way in ways}
        if self.picture.start:
            whole.node(_START, label="", shape="circle", style="filled", fillcolor=INK, width="0.18")
        for group in self.picture.groups:
            with whole.subgraph(name=f"cluster {group.key}") as ground:
                ground.attr(label=label([group.title]), labeljust="l", fontsize="12", fontcolor=QUIET_INK, style="filled",
                            fillcolor=GROUPS[group.key], color=GROUPS[group.key], margin="14", labelloc="t", peripheries="1")
                for key in group.boxes:
                    self._box(ground, self.boxes[key])
        for key, box in self.boxes.items():
            if key not in grouped and key not in apart:
                self._box(whole, box)
        if self.picture.start:
            whole.edge(_START, self.names[self.picture.start], weight="10")

    def _box(self, graph: graphviz.Digraph, box: Box) -> None:
        graph.node(self.names[box.key], **_box_attributes(box))

    def _from_anywhere(self, whole: graphviz.Digraph) -> None:
        """Draw the ways that every stage has once: a spine beside the stages, with a row for each."""
        if not self.panel:
            return
        with whole.subgraph(name="cluster anywhere") as ground:
            ground.attr(label="", style="rounded,dashed", color="#7b8794", margin="14", peripheries="1")
            ground.node(_ANYWHERE, **_panel_attributes(self.picture, self.boxes))
            above = _ANYWHERE
            for place, way in enumerate(self.panel, 1):
                joint = f"{_ANYWHERE} {place}"
                ground.node(joint, shape="point", width="0.03", color="#3e4c59", group=_ANYWHERE)
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
        attributes = _way_attributes(way)
        words = attributes.pop("label", "")
        if words:
            row.node(f"{joint} when", label=words, shape="plaintext", fontsize="9", margin="0.02,0")
            row.edge(joint, f"{joint} when", **attributes | {"arrowhead": "none"})
            joint = f"{joint} when"
        self._box(row, self.boxes[way.target])
        row.edge(joint, self.names[way.target], **attributes)
        for after in self.beyond.get(way.target, []):
            self._box(row, self.boxes[after.target])
            row.edge(self.names[after.source], self.names[after.target], **_way_attributes(after))

    def _way(self, way: Way) -> None:
        self.graph.edge(self.names[way.source], self.names[way.target], **_way_attributes(way))


def _name(key: str, place: int) -> str:
    return key if all(is_id(part) for part in key.removeprefix("to ").split("/")) else f"box {place}"


def _graph_attributes(picture: Picture) -> Attributes:
    heading = [*wrap(picture.title, 48), *wrap(picture.subtitle, 90)]
    return {
        "rankdir": "TB", "fontname": FONT, "fontsize": "10", "fontcolor": INK, "label": label(heading, "\\l"), "labelloc": "t",
        "labeljust": "l", "nodesep": "0.35", "ranksep": "0.3", "pad": "0.2", "bgcolor": "white",
        "class": f"title-{len(wrap(picture.title, 48))}",
    }


def _box_attributes(box: Box) -> Attributes:
    shape = SHAPES[box.look]
    titles = wrap(f"{box.mark} {box.title}".strip(), _TITLE_COLUMNS)
    small = [line for text in (box.kind, *box.lines, *box.changes) for line in wrap(cut(text, _LONGEST), _SMALL_COLUMNS)]
    width, height = _size(titles, small, shape.across, shape.down)
    return {
        "label": label([*titles, *small]), "shape": shape.shape, "style": shape.style, "fillcolor": shape.fill,
        "color": shape.line, "penwidth": f"{shape.pen:g}", "peripheries": str(shape.frames),
        "width": f"{width:.2f}", "height": f"{height:.2f}", "class": f"{box.look} title-{len(titles)}",
        **_marked(box),
    }


def _size(titles: list[str], small: list[str], across: float, down: float) -> tuple[float, float]:
    """Return the room for a box's text in inches, wide and high."""
    width = max(points(line, TITLE_SIZE, is_bold=True) for line in titles)
    width = max([width, *(points(line, SMALL_SIZE) for line in small)])
    height = (len(titles) * TITLE_SIZE + len(small) * SMALL_SIZE) * LEADING
    return (width * across + 18) / _POINTS_PER_INCH, (height * down + 14) / _POINTS_PER_INCH


def _marked(box: Box) -> Attributes:
    marks = dict(BOX_MARKS[box.mark])
    if box.mark is Mark.REMOVED:
        marks["style"] = f"{SHAPES[box.look].style},dotted"
    return marks


def _panel_attributes(picture: Picture, boxes: dict[str, Box]) -> Attributes:
    sheltered = ", ".join(boxes[key].title for key in picture.sheltered)
    small = ["a deal can end here:", *(wrap(f"but not from: {sheltered}", _SMALL_COLUMNS) if sheltered else [])]
    width, height = _size(["From any stage"], small, 1, 1)
    return {
        "label": label(["From any stage", *small]), "shape": "box", "style": "rounded,filled", "fillcolor": "#ffffff",
        "color": "#3e4c59", "class": "anywhere title-1", "group": _ANYWHERE, "width": f"{width:.2f}", "height": f"{height:.2f}",
    }


def _way_attributes(way: Way) -> Attributes:
    words = " ".join(filter(None, [way.mark.strip(), way.condition]))
    text = label([f" {line} " for line in wrap(words, _CONDITION_COLUMNS)])
    weight = {"weight": "3"} if way.course is Course.ON else {}
    return {**({"label": text} if words else {}), **WAYS[way.course], **weight, **WAY_MARKS[way.mark]}


__all__ = ["Look", "label", "render"]
