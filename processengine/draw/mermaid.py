"""A picture as a Mermaid flowchart, which code forges draw inside a page.

The names are ours, and of what a user wrote only letters, digits, blanks and a few marks stand as they are: the rest
is spelt out as Mermaid's entities, so that nothing of it can be markup, a directive, a click or a comment.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from processengine.draw.picture import Box, Course, Look, Mark, Picture, Way
from processengine.draw.style import THICKEST, THINNEST

_SHAPES: dict[Look, tuple[str, str]] = {
    Look.STAGE: ("(", ")"),
    Look.CLOSED_DOOR: ("[[", "]]"),
    Look.PARKED: ("[(", ")]"),
    Look.WON: ("(((", ")))"),
    Look.REALISED: ("(((", ")))"),
    Look.INTRODUCED: ("([", "])"),
    Look.LOST: ("[\\", "/]"),
    Look.NO_DECISION: ("{{", "}}"),
    Look.DISQUALIFIED: ("[/", "/]"),
    Look.UNREALISED: ("[/", "\\]"),
    Look.ADMIN: ("[", "]"),
    Look.UNKNOWN_OUTCOME: ("{", "}"),
    Look.ELSEWHERE: (">", "]"),
    Look.MISSING: ("{", "}"),
    Look.UNMODELLED: ("[", "]"),
}
_LINES: dict[Course, str] = {Course.ON: "-->", Course.BACK: "-.->", Course.OUT: "--o", Course.UNMODELLED: "-.->"}
_CLASSES = {
    "door": "stroke-width:3px",
    "good": "fill:#d3efe4,stroke:#00543d,color:#1f2933",
    "unmodelled": "fill:#ffffff,stroke:#8f2d00,stroke-dasharray:6 4,color:#1f2933",
    "other": "fill:#fbdccb,stroke:#8f2d00,color:#1f2933",
    "added": "stroke-width:4px",
    "removed": "stroke-dasharray:3 3,color:#616e7c",
    "changed": "stroke-width:3px,fill:#fff0b8,color:#1f2933",
}
_KEPT = re.compile(r"[^\W_]|(?<=\w)[,.'](?= |$)|(?<=[^\W\d_])['-](?=[^\W\d_])| ")


def render(picture: Picture) -> str:
    """Return the Mermaid text of a picture; equal pictures give equal text."""
    return "\n".join(_Chart(picture).lines()) + "\n"


def escape(text: str) -> str:
    """Return a user's text as Mermaid shows it again: whatever could be read as a sign is an entity."""
    return "".join(
        char if _KEPT.match(text, place) else f"#{ord(char)};" for place, char in enumerate(text)
    )


class _Chart:
    """One picture's chart in the making."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.names = {box.key: f"s{number}" for number, box in zip(count(1), picture.boxes, strict=False)}
        self.classes: dict[str, list[str]] = {}
        self.widths: list[str] = []

    def lines(self) -> Iterator[str]:
        yield "flowchart TB"
        if self.picture.deals:
            yield f'  deals["{_text([self.picture.deals, *self.picture.left_out])}"]'
        grouped = {key for group in self.picture.groups for key in group.boxes}
        boxes = {box.key: box for box in self.picture.boxes}
        for number, group in enumerate(self.picture.groups, 1):
            yield f'  subgraph g{number}["{escape(group.title)}"]'
            for key in group.boxes:
                yield f"    {self.box(boxes[key])}"
            yield "  end"
        for key, box in boxes.items():
            if key not in grouped:
                yield f"  {self.box(box)}"
        if self.picture.start:
            yield f'  begin((" ")) --> {self.names[self.picture.start]}'
            self.widths.append("")
        yield from self.anywhere()
        for way in self.picture.ways:
            yield f"  {self.way(self.names[way.source], way)}"
        for name, style in _CLASSES.items():
            if name in self.classes:
                yield f"  classDef {name} {style}"
                yield f"  class {','.join(self.classes[name])} {name}"
        yield from (f"  linkStyle {place} {style}" for place, style in enumerate(self.widths) if style)

    def anywhere(self) -> Iterator[str]:
        ways = [way for way in self.picture.anywhere if way.target in self.names]
        if ways:
            texts = ["From any stage", self.picture.anywhere_words, *self.picture.sheltered_words]
            yield f'  any["{_text(texts)}"]'
            for way in ways:
                yield f"  {self.way('any', way)}"

    def box(self, box: Box) -> str:
        name = self.names[box.key]
        for kind in _classes(box):
            self.classes.setdefault(kind, []).append(name)
        first, last = _SHAPES[box.look]
        texts = [f"{box.mark} {box.title}".strip(), box.kind, *box.lines, *box.changes]
        return f'{name}{first}"{_text(texts)}"{last}'

    def way(self, source: str, way: Way) -> str:
        self.widths.append(_width(way))
        words = " ".join(filter(None, [way.mark.strip(), way.condition]))
        line = "==>" if way.mark is Mark.ADDED and way.course is Course.ON else _LINES[way.course]
        told = _text([words, way.traffic.words if way.traffic else ""])
        condition = f'|"{told}"|' if told else ""
        return f"{source} {line}{condition} {self.names[way.target]}"


def _text(lines: Iterable[str]) -> str:
    return "<br/>".join(escape(line) for line in lines if line)


def _width(way: Way) -> str:
    """Return how thick the line of a way is, where deals are shown; what only they do is in the colour of its box."""
    if way.traffic is None:
        return ""
    pen = f"stroke-width:{THINNEST + (THICKEST - THINNEST) * (way.traffic.share or 0):.2g}px"
    return f"{pen},stroke:#8f2d00" if way.course is Course.UNMODELLED else pen


def _classes(box: Box) -> Iterator[str]:
    if box.mark in _BY_MARK:
        yield _BY_MARK[box.mark]
    elif box.mark is Mark.NONE:
        if box.look is Look.CLOSED_DOOR:
            yield "door"
        if box.look is Look.UNMODELLED:
            yield "unmodelled"
        if box.look.is_outcome:
            yield "good" if box.look.is_good else "other"


_BY_MARK = {Mark.ADDED: "added", Mark.REMOVED: "removed", Mark.CHANGED: "changed"}
