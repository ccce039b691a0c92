"""Where a process settles the buyer's change work, and which ways a deal can take without it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from processengine.graph import Graph, Way
from processengine.model.process import Transition, criteria_of
from processengine.rules.names import Names
from processengine.rules.paths import explored, walk_to
from processengine.walk import Walk


class Place(NamedTuple):
    """A stage where a deal stands; `left` is the stage whose criteria it still owes while it is parked, or empty."""

    stage: str
    left: str = ""


class Settling(NamedTuple):
    """How one piece of change work is settled.

    `criteria` gives for each stage the criteria that settle it on every way: required ones without `when`. `is_named`
    tells whether any required criterion settles it at all, be it only in some case.
    """

    graph: Graph
    criteria: dict[str, set[str]]
    is_named: bool

    def path_without(self, targets: Collection[str]) -> Walk | None:
        """Return a shortest path from the start to a target before which nothing settles the work; None if there is none."""
        if self.graph.start is None:
            return None
        start = Place(self.graph.start)
        came_from = explored(start, lambda place: () if place.stage in targets else self._onward(place))
        last = next((place for place in came_from if place.stage in targets), None)
        return None if last is None else tuple(place.stage for place in walk_to(came_from, last))

    def _onward(self, place: Place) -> Iterator[Place]:
        """Yield where a deal can go from a place without settling the work.

        Criteria hold for going on. A parked deal still owes those of the stage it left, for any stage beyond that one.
        """
        name, left = place
        order, stages, settles_here = self.graph.order, self.graph.stages, name in self.criteria
        for way in self.graph.ways[name]:
            target = way.target
            if way.is_external or (settles_here and self._settles(way)) or (left and order[target] > order[left]):
                continue
            yield Place(target, (left or (name if settles_here else "")) if stages[target].parked else "")

    def _settles(self, way: Way) -> bool:
        needs = _transition(self.graph, way).needs
        return self.graph.goes_on(way) if needs is None else not self.criteria[way.source].isdisjoint(needs)


def settlings(graph: Graph, told: Collection[str] = ()) -> dict[str, Settling]:
    """Return how each piece of the process's change work is settled; change work misspelt in one clear way is meant.

    `told` are the stages whose criteria could not all be read: they may settle anything.
    """
    works = graph.process.change_work
    names = Names(works)
    found: dict[str, dict[str, set[str]]] = {work: {} for work in works}
    named: set[str] = set(works) if told else set()
    for stage in graph.stages:
        criteria = criteria_of(graph.process, stage)
        for name, criterion in criteria.items():
            for settled in criterion.settles if criterion.required else ():
                work = settled if settled in works else names.sole(settled)
                if work is not None:
                    named.add(work)
                    if not criterion.when:
                        found[work].setdefault(stage, set()).add(name)
        if stage in told:
            for settling in found.values():
                settling.setdefault(stage, set()).update(criteria)
    return {work: Settling(graph, criteria, work in named) for work, criteria in found.items()}


def _transition(graph: Graph, way: Way) -> Transition:
    stage = graph.stages[way.source]
    listed = graph.process.from_anywhere if stage.from_anywhere is None else stage.from_anywhere
    return next(transition for transition in (*stage.next, *listed) if transition.to == way.target)
