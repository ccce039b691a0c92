"""The funnel: how many deals go on from each stage, and where to.

A deal counts once in each number, however often it comes by. Of the deals that left a stage (at least once) each next stage
has those that went there from it (at least once), so that the shares of a stage can come to more than one. Those that
are in the stage now are counted apart: nobody knows yet where they go.

The main way leads from the start by the stages' own transitions on to the nearest stage down the list, to a good
outcome. Of the deals that reached a stage of it, those went on that were in the next one later, be it over others. Those that
did not and are still open are undecided: they are in neither part of the share. Won are the deals whose last stage is a
good outcome, of those that reached the stage and have an outcome. What was made in error (`admin`) counts nowhere, and
deals handed over to another process are neither won nor closed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from processengine.evidence.funnel_by import By
from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived, Given, Handle, Question, Row
from processengine.evidence.rows import first, maybe, one, whole
from processengine.evidence.sql import text
from processengine.evidence.statistics.shares import wilson
from processengine.evidence.visits import good, stages
from processengine.evidence.ways import Fate
from processengine.graph import GOOD, Graph, good_kinds
from processengine.model.process import Process

ELSEWHERE: Final = "another process"
"""What deals went on to that were handed over."""


@dataclass(frozen=True)
class Rate:
    """How many deals of how many, with the 95 % interval of the share; None where no deal could tell."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """The share, from 0 to 1."""
        return self.part / self.whole if self.whole else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The interval's bounds (Wilson)."""
        found = wilson(self.part, self.whole)
        return (found.low, found.high) if self.whole else None


@dataclass(frozen=True)
class Leg:
    """How many deals went on to a next stage, of those that left the stage."""

    target: str
    rate: Rate


@dataclass(frozen=True)
class Passage:
    """One stage: deals that `reached` it, `left` it at least once, and are `still_there`; None: too few to be told.

    `next` is the next stage on the main way, empty for none; `went_on` those that were there later, of those that were or
    no more can; `undecided` may still. `without_it` came to that next stage and never were in this one. `won` are deals won of
    those that have an outcome.
    """

    stage: str
    reached: int
    left: int | None
    still_there: int | None
    legs: tuple[Leg, ...]
    next: str
    went_on: Rate | None
    undecided: int | None
    won: Rate | None
    without_it: int | None = None


@dataclass(frozen=True)
class Group:
    """The deals that have one value in a column, None for none: how many, and how they went through each stage."""

    value: str | None
    deals: int
    passages: tuple[Passage, ...]
    is_rest: bool = False


@dataclass(frozen=True)
class Funnel:
    """The groups of a funnel; one with all deals where it isn't split `by` a column. `main_way` are stages with its outcome.

    `deals` are all but those `made_in_error`, and `fate` says what became of them; None where it may not be told.
    """

    process: str
    by: str | None
    main_way: tuple[str, ...]
    good: tuple[str, ...]
    deals: int
    made_in_error: int | None
    fate: Fate | None
    groups: tuple[Group, ...]
    is_public: bool = False


def main_way(process: Process) -> tuple[str, ...]:
    """Return the stages of the main way, with the good outcome that it leads to."""
    graph = Graph(process)
    if graph.start is None:
        return ()
    found = [graph.start]
    while graph.stages[found[-1]].outcome is None:
        further = [name for name in graph.own[found[-1]] if name not in found and graph.is_on(found[-1], name)]
        ahead = [name for name in further if graph.stages[name].is_open]
        ends = [name for name in further if graph.stages[name].outcome in GOOD]
        if not ahead and not ends:
            break
        found.append(min(ahead or ends, key=graph.order.__getitem__))
    return tuple(found)


