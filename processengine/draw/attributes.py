"""What Graphviz is told of each part of a picture: its label, its outline, its line."""

from collections.abc import Iterable

import graphviz

from processengine.draw.picture import Box, Course, Group, Look, Mark, Picture, Way
from processengine.draw.room import Room, room_of
from processengine.draw.style import (
    BACK_AMONG_DEALS,
    BESIDE,
    BOX_MARKS,
    FONT,
    GROUPS,
    INK,
    LINE,
    NO_TRAFFIC,
    QUIET,
    QUIET_INK,
    SHAPES,
    THICKEST,
    THINNEST,
    WAY_MARKS,
    WAYS,
    Attributes,
)
from processengine.draw.wrap import balanced, cut, wrap

BOXES: Attributes = {"fontname": FONT, "fontsize": "10", "fontcolor": INK, "margin": "0.12,0.06"}
LINES: Attributes = {"fontname": FONT, "fontsize": "9", "fontcolor": INK, "color": LINE, "arrowsize": "0.8"}
JOINT: Attributes = {"shape": "point", "width": "0.03", "color": LINE}
PANEL: Attributes = {"label": "", "style": "rounded", "color": QUIET, "margin": "14", "peripheries": "1"}
START: Attributes = {"label": "", "shape": "circle", "style": "filled", "fillcolor": INK, "width": "0.18"}

_CONDITION_COLUMNS = 24
_LONGEST_CONDITION = 170
_TITLE_COLUMNS = 48
_LONGEST_TITLE = 140
_SUBTITLE_COLUMNS = 90
_LONGEST_SUBTITLE = 260


def label(lines: Iterable[str]) -> str:
    """Return lines of user text as one label of plain text, in the middle."""
    return _plain("\\n".join(map(_escaped, lines)))


def label_beside(lines: Iterable[str]) -> str:
    """Return lines of user text as a label with some room to the line beside it."""
    return label(f" {line} " for line in lines)


def label_left(lines: Iterable[str]) -> str:
    """Return lines of user text as one label of plain text, each line from the left."""
    return _plain("".join(f"{_escaped(line)}\\l" for line in lines))


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', "&quot;")


def _plain(text: str) -> str:
    # Without this the package takes a text in angle brackets for HTML.
    plain: str = graphviz.nohtml(text)
    return plain


def of_picture(picture: Picture) -> Attributes:
    """Return a picture's heading and its general layout."""
    titles = balanced(cut(picture.title, _LONGEST_TITLE), _TITLE_COLUMNS)
    subtitles = [line for text in (picture.subtitle, picture.deals) for line in wrap(cut(text, _LONGEST_SUBTITLE), _SUBTITLE_COLUMNS)]
    return {
        "rankdir": "TB", "fontname": FONT, "fontsize": "10", "fontcolor": INK, "nodesep": "0.35", "ranksep": "0.3",
        "label": label_left([*titles, *subtitles]), "labelloc": "t", "labeljust": "l",
        "pad": "0.2", "bgcolor": "white", "class": f"title-{len(titles)}",
    }


def of_legend(lines: list[str]) -> Attributes:
    """Return what stands below a picture."""
    return {
        "label": label_left(lines), "labelloc": "b", "labeljust": "l", "fontsize": "9", "fontcolor": QUIET_INK,
        "peripheries": "0", "margin": "14", "class": "",
    }


def of_group(group: Group) -> Attributes:
    """Return a phase's heading and ground."""
    colour = GROUPS[group.key]
    return {
        "label": label_left(group.title.split(": ")), "labelloc": "t", "labeljust": "l", "fontsize": "10",
        "fontcolor": QUIET_INK, "style": "filled", "fillcolor": colour, "color": colour, "margin": "14", "peripheries": "1",
    }


def of_box(box: Box, room: Room) -> Attributes:
    """Return a box's text and outline."""
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


def anywhere_room(picture: Picture) -> Room:
    """Return the text of that box, and the room that it takes."""
    return room_of(Box("", "From any stage", Look.STAGE, lines=(picture.anywhere_words, *picture.sheltered_words)))


def of_anywhere(picture: Picture) -> Attributes:
    """Return the box from which the ways go that every stage has; it names those that have not."""
    room = anywhere_room(picture)
    return {
        "label": label([*room.titles, *room.small]), "shape": "box", "style": "rounded,filled", "fillcolor": "#ffffff",
        "color": LINE, "class": "anywhere title-1", "width": f"{room.width:.2f}", "height": f"{room.height:.2f}",
    }


def of_condition(way: Way, width: float, lines: list[str]) -> Attributes:
    """Return the condition of a way from anywhere, a box without an outline; without a condition a line of its width."""
    if lines:
        ink = WAY_MARKS[way.mark].get("fontcolor", INK)
        return {
            "label": label(lines), "shape": "plaintext", "fontsize": "9", "fontcolor": ink, "margin": "0.02,0",
            "width": f"{width:.2f}", "height": "0.2",
        }
    colour = of_line(way).get("color", LINE)
    return {
        "label": "", "shape": "box", "style": "filled", "fillcolor": colour, "color": colour, "penwidth": "0",
        "width": f"{width:.2f}", "height": "0.01",
    }


def of_way(way: Way, *, is_beside: bool) -> Attributes:
    """Return a way's condition and line; `is_beside` tells that another runs between the same boxes, the other way."""
    lines = condition(way)
    text = {"label": label_beside(lines)} if lines else {}
    beside = BESIDE if is_beside and way.course in (Course.BACK, Course.UNMODELLED) else {}
    return {**text, **of_line(way), **beside}


_OTHER_END = {"arrowhead": "arrowtail", "arrowtail": "arrowhead", "headport": "tailport", "tailport": "headport"}


def turned_round(line: Attributes) -> Attributes:
    """Return the line for a way that is written from its end to its start."""
    return {**{_OTHER_END.get(name, name): value for name, value in line.items()}, "dir": "back"}


def of_line(way: Way) -> Attributes:
    """Return a way's line."""
    weight = {} if way.course in (Course.BACK, Course.UNMODELLED) else {"weight": "3"}
    return {**WAYS[way.course], **weight, **_of_traffic(way), **WAY_MARKS[way.mark]}


def _of_traffic(way: Way) -> Attributes:
    if way.traffic is None:
        return {}
    style = BACK_AMONG_DEALS if way.course is Course.BACK else {}
    if way.traffic.share is None:
        return style
    if way.traffic.share == 0:
        return {**style, **NO_TRAFFIC}
    return {**style, "penwidth": f"{THINNEST + (THICKEST - THINNEST) * way.traffic.share:.2g}"}


def condition(way: Way) -> list[str]:
    """Return the lines that tell when a way is taken, the mark of a difference first, and how often; none where there is nothing to say."""
    told = balanced(cut(f"{way.mark} {way.condition}", _LONGEST_CONDITION), _CONDITION_COLUMNS)
    return told if way.traffic is None else [*told, *wrap(way.traffic.words, _CONDITION_COLUMNS)]
