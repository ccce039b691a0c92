"""A picture as plain text for a terminal: the stages in order, the ways from each, and what every stage shares."""

from collections.abc import Iterator
from dataclasses import replace

from processengine.draw.columns import columns
from processengine.draw.picture import Box, Course, Look, Mark, Picture, Way
from processengine.draw.wrap import wrap

WIDTH = 80
_ARROWS: dict[Course, str] = {Course.ON: "->", Course.BACK: "<-", Course.OUT: "=>", Course.UNMODELLED: "~>"}


def render(picture: Picture, width: int = WIDTH) -> str:
    """Return the outline of a picture, no line wider than `width` columns (40 or more)."""
    return "\n".join(_Outline(picture, width).lines()) + "\n"


class _Outline:
    """One picture's outline in the making."""

    def __init__(self, picture: Picture, width: int) -> None:
        self.picture = picture
        self.boxes = {box.key: box for box in picture.boxes}
        self.ways: dict[str, list[Way]] = {}
        for way in picture.ways:
            self.ways.setdefault(way.source, []).append(way)
        self.width = width
        self.digits = len(str(len(self.boxes)))
        self.number = 0

    def lines(self) -> Iterator[str]:
        yield from wrap(self.picture.title, self.width)
        yield from wrap(self.picture.subtitle, self.width)
        yield from wrap(self.picture.deals, self.width)
        heading = None
        for box in self.picture.boxes:
            if not box.look.is_outcome and box.look not in (Look.ELSEWHERE, Look.MISSING, Look.UNMODELLED):
                here = self.heading_of(box)
                if here != heading:
                    yield from self.heading(here)
                    heading = here
                yield from self.stage(box)
        yield from self.unmodelled()
        yield from self.anywhere()
        yield from self.outcomes()
        yield from self.deals()

    def heading_of(self, box: Box) -> str:
        if not self.picture.groups:
            return ""
        return self.picture.group_of(box.key) or ("Parked" if box.look is Look.PARKED else "Outside the phases")

    def heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from wrap(text.upper(), self.width)

    def stage(self, box: Box) -> Iterator[str]:
        self.number += 1
        number = f"{self.number:>{self.digits}}."
        yield from self.entry(f"{number} ", box, box.title)
        if box.key == self.picture.start and self.number > 1:
            yield f"{self.blank()}{' ' * (len(number) + 1)}Deals start here"
        indent = " " * (len(number) + 1)
        for way in self.ways.get(box.key, []):
            yield from self.way(indent, way)

    def entry(self, lead: str, box: Box, title: str) -> Iterator[str]:
        """Return a box's words: its title behind `lead`, and the small print below it."""
        kind = f" ({box.kind[0].lower()}{box.kind[1:]})" if box.kind else ""
        indent = " " * len(lead)
        yield from self.hung(_sign(box.mark, self.picture) + lead, title + kind)
        for text in (*box.lines, *box.changes):
            yield from self.hung(self.blank() + indent, text)

    def way(self, indent: str, way: Way) -> Iterator[str]:
        target = self.boxes[way.target]
        missing = f" ({target.kind.lower()})" if target.look is Look.MISSING else ""
        traffic = f" [{way.traffic.words}]" if way.traffic else ""
        words = target.title + missing + traffic + (f": {way.condition}" if way.condition else "")
        yield from self.hung(f"{_sign(way.mark, self.picture)}{indent}{_ARROWS[way.course]} ", words)

    def hung(self, lead: str, text: str) -> Iterator[str]:
        """Return a text behind a lead, further lines indented as far."""
        for place, line in enumerate(wrap(text, max(16, self.width - columns(lead))) or [""]):
            yield (lead if place == 0 else " " * columns(lead)) + line

    def anywhere(self) -> Iterator[str]:
        ways = [way for way in self.picture.anywhere if way.target in self.boxes]
        if ways:
            yield from self.heading(f"From any stage {self.picture.anywhere_words}")
            for way in ways:
                yield from self.way("", way)
            for text in self.picture.sheltered_words:
                yield from self.hung(self.blank(), text)

    def outcomes(self) -> Iterator[str]:
        found = [box for box in self.picture.boxes if box.look.is_outcome]
        if found:
            yield from self.heading("Outcomes")
        for box in found:
            yield from self.entry("* ", box, box.title)
            for way in self.ways.get(box.key, []):
                yield from self.way("  ", way)

    def unmodelled(self) -> Iterator[str]:
        found = [box for box in self.picture.boxes if box.look is Look.UNMODELLED]
        if found:
            yield from self.heading("Not in the process")
        for box in found:
            yield from self.entry("? ", replace(box, kind=""), box.title)
            for way in self.ways.get(box.key, []):
                yield from self.way("  ", way)

    def deals(self) -> Iterator[str]:
        """Explain what the deals add to the picture."""
        if self.picture.deals:
            yield ""
            is_seen = any(way.course is Course.UNMODELLED for way in self.picture.ways)
            told = ["[ ] how often deals went that way, and the share of all that left the stage.",
                    "~> deals go there, and the process doesn't say so." if is_seen else "", *self.picture.left_out]
            for text in filter(None, told):
                yield from wrap(text, self.width)

    def blank(self) -> str:
        """Return the room that a mark would take."""
        return _sign(Mark.SAME, self.picture)


def _sign(mark: Mark, picture: Picture) -> str:
    return f"{mark.strip() or ' '} " if picture.is_difference else ""