def funnel(handle: Handle, process: Process, names: StageNames, visit: Derived, by: By) -> Funnel:
    """Return how deals go on, split into groups."""
    way = main_way(process)
    ended = Derived("ended", text("funnel/ended"), over=(visit, stages(process), good(process)))
    group = by.table(ended, visit)
    sizes = handle.ask(Question(text("funnel/groups"), _sizes, over=(group,)))
    legs = handle.ask(Question(text("funnel/legs"), _legs, over=(visit, group)))
    left = handle.ask(Question(text("funnel/left"), _by_stage, over=(visit, group)))
    reached = handle.ask(Question(text("funnel/way"), _by_stage, over=(visit, group, ended, _ways(process, way))))
    deals, closed, won, still_open = handle.ask(Question(text("funnel/fate"), first, over=(ended,)))
    every = handle.ask(Question("SELECT COUNT(*) FROM visit WHERE next IS NULL", one, over=(visit,)))
    told = _Told(process, names, way, legs, left, reached)
    groups = tuple(Group(value if by.column else None, deals, told.passages(value)) for value, deals in sorted(sizes.items(), key=lambda one: by.order(*one)))
    fate = Fate(deals, closed, won, deals - closed - still_open)
    return Funnel(process.id, by.column, way, good_kinds(process), deals, every - deals, fate, groups)


def _ways(process: Process, way: Sequence[str]) -> Given:
    places = {name: place for place, name in enumerate(process.stages)}
    return Given("main_way", (("stage", "INTEGER"), ("next", "INTEGER")), tuple((places[one], places[other]) for one, other in pairwise(way)))


@dataclass(frozen=True)
class _Told:
    """What the questions brought, by group and stage."""

    process: Process
    names: StageNames
    way: Sequence[str]
    legs: Mapping[tuple[str | None, int], Sequence[tuple[int | None, int]]]
    left: Mapping[tuple[str | None, int], Sequence[int]]
    reached: Mapping[tuple[str | None, int], Sequence[int]]

    def passages(self, value: str | None) -> tuple[Passage, ...]:
        """Return a group's stages: those of the process in its order, then those that it doesn't have; outcomes are left out."""
        found = sorted((stage for group, stage in self.reached if group == value), key=lambda stage: (stage < 0, abs(stage)))
        return tuple(self.passage(value, stage) for stage in found if not self.is_outcome(stage))

    def is_outcome(self, stage: int) -> bool:
        return stage >= 0 and self.process.stages[self.names.shown(self.process, stage)].outcome is not None

    def came_to(self, value: str | None, stage: str) -> int:
        """Return how many deals of a group were in a stage."""
        return next(iter(self.reached.get((value, list(self.process.stages).index(stage)), (0,))))

    def passage(self, value: str | None, stage: int) -> Passage:
        name = self.names.shown(self.process, stage)
        reached, went_on, undecided, closed, won, in_both = self.reached[value, stage]
        left, still_there = self.left[value, stage]
        following = next((other for one, other in pairwise(self.way) if one == name and stage >= 0), "")
        legs = sorted(self.legs.get((value, stage), ()), key=lambda leg: (-leg[1], ELSEWHERE if leg[0] is None else self.names.shown(self.process, leg[0])))
        return Passage(
            name, reached, left, still_there,
            tuple(Leg(ELSEWHERE if target is None else self.names.shown(self.process, target), Rate(deals, left)) for target, deals in legs),
            following, Rate(went_on, reached - undecided) if following else None, undecided if following else None, Rate(won, closed),
            self.came_to(value, following) - in_both if following else None,
        )


def _sizes(rows: Iterable[Row]) -> dict[str | None, int]:
    return {_value(value): whole(deals) for value, deals in rows}


def _by_stage(rows: Iterable[Row]) -> dict[tuple[str | None, int], list[int]]:
    return {(_value(value), whole(stage)): [whole(count) for count in counts] for value, stage, *counts in rows}


def _legs(rows: Iterable[Row]) -> dict[tuple[str | None, int], list[tuple[int | None, int]]]:
    found: dict[tuple[str | None, int], list[tuple[int | None, int]]] = {}
    for value, stage, target, deals in rows:
        found.setdefault((_value(value), whole(stage)), []).append((maybe(target), whole(deals)))
    return found


def _value(value: object) -> str | None:
    return None if value is None else str(value)
