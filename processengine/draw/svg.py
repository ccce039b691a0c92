"""Graphviz's SVG, judged and made presentable.

Only the elements and attributes that a drawing of ours needs pass, so that nothing a user wrote can become a script,
a link or a file to read, whatever a renderer makes of it. Titles are set larger, the small print smaller; both only
where the room for it was reserved.
"""

import re
from xml.etree import ElementTree as ET

from processengine.draw.size import LEADING
from processengine.draw.style import FONT, SMALL_SIZE, TITLE_SIZE

UNSEEN = "unseen"
"""The class of what is laid out and not drawn."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_FONTS = f"{FONT}, 'DejaVu Sans', 'Noto Sans', 'Noto Sans CJK JP', sans-serif"
_NUMBERS = re.compile(r"[-+.,\dA-Za-z \n]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}|none|black|white|transparent")
_WORDS = re.compile(r"[-\w ]*")
_TRANSFORM = re.compile(r"(?:(?:scale|rotate|translate)\([-\d. ]+\) ?)*")
_TITLE_LINES = re.compile(r"\btitle-(\d+)\b")

_ALLOWED: dict[str, dict[str, re.Pattern[str]]] = {
    "svg": {"width": _NUMBERS, "height": _NUMBERS, "viewBox": _NUMBERS},
    "g": {"class": _WORDS, "transform": _TRANSFORM},
    "path": {"d": _NUMBERS},
    "polygon": {"points": _NUMBERS},
    "polyline": {"points": _NUMBERS},
    "ellipse": {"cx": _NUMBERS, "cy": _NUMBERS, "rx": _NUMBERS, "ry": _NUMBERS},
    "text": {"x": _NUMBERS, "y": _NUMBERS, "text-anchor": _WORDS, "font-size": _NUMBERS, "font-weight": _WORDS},
}
_PAINT = {"fill": _COLOUR, "stroke": _COLOUR, "stroke-width": _NUMBERS, "stroke-dasharray": _NUMBERS}
_DROPPED = frozenset({"title"})
_DROPPED_ATTRIBUTES = frozenset({"id", "font-family", "{http://www.w3.org/XML/1998/namespace}space"})
_SIZES = {"node": (SMALL_SIZE, TITLE_SIZE), "graph": (10.0, 17.0)}


class UnexpectedSvg(ValueError):  # noqa: N818 - it says what it means
    """A renderer gave something that no drawing of ours holds."""


def present(svg: str, title: str) -> str:
    """Return a drawing as a self-contained SVG under a title; raise UnexpectedSvg for what is none of ours.

    Parts of the class `unseen` are left out.
    """
    start = svg.find("<svg")
    if start < 0 or "<!" in re.sub(r"<!--.*?-->", "", svg[start:], flags=re.DOTALL):
        raise UnexpectedSvg("the renderer gave no plain SVG")
    try:
        root = ET.fromstring(svg[start:])  # noqa: S314 - there is no DOCTYPE left, so no entity to expand
    except ET.ParseError as error:
        raise UnexpectedSvg(f"the renderer gave broken SVG: {error}") from None
    _judge(root)
    _drop_unseen(root)
    for group in root.iter(f"{_NAMESPACE}g"):
        _set_text(group)
    _raise_headings(root)
    root.set("role", "img")
    heading = ET.Element(f"{_NAMESPACE}title")
    heading.text = title
    root.insert(0, heading)
    root.set("font-family", _FONTS)
    return _written(root)


def _judge(element: ET.Element) -> None:
    """Drop what is of no use, and refuse what is not known."""
    tag = element.tag.removeprefix(_NAMESPACE)
    known = _ALLOWED.get(tag)
    if known is None:
        raise UnexpectedSvg(f"the renderer drew an element `{tag}`")
    for name, value in list(element.attrib.items()):
        pattern = known.get(name) or _PAINT.get(name)
        if name in _DROPPED_ATTRIBUTES:
            del element.attrib[name]
        elif pattern is None or not pattern.fullmatch(value):
            raise UnexpectedSvg(f"the renderer drew `{tag}` with `{name}`")
    for child in list(element):
        if child.tag.removeprefix(_NAMESPACE) in _DROPPED:
            element.remove(child)
        else:
            _judge(child)


def _drop_unseen(root: ET.Element) -> None:
    for parent in list(root.iter(f"{_NAMESPACE}g")):
        for group in parent.findall(f"{_NAMESPACE}g"):
            if UNSEEN in group.get("class", "").split():
                parent.remove(group)


def _set_text(group: ET.Element) -> None:
    lines = group.findall(f"{_NAMESPACE}text")
    found = _TITLE_LINES.search(group.get("class", ""))
    kind = group.get("class", "").split(" ")[0]
    if kind == "edge":
        for line in lines:
            line.attrib.update(_halo("#ffffff"))
    elif kind in _SIZES and found and lines:
        strike = {"text-decoration": "line-through"} if "removed" in group.get("class", "").split() else {}
        _set_lines(lines, int(found.group(1)), _SIZES[kind], strike)


def _raise_headings(root: ET.Element) -> None:
    """Put the headings of groups above the lines that cross them."""
    drawing = root.find(f"{_NAMESPACE}g")
    assert drawing is not None
    for group in drawing.findall(f"{_NAMESPACE}g"):
        ground = group.find(f"{_NAMESPACE}polygon")
        if group.get("class", "").startswith("cluster") and ground is not None:
            for line in group.findall(f"{_NAMESPACE}text"):
                group.remove(line)
                line.attrib.update(_halo(ground.get("fill", "")))
                drawing.append(line)


def _halo(colour: str) -> dict[str, str]:
    return {"paint-order": "stroke", "stroke": colour if colour.startswith("#") else "#ffffff", "stroke-width": "3"}


def _set_lines(lines: list[ET.Element], titles: int, sizes: tuple[float, float], strike: dict[str, str]) -> None:
    """Set the first lines as a title and the rest small, in the middle of where they were."""
    small, large = sizes
    heights = [large if place < titles else small for place in range(len(lines))]
    middle = (float(lines[0].get("y", "0")) + float(lines[-1].get("y", "0"))) / 2 - 3.5
    y = middle - sum(heights) * LEADING / 2
    for line, height in zip(lines, heights, strict=True):
        line.set("y", f"{y + height * LEADING * 0.78:.2f}")
        line.set("font-size", f"{height:g}")
        if height == large:
            line.set("font-weight", "bold")
            line.attrib.update(strike)
        y += height * LEADING


def _written(root: ET.Element) -> str:
    ET.register_namespace("", _NAMESPACE.strip("{}"))
    return ET.tostring(root, encoding="unicode") + "\n"



