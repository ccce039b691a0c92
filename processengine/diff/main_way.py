"""The main way: the stages that every deal has to pass that reaches a good outcome, and how others are avoided."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from processengine.graph import GOOD, Graph
from processengine.walk import Walk

_FEW = 16
"""So many detours are named one by one; of more, two paths take all between them, so that naming them stays linear."""

Detour = Walk
"""A walk that leaves the path and meets it again further along, or ends at another good outcome; with both ends."""


@dataclass(frozen=True)
class MainWay:
    """The stages that every path passes from the start to a good outcome, outcomes left out.

    `path` is a shortest such path, empty where none leads there. `detours` has, for each stage of the path that can
    be avoided, a way past it.
    """

    passed: frozenset[str] = frozenset()
    path: Walk = ()
    detours: dict[str, Detour] = field(default_factory=dict)

    def past(self, stages: Iterable[str]) -> dict[str, Walk]:
        """Return for each stage that can be avoided a path from the start to a good outcome that avoids it."""
        avoided = [stage for stage in stages if self.path and stage not in self.passed]
        taken = list(dict.fromkeys(self.detours[stage] for stage in avoided if stage in self.detours))
        if len(taken) <= _FEW:
            walks = {detour: self._along([detour]) for detour in taken}
        else:
            every = list(dict.fromkeys(self.detours.values()))
            shared = [self._along(every[first::2]) for first in (0, 1)]
            walks = {detour: shared[place % 2] for place, detour in enumerate(every)}
        return {stage: walks[self.detours[stage]] if stage in self.detours else self.path for stage in avoided}

    def _along(self, detours: Iterable[Detour]) -> Walk:
        """Return the path with some detours taken, none of which begins before the one before it ends."""
        steps = {name: place for place, name in enumerate(self.path)}
        walk: list[str] = []
        place = 0
        for detour in detours:
            walk += [*self.path[place : steps[detour[0]]], *detour[:-1]]
            place = steps.get(detour[-1], len(self.path))
            if place == len(self.path):
                return (*walk, detour[-1])
        return (*walk, *self.path[place:])


def main_way(graph: Graph) -> MainWay:
    """Return the main way of a process.

    An outcome to which every stage may leave from anywhere is no end of it. Linear: one shortest path is taken, and
    then a stage on it is passed by all where nothing explored before it leads further along the path.
    """
    targets = _good_ends(graph)
    path = graph.path_to(*targets) if targets else None
    if path is None:
        return MainWay()
    search = _Search(graph, targets, path)
    for index, name in enumerate(path):
        search.look_at(index, name)
    return MainWay(frozenset(name for name in search.passed if graph.stages[name].outcome is None), path, search.detours)


class _Search:
    """Looks along the path at what leads further: `reach` is how far along some explored stage leads past the rest."""

    def __init__(self, graph: Graph, targets: set[str], path: Walk) -> None:
        self.graph, self.targets = graph, targets
        self.steps = {name: index for index, name in enumerate(path)}
        self.end = len(path) - 1
        self.came_from: dict[str, str] = {}
        self.reach = 0
        self.furthest: Detour = ()
        self.taken: tuple[Detour, int] = (), 0
        self.passed: set[str] = set()
        self.detours: dict[str, Detour] = {}

    def look_at(self, index: int, name: str) -> None:
        """Tell whether all pass this stage of the path, and explore what it leads to besides."""
        if self.reach == index:
            self.passed.add(name)
        else:
            self._take_past(index, name)
        waiting = deque([name])
        jump: tuple[str, str] | None = None
        while waiting:
            here = waiting.popleft()
            for target in self.graph.next[here]:
                along = self.end if target in self.targets else self.steps.get(target, 0)
                if along > self.reach:
                    self.reach, jump = along, (here, target)
                if target not in self.came_from and target not in self.steps:
                    self.came_from[target] = here
                    waiting.append(target)
        if jump:
            self.furthest = self._detour(*jump)

    def _take_past(self, index: int, name: str) -> None:
        """Keep to the detour taken before while it goes past the stage, then take the furthest.

        Of detours chosen so, each begins where the last but one has ended, or later, as with any least cover by intervals.
        """
        detour, end = self.taken
        if end <= index:
            detour = self.furthest
            self.taken = detour, self.reach
        self.detours[name] = detour

    def _detour(self, last: str, target: str) -> Detour:
        walk = [target, last]
        while walk[-1] not in self.steps:
            walk.append(self.came_from[walk[-1]])
        return tuple(reversed(walk))


def _good_ends(graph: Graph) -> set[str]:
    left_to = {target for name, own in graph.own.items() for target in graph.next[name][len(own) :]}
    return {name for name, stage in graph.stages.items() if stage.outcome in GOOD and name not in left_to}
