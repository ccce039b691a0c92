"""Searches for a path from the start that keeps clear of something, each with its witness."""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import TypeVar

from processengine.graph import Graph
from processengine.walk import Walk

State = TypeVar("State", bound=Hashable)
CameFrom = dict[State, State | None]


def explored(first: State, onward: Callable[[State], Iterable[State]]) -> CameFrom[State]:
    """Return each state that can be reached, nearest first, with the one that it was reached from."""
    came_from: CameFrom[State] = {first: None}
    waiting = [first]
    for state in waiting:
        for following in onward(state):
            if following not in came_from:
                came_from[following] = state
                waiting.append(following)
    return came_from


def walk_to(came_from: CameFrom[State], last: State) -> tuple[State, ...]:
    """Return the shortest walk to a state that was reached, both ends included."""
    walk: list[State] = []
    state: State | None = last
    while state is not None:
        walk.append(state)
        state = came_from[state]
    return tuple(reversed(walk))


def first_met(graph: Graph, targets: Collection[str], avoiding: Collection[str]) -> dict[str, Walk]:
    """Return a shortest path to each target that can be reached with no avoided stage and no other target on it."""
    if graph.start is None or graph.reached_without(avoiding).isdisjoint(targets):
        return {}

    def onward(stage: str) -> Iterable[str]:
        return () if stage in targets else (name for name in graph.next[stage] if name not in avoiding)

    came_from = explored(graph.start, onward)
    return {name: walk_to(came_from, name) for name in came_from if name in targets}
