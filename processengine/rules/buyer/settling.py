"""Where a process settles the buyer's change work, and which ways a deal can take without it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from processengine.graph import Graph, Walk, Way
from processengine.model.process import Transition, criteria_of
from processengine.rules.buyer.paths import explored, walk_to


class Place(NamedTuple):
    """A stage where a deal stands; `left` is the stage whose criteria it still owes while it is parked, or empty."""

    stage: str
    left: str = ""


class Settling:
    """How one piece of change work is settled.

    `criteria` gives for each stage the criteria that settle it on every way: required ones without `when`. `named`
    tells whether any required criterion settles it at all, be it only in some case.
    """

    def __init__(self, graph: Graph, work: str) -> None:
        self.graph = graph
        self.criteria: dict[str, set[str]] = {}
        self.named = False
        for stage in graph.stages:
            for name, criterion in criteria_of(graph.process, stage).items():
                if criterion.required and work in criterion.settles:
                    self.named = True
                    if not criterion.when:
                        self.criteria.setdefault(stage, set()).add(name)

    def path_without(self, targets: Collection[str]) -> Walk | None:
        """Return a shortest path from the start to a target on which nothing settles the work before; None if there is none."""
        start = self.graph.start
        if start is None:
            return None
        came_from = explored(Place(start), lambda place: () if place.stage in targets else self._onward(place))
        last = next((place for place in came_from if place.stage in targets), None)
        return None if last is None else tuple(place.stage for place in walk_to(came_from, last))

    def _onward(self, place: Place) -> Iterator[Place]:
        """Yield where a deal can go from a place without settling the work.

        Criteria hold for going on. A parked deal still owes those of the stage it left, for any stage beyond that one.
        """
        order = self.graph.order
        for way in self.graph.ways[place.stage]:
            if way.is_external or self._settles(way) or (place.left and order[way.target] > order[place.left]):
                continue
            if not self.graph.stages[way.target].parked:
                yield Place(way.target)
            else:
                left = place.left or (place.stage if place.stage in self.criteria else "")
                yield Place(way.target, left)

    def _settles(self, way: Way) -> bool:
        criteria = self.criteria.get(way.source)
        if criteria is None:
            return False
        needs = _transition(self.graph, way).needs
        return self.graph.goes_on(way) if needs is None else not criteria.isdisjoint(needs)


def _transition(graph: Graph, way: Way) -> Transition:
    stage = graph.stages[way.source]
    listed = graph.process.from_anywhere if stage.from_anywhere is None else stage.from_anywhere
    return next(transition for transition in (*stage.next, *listed) if transition.to == way.target)
