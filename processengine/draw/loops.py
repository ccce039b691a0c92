"""Which ways Graphviz would turn the wrong way round.

To rank boxes Graphviz breaks loops by a depth-first walk (its lib/dotgen/acyclic.c): from each box to the boxes it
leads to, in the order in which boxes stand in the text, and a way to a box on the walk's own path is turned round,
upon which the last way takes its turn. A way up the page that the walk takes before it has met the box it leads to is
ranked as if it led down, and a way down is turned round in its place.
"""

from collections.abc import Iterable, Mapping, Sequence

from processengine.draw.picture import Way

Ends = tuple[str, str]


def misread(boxes: Sequence[str], ways: Iterable[Way], grounds: Mapping[str, str]) -> frozenset[Ends]:
    """Return the ends of the ways that must have no say in the ranking.

    `boxes` stand in the order of the text; `grounds` tells which group a box stands in, as each group is walked on
    its own.
    """
    places = {box: place for place, box in enumerate(boxes)}
    ends = {(way.source, way.target) for way in ways if way.source != way.target}
    within = {(source, target) for source, target in ends if grounds.get(source) == grounds.get(target)}
    found: set[Ends] = set()
    while (one := _Walk(places, within - found).misread()) is not None:
        found.add(one)
    return frozenset(found)


class _Walk:
    """One walk over all boxes; `path` holds those that lead to where it stands."""

    def __init__(self, places: Mapping[str, int], ways: Iterable[Ends]) -> None:
        self.places = places
        self.targets: dict[str, list[str]] = {box: [] for box in places}
        for source, target in sorted(ways, key=lambda ends: places[ends[1]]):
            self.targets[source].append(target)
        self.downward = {box: [one for one in self.targets[box] if places[one] > places[box]] for box in places}
        self.seen: set[str] = set()
        self.path: set[str] = set()

    def misread(self) -> Ends | None:
        """Return the first way that is read the wrong way round, None where all are read rightly."""
        return next((one for box in self.places if (one := self.visit(box))), None)

    def visit(self, box: str) -> Ends | None:
        if box in self.seen:
            return None
        self.seen.add(box)
        self.path.add(box)
        targets, turn = self.targets[box], 0
        while turn < len(targets):
            target = targets[turn]
            if target in self.path:
                targets[turn] = targets[-1]
                targets.pop()
                continue
            wrong = (box, target) if self.closes_a_loop(box, target) else self.visit(target)
            if wrong:
                return wrong
            turn += 1
        self.path.remove(box)
        return None

    def closes_a_loop(self, box: str, target: str) -> bool:
        """Tell whether a way leads up the page, and ways down lead from its target back to where it starts."""
        if self.places[target] > self.places[box]:
            return False
        waiting, met = [target], {target}
        while waiting:
            further = set(self.downward[waiting.pop()]) - met
            if box in further:
                return True
            met |= further
            waiting += further
        return False
