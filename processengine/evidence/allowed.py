"""Which moves a process allows, and which one counted when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from processengine.evidence.question import Given
from processengine.graph import Graph
from processengine.model.process import Process, Stage

EVER: Final = (-(2**62), 2**62)
"""All of time, in microseconds since 1970."""

How = Literal["any", "back"]
"""Whether a move is allowed to any deal, or only back to the stage that the deal left for a parked one."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class InForce:
    """A process that counted from a time on (microseconds since 1970), and what it is called: its version, a revision or a file."""

    version: str
    since: int
    process: Process


class Span(NamedTuple):
    """A time in which one thing holds: from `since` on until before `until`, in microseconds since 1970."""

    since: int
    until: int


def with_former(process: Process, versions: Sequence[InForce]) -> Process:
    """Return a process with the stages that it has no more but had in one of the versions, behind its own, under the ids of then.

    So a move that was allowed when it happened is not held against a deal because its stage has gone since.
    """
    stages: dict[str, Stage] = dict(process.stages)
    for one in versions:
        ids = ids_today(process, one.process)
        stages |= {ids[name]: stage for name, stage in one.process.stages.items() if ids[name] not in stages}
    return process if len(stages) == len(process.stages) else process.model_copy(update={"stages": stages})


def ids_today(process: Process, other: Process) -> dict[str, str]:
    """Return for each stage of another version of a process the id that it has in this one, its own where it has none here."""
    earlier = {old: name for name, stage in process.stages.items() for old in stage.was}
    found = {}
    for name, stage in other.stages.items():
        later = next((old for old in reversed(stage.was) if old in process.stages and old not in other.stages), None)
        found[name] = name if name in process.stages else earlier.get(name) or later or name
    return found


def allowed_moves(process: Process) -> dict[Pair, How]:
    """Return the moves between its stages that a process allows.

    These are its transitions, those from anywhere included, and from a parked stage without `next` the way back to the
    stage that the deal left for it.
    """
    graph = Graph(process)
    found: dict[Pair, How] = {}
    for name, stage in process.stages.items():
        if stage.parked and not stage.next and stage.outcome is None:
            found |= {(name, other): "back" for other, one in process.stages.items() if other != name and one.outcome is None}
        found |= {(name, target): "any" for target in graph.next[name]}
    return found


def spans(versions: Sequence[InForce]) -> list[Span]:
    """Return the time in which each version counted; the first counts for all that was before it, too."""
    begins = [EVER[0], *(one.since for one in versions[1:]), EVER[1]]
    return [Span(*both) for both in pairwise(begins)]


def moves_by_time(process: Process, versions: Sequence[InForce]) -> Mapping[Pair, list[tuple[Span, How]]]:
    """Return when each move was allowed, by the stages' ids of today; spans of a move don't overlap."""
    found: dict[Pair, list[tuple[Span, How]]] = {}
    for span, one in zip(spans(versions), versions, strict=True):
        for pair, how in _in_ids_of(process, one.process).items():
            known = found.setdefault(pair, [])
            if known and known[-1][0].until == span.since and known[-1][1] == how:
                known[-1] = (Span(known[-1][0].since, span.until), how)
            else:
                known.append((span, how))
    return found


def _in_ids_of(process: Process, version: Process) -> dict[Pair, How]:
    ids = ids_today(process, version)
    found: dict[Pair, How] = {}
    for (source, target), how in allowed_moves(version).items():
        pair = (ids[source], ids[target])
        if pair[0] != pair[1] and found.get(pair) != "any":
            found[pair] = how
    return found


def allowed(process: Process, versions: Sequence[InForce]) -> Given:
    """Return the table `allowed` (stage, next, since, until, only_back): when each move was allowed, stages by their places.

    `process` holds all stages (`with_former`); no time is twice in the table for one pair.
    """
    places = {name: place for place, name in enumerate(process.stages)}
    rows = [(places[source], places[target], span.since, span.until, how == "back")
            for (source, target), known in moves_by_time(process, versions).items() for span, how in known]
    columns = (("stage", "INTEGER"), ("next", "INTEGER"), ("since", "BIGINT"), ("until", "BIGINT"), ("only_back", "BOOLEAN"))
    return Given("allowed", columns, tuple(rows))
