"""Which ways back Graphviz would take for ways on.

To rank boxes Graphviz turns round the ways that close a loop, as it meets them in a depth-first walk in the order of
the text. A way back that this walk meets before it has met the box to which it leads would be ranked as a way on, and
the ways on beside it be turned round.
"""

from collections.abc import Iterable, Mapping, Sequence

from processengine.draw.picture import Course, Way

Ends = tuple[str, str]


def misread(boxes: Sequence[str], ways: Iterable[Way], grounds: Mapping[str, str]) -> frozenset[Ends]:
    """Return the ends of the ways back that must have no say in the ranking.

    `boxes` and `ways` stand in the order of the text; `grounds` tells which group a box stands in, as each group is
    walked on its own.
    """
    walk = _Walk(boxes, [way for way in ways if grounds.get(way.source) == grounds.get(way.target)])
    for box in boxes:
        walk.visit(box)
    return frozenset(walk.misread)


class _Walk:
    """The depth-first walk; `behind` are the boxes on the way to where it stands."""

    def __init__(self, boxes: Sequence[str], ways: Iterable[Way]) -> None:
        self.ways: dict[str, list[Way]] = {box: [] for box in boxes}
        for way in ways:
            self.ways[way.source].append(way)
        self.seen: set[str] = set()
        self.behind: set[str] = set()
        self.misread: set[Ends] = set()

    def visit(self, box: str) -> None:
        if box in self.seen:
            return
        self.seen.add(box)
        self.behind.add(box)
        for way in self.ways[box]:
            if way.course is Course.BACK and way.target not in self.behind:
                self.misread.add((way.source, way.target))
            elif way.target not in self.behind:
                self.visit(way.target)
        self.behind.remove(box)
