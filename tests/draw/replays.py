"""Replays to draw: of the sample processes, and one whose every name is a payload."""

from collections import Counter

from processengine.graph import Graph
from processengine.model.process import Process
from processengine.replay import Move, Replay, StageTimes


def move(source: str, target: str, count: int, *, allowed: bool = False, deals: int | None = None) -> Move:
    """A move that as many deals made as it was made times."""
    return Move(source, target, count, count if deals is None else deals, allowed, "on", count if allowed else 0)


def replayed(*moves: Move, stages: tuple[StageTimes, ...] = (), deals: int = 1000, reopenings: int = 0) -> Replay:
    """A replay of a thousand deals with some moves."""
    left = Counter[str]()
    for one in moves:
        left[one.source] += one.deals
    return Replay(
        "new-business", deals, 4 * deals, 0, 0, None, moves, stages, (), reopenings=reopenings, left=left,
        first="2025-01-06T08:00:00Z", last="2026-10-31T17:30:00Z",
    )


def busy(process: Process) -> Replay:
    """A replay in which deals went every way of a process, skipped stages, went back, and came by two stages that it doesn't have."""
    graph, names = Graph(process), list(process.stages)
    moves = [move(way.source, way.target, 1 + (7 * place) % 900, allowed=True) for place, way in enumerate(one for ways in graph.ways.values() for one in ways)]
    known = {(one.source, one.target) for one in moves}
    often = [one.count for one in moves]
    beside = [(names[0], names[2]), (names[2], names[0]), ("Legal Review, the second one", names[1]), (names[0], "Legal Review, the second one"),
              (names[-6], "Freigabe durch die Rechtsschutzversicherungsgesellschaft"), ("Legal Review, the second one", "lost")]
    moves += [move(source, target, max(often)) for source, target in beside if (source, target) not in known]
    moves += [move(names[0], name, 1) for name in names[3:9] if (names[0], name) not in known]
    stages = tuple(StageTimes(name, 1200, 1100, 34, 0, 12.5 + place, None if place % 3 else 3400.25) for place, name in enumerate(names))
    return replayed(*moves, stages=stages, reopenings=12)
