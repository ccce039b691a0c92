"""Questions about a process as a graph, each answered with a witness.

A deal sits in one stage at a time. Every question is linear in stages and transitions and needs nothing but the
standard library, because the one-file validation asks them; dominators, which only a comparison asks for, are
networkx's.
"""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from processengine.model.process import Process, Stage, Transition
from processengine.walk import Walk, components, distances, shortest

GOOD = frozenset({"won", "realised", "introduced"})
"""Kinds of outcome for whose sake a process exists."""

ASIDE = frozenset({"lost", "no-decision", "disqualified", "unrealised", "admin"})
"""Kinds of outcome that are never going on."""


def good_kinds(process: Process) -> tuple[str, ...]:
    """Return the kinds of outcome that count as won: won itself, else those for whose sake the process exists instead.

    Who has won counts one thing: a client that is introduced elsewhere is a good end, and no sale.
    """
    kinds = {stage.outcome for stage in process.stages.values() if stage.outcome is not None}
    return ("won",) if "won" in kinds else tuple(sorted(GOOD & kinds, reverse=True))


class Way(NamedTuple):
    """A transition as the graph has it; `own` tells a stage's own `next` from the from-anywhere list."""

    source: str
    target: str
    when: str = ""
    own: bool = True

    @property
    def is_external(self) -> bool:
        """Whether it leads into another process."""
        return "/" in self.target


