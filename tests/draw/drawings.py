"""What a finished SVG holds: outlines and lines of text, and how wide the text really is."""

import json
import shutil
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from processengine import graphviz
from processengine.draw.attributes import label
from processengine.draw.size import points
from tests.draw.layouts import Rectangle

_NAMESPACE = "{http://www.w3.org/2000/svg}"
Point = tuple[float, float]


class Text(NamedTuple):
    """A line of text as it is drawn."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool

    def rectangle(self, width: float) -> Rectangle:
        """Return the room that the line takes when it is `width` points wide; y grows downward."""
        return Rectangle(self.x - width / 2, self.y - self.size * 0.75, self.x + width / 2, self.y + self.size * 0.22)


class Shape(NamedTuple):
    """A box's outline, the inner one of two: the points of a polygon, or an ellipse's middle and radii."""

    corners: tuple[Point, ...]
    ellipse: tuple[float, float, float, float] | None

    def holds(self, point: Point, slack: float = 1.0) -> bool:
        """Tell whether a point lies inside."""
        if self.ellipse is not None:
            x, y, wide, high = self.ellipse
            return ((point[0] - x) / (wide + slack)) ** 2 + ((point[1] - y) / (high + slack)) ** 2 <= 1
        return _is_inside(point, self.corners) or _distance(point, self.corners) <= slack


class Drawn(NamedTuple):
    """A box as it is drawn."""

    classes: list[str]
    shape: Shape
    texts: list[Text]


def boxes_in(svg: str) -> list[Drawn]:
    """Return the boxes of an SVG that hold text."""
    found: list[Drawn] = []
    for group in ET.fromstring(svg).iter(f"{_NAMESPACE}g"):  # noqa: S314 - our own drawing
        classes = group.get("class", "").split()
        texts = [_text(one) for one in group.findall(f"{_NAMESPACE}text")]
        shapes = [one for one in group if one.tag.removeprefix(_NAMESPACE) in ("polygon", "path", "ellipse")]
        if classes[:1] == ["node"] and texts and shapes:
            found.append(Drawn(classes, min(map(_shape, shapes), key=_extent), texts))
    return found


def widths(texts: Iterable[Text]) -> dict[Text, float]:
    """Return how wide lines really are: as `dot` measures them with this machine's fonts, where there is one."""
    lines = sorted(set(texts))
    if shutil.which("dot") is None:
        return {line: points(line.text, line.size, is_bold=line.is_bold) for line in lines}
    nodes = (
        f'{place} [label="{label([line.text])}", fontsize={line.size}, fontname="Verdana{" Bold" if line.is_bold else ""}"]'
        for place, line in enumerate(lines)
    )
    drawn = json.loads(graphviz._by_command(f"digraph {{ node [shape=plaintext, margin=0, width=0, height=0]; {'; '.join(nodes)} }}", "-Tjson"))
    measured = {int(one["name"]): one["_ldraw_"][-1]["width"] for one in drawn["objects"]}
    return {line: measured[place] for place, line in enumerate(lines)}


def _text(element: ET.Element) -> Text:
    return Text(
        element.text or "", float(element.attrib["x"]), float(element.attrib["y"]), float(element.attrib["font-size"]),
        element.get("font-weight") == "bold",
    )


def _shape(element: ET.Element) -> Shape:
    tag = element.tag.removeprefix(_NAMESPACE)
    if tag == "ellipse":
        x, y, wide, high = (float(element.attrib[name]) for name in ("cx", "cy", "rx", "ry"))
        return Shape((), (x, y, wide, high))
    if tag == "polygon":
        return Shape(tuple(_pair(one) for one in element.attrib["points"].split()), None)
    numbers = [_pair(one) for one in element.attrib["d"].replace("M", "").replace("C", " ").split()]
    xs, ys = [x for x, _ in numbers], [y for _, y in numbers]
    return Shape(((min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys))), None)


def _pair(text: str) -> Point:
    x, _, y = text.partition(",")
    return float(x), float(y)


def _extent(shape: Shape) -> float:
    if shape.ellipse is not None:
        return shape.ellipse[2]
    return max(x for x, _ in shape.corners) - min(x for x, _ in shape.corners)


def _is_inside(point: Point, corners: tuple[Point, ...]) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _distance(point: Point, corners: tuple[Point, ...]) -> float:
    return min(_to_side(point, one, other) for one, other in zip(corners, (*corners[1:], corners[0]), strict=True))


def _to_side(point: Point, one: Point, other: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, one, other
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return float(((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5)
