"""Which ways Graphviz would turn the wrong way round.

To rank boxes Graphviz turns round the ways that close a loop, as it meets them in a depth-first walk in the order of
the text. A way up the page that this walk meets before it has met the box to which it leads is ranked as if it led
down, and one of the ways down is turned round in its place.
"""

from collections.abc import Iterable, Mapping, Sequence

from processengine.draw.picture import Way

Ends = tuple[str, str]


def misread(boxes: Sequence[str], ways: Iterable[Way], grounds: Mapping[str, str]) -> frozenset[Ends]:
    """Return the ends of the ways that must have no say in the ranking.

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
        self.places = {box: place for place, box in enumerate(boxes)}
        self.targets: dict[str, list[str]] = {box: [] for box in boxes}
        for way in ways:
            self.targets[way.source].append(way.target)
        self.seen: set[str] = set()
        self.behind: set[str] = set()
        self.misread: set[Ends] = set()

    def visit(self, box: str) -> None:
        if box in self.seen:
            return
        self.seen.add(box)
        self.behind.add(box)
        for target in self.targets[box]:
            if target in self.behind:
                continue
            if self._closes_a_loop(box, target):
                self.misread.add((box, target))
            else:
                self.visit(target)
        self.behind.remove(box)

    def _closes_a_loop(self, box: str, target: str) -> bool:
        """Tell whether a way leads up and ways down lead from its target back to where it starts."""
        if self.places[target] > self.places[box]:
            return False
        waiting, met = [target], {target}
        while waiting:
            here = waiting.pop()
            further = {one for one in self.targets[here] if self.places[one] > self.places[here]} - met
            if box in further:
                return True
            met |= further
            waiting += further
        return False