class Graph:
    """A process's stages and ways.

    `next` gives the stages that each one leads to, `own` those to which its own `next` leads. Targets that aren't
    there are left out and kept in `elsewhere`: they are stages of other processes, or nothing. The first of two ways
    with one target counts, and a stage's own way counts before the same one from anywhere. `open_stages` are those
    where deals are worked on: no outcomes, and not parked.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.stages: dict[str, Stage] = process.stages
        self.order: dict[str, int] = {name: place for place, name in enumerate(process.stages)}
        self.start: str | None = process.first if process.first in process.stages else None
        self.elsewhere: set[str] = set()
        self.own: dict[str, list[str]] = {}
        self.next: dict[str, list[str]] = {}
        self.open_stages: dict[str, Stage] = {}
        everywhere = self._targets(process.from_anywhere)
        for name, stage in process.stages.items():
            self.own[name] = own = self._targets(stage.next)
            anywhere = everywhere if stage.from_anywhere is None else self._targets(stage.from_anywhere)
            if stage.outcome is None:
                passed_over = {name, *own}
                self.next[name] = own + [target for target in anywhere if target not in passed_over]
                if not stage.parked:
                    self.open_stages[name] = stage
            else:
                self.next[name] = own

    def _targets(self, transitions: Iterable[Transition]) -> list[str]:
        targets: dict[str, None] = {}
        for way in transitions:
            if way.to in self.stages:
                targets[way.to] = None
            else:
                self.elsewhere.add(way.to)
        return list(targets)

    @cached_property
    def ways(self) -> dict[str, list[Way]]:
        """The ways out of each stage, those into other processes too; for who asks more than where they lead."""
        return {name: self._ways(name, stage) for name, stage in self.stages.items()}

    def _ways(self, name: str, stage: Stage) -> list[Way]:
        ways: dict[str, Way] = {}
        for transition in stage.next:
            self._add(ways, name, transition, own=True)
        if stage.outcome is None:
            for transition in self.process.from_anywhere if stage.from_anywhere is None else stage.from_anywhere:
                if transition.to != name:
                    self._add(ways, name, transition, own=False)
        return list(ways.values())

    def _add(self, ways: dict[str, Way], source: str, transition: Transition, *, own: bool) -> None:
        target = transition.to
        if target not in ways and (target in self.stages or "/" in target):
            ways[target] = Way(source, target, transition.when, own)

    def own_ways(self, stage: str) -> list[Way]:
        """Return the ways of a stage's own `next`."""
        return [way for way in self.ways[stage] if way.own]

    def goes_on(self, way: Way) -> bool:
        """Tell whether a way goes on: exit criteria hold for it.

        Not on are ways to outcomes other than won and realised (`introduced` is on when a stage leads there
        itself), to parked stages, and back: to the stage itself or one further up the list.
        """
        return way.is_external or self.is_on(way.source, way.target, own=way.own)

    def is_on(self, source: str, target: str, *, own: bool = True) -> bool:
        """Tell whether a way between two stages goes on."""
        stage = self.stages[target]
        if stage.outcome is not None:
            return stage.outcome not in ASIDE and (own or stage.outcome != "introduced")
        return not stage.parked and self.order[target] > self.order[source]

    def goes_back(self, way: Way) -> bool:
        """Tell whether a way leads to the stage itself or to an open one further up the list."""
        target = self.stages.get(way.target)
        return target is not None and target.is_open and self.order[way.target] <= self.order[way.source]

    @cached_property
    def on(self) -> dict[str, list[str]]:
        """The stages to which each stage goes on, other processes left out."""
        return {name: self._on(name) for name in self.stages}

    def _on(self, name: str) -> list[str]:
        own = self.own[name]
        anywhere = self.next[name][len(own) :]
        return [
            *(target for target in own if self.is_on(name, target)),
            *(target for target in anywhere if self.is_on(name, target, own=False)),
        ]

    @cached_property
    def before(self) -> dict[str, list[str]]:
        """The stages that lead to each stage."""
        before: dict[str, list[str]] = {name: [] for name in self.stages}
        for name, targets in self.next.items():
            for target in targets:
                before[target].append(name)
        return before

    @cached_property
    def distance(self) -> dict[str, int]:
        """How many transitions each stage lies from the start; a stage that can't be reached is absent."""
        return {} if self.start is None else distances(self.next, [self.start])

    @property
    def reachable(self) -> Collection[str]:
        """The stages to which some path leads from the start."""
        return self.distance.keys()

    @cached_property
    def can_finish(self) -> Collection[str]:
        """The stages from which an outcome or another process can be reached.

        A parked stage without ways of its own returns where the deal came from, so it can finish where one of the
        stages that lead to it can.
        """
        ends = [name for name, stage in self.stages.items() if stage.outcome is not None or self._leads_out(name)]
        finishing = distances(self.before, ends)
        returning = [name for name, stage in self.stages.items() if stage.parked and not self.next[name]]
        return finishing.keys() | {name for name in returning if any(one in finishing for one in self.before[name])}

    def _leads_out(self, stage: str) -> bool:
        return any(way.is_external for way in self.ways[stage])

    def reached_without(self, avoiding: Collection[str]) -> set[str]:
        """Return the stages that some path from the start leads to with no avoided stage on it."""
        if self.start is None or self.start in avoiding:
            return set()
        found = {self.start}
        waiting = [self.start]
        for name in waiting:
            for target in self.next[name]:
                if target not in found and target not in avoiding:
                    found.add(target)
                    waiting.append(target)
        return found

    def path_to(self, *targets: str, start: str | None = None, avoiding: Collection[str] = ()) -> Walk | None:
        """Return a shortest path from the start (or `start`) to one of the targets that avoids some stages.

        Both ends count as on the path: None where the start is avoided, or where every path meets an avoided stage.
        """
        first = start or self.start
        if first is None or first in avoiding:
            return None
        return shortest(self.next, first, frozenset(targets), avoiding)

    @cached_property
    def components(self) -> list[list[str]]:
        """The strongly connected components, each in the order of the list, sorted by their first stage."""
        found = [sorted(component, key=self.order.__getitem__) for component in components(self.next)]
        return sorted(found, key=lambda component: self.order[component[0]])

    def loops(self) -> list[list[str]]:
        """Return the components in which a deal can go round: two stages or more, or one that leads to itself."""
        return [part for part in self.components if len(part) > 1 or part[0] in self.next[part[0]]]

    def leaves(self, component: Collection[str]) -> list[Way]:
        """Return the ways out of a set of stages."""
        inside = frozenset(component)
        return [way for name in component for way in self.ways[name] if way.target not in inside]

    def cycle(self, component: Collection[str]) -> Walk:
        """Return a closed walk inside a loop, from its stage nearest the start back to it."""
        first = self.nearest(component)
        inside = {name: [target for target in self.next[name] if target in component] for name in component}
        paths = (shortest(inside, target, frozenset({first}), ()) for target in inside[first])
        return (first, *min((path for path in paths if path), key=len))

    def nearest(self, stages: Iterable[str]) -> str:
        """Return the stage nearest the start, the first in the list among equals."""
        far = len(self.stages) + 1
        return min(stages, key=lambda name: (self.distance.get(name, far), self.order[name]))

    @cached_property
    def dominators(self) -> dict[str, str]:
        """The immediate dominator of each reachable stage: the last stage every path to it must pass.

        The start's is itself. networkx's algorithm is Cooper, Harvey and Kennedy's.
        """
        import networkx as nx

        if self.start is None:
            return {}
        following: dict[str, Iterable[str]] = dict(self.next)
        graph: nx.DiGraph[str] = nx.DiGraph(following)
        return {**nx.immediate_dominators(graph, self.start), self.start: self.start}

    def must_pass(self, target: str) -> list[str]:
        """Return the stages that every path from the start to `target` passes, in order, both ends included."""
        if target not in self.dominators:
            return []
        chain = [target]
        while chain[-1] != self.start:
            chain.append(self.dominators[chain[-1]])
        return chain[::-1]
