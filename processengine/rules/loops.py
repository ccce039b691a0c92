"""Loops that a deal can't leave, or leaves only by giving up.

A parked stage without `next` is no way out: a deal returns from it to the stage that it left.
"""

from collections import deque
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from processengine.graph import Graph, Way
from processengine.rules.reach import out_of_reach
from processengine.rules.subject import Subject, shared
from processengine.rules.unread import EVERY_STAGE, unread_ways
from processengine.walk import Walk


class Loop(NamedTuple):
    """Stages among which a deal can go round: the cycle, closed, from its stage nearest the start.

    `can_give_up` tells whether some outcome from anywhere can be reached from it; nothing else can.
    """

    stages: AbstractSet[str]
    cycle: Walk
    can_give_up: bool


@shared
def closed_loops(subject: Subject) -> list[Loop]:
    """Return the loops that a deal can reach and that nothing leads out of but outcomes from anywhere."""
    return [] if _all_go_on(subject.mended) else list(_closed(subject))


def _closed(subject: Subject) -> Iterator[Loop]:
    graph = subject.mended
    unread, unreachable = unread_ways(subject), out_of_reach(subject)
    if EVERY_STAGE in unread:
        return
    for component in graph.components:
        stages = [name for name in component if not returns(graph, name)]
        if not stages or stages[0] in unreachable or not unread.isdisjoint(component):
            continue
        if not _goes_round(graph, stages) or any(graph.stages[name].outcome is not None for name in stages):
            continue
        inside = frozenset(component)
        gives_up = _gives_up(graph, inside)
        if gives_up is not None:
            yield Loop(frozenset(stages), _cycle(graph, stages, inside), gives_up)


def _all_go_on(graph: Graph) -> bool:
    """Tell whether one look from the last stage to the first shows that every stage leads to an outcome by its own ways.

    It does in nearly every process, and then no loop is closed.
    """
    going = {name for name, stage in graph.stages.items() if stage.outcome is not None}
    for name in reversed(graph.stages):
        stage = graph.stages[name]
        if stage.outcome is None:
            if not going.isdisjoint(graph.own[name]) or any("/" in way.to for way in stage.next):
                going.add(name)
            elif not returns(graph, name):
                return False
    return True


def returns(graph: Graph, stage: str) -> bool:
    """Tell whether a deal returns from a stage to the one that it left."""
    found = graph.stages[stage]
    return found.parked and found.outcome is None and not found.next


def _goes_round(graph: Graph, stages: list[str]) -> bool:
    """Tell whether a deal can go round in a component, be it only to a parked stage and back."""
    first = stages[0]
    return len(stages) > 1 or first in graph.next[first] or any(_back(graph, way) for way in graph.own_ways(first))


def _gives_up(graph: Graph, inside: AbstractSet[str]) -> bool | None:
    """Tell whether outcomes from anywhere lead out of a loop; None where something else does."""
    gives_up = False
    for name in inside:
        if any(way.to not in graph.stages and "/" not in way.to for way in graph.stages[name].next):
            return None
        for way in _ways_out(graph, name, inside):
            if way.own or way.is_external or graph.stages[way.target].outcome is None:
                return None
            gives_up = True
    return gives_up


def _ways_out(graph: Graph, name: str, inside: AbstractSet[str]) -> Iterator[Way]:
    for way in graph.ways[name]:
        if way.target in inside:
            continue
        if not way.is_external and returns(graph, way.target):
            # The deal may still leave from where it is parked.
            yield from (one for one in graph.ways[way.target] if one.target not in inside and not _back(graph, one))
        else:
            yield way


def _back(graph: Graph, way: Way) -> bool:
    return not way.is_external and returns(graph, way.target)


def _cycle(graph: Graph, stages: list[str], inside: AbstractSet[str]) -> Walk:
    """Return a shortest closed walk from the loop's stage nearest the start through another stage of it."""
    first = graph.nearest(stages)
    if len(stages) == 1:
        if first in graph.next[first]:
            return (first, first)
        parked = next(way.target for way in graph.own_ways(first) if _back(graph, way))
        return (first, parked, first)
    came_from: dict[str, str] = {}
    waiting = deque([first])
    while True:  # the search comes back: a component of two stages or more is strongly connected
        name = waiting.popleft()
        for target in graph.next[name]:
            if target == first and name != first:
                return _walked_back(came_from, first, name)
            if target in inside and target != first and target not in came_from:
                came_from[target] = name
                waiting.append(target)


def _walked_back(came_from: dict[str, str], first: str, last: str) -> Walk:
    walk = [first, last]
    while walk[-1] != first:
        walk.append(came_from[walk[-1]])
    return tuple(reversed(walk))
