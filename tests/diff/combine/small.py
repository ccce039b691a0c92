"""Small processes and edits of where deals can go in them, few enough stages for every path to be walked."""

from random import Random
from typing import Any

from processengine.diff.combine import combine
from processengine.diff.combine.compound import Compound
from processengine.diff.compare import compare
from processengine.diff.conditions import Sides
from processengine.graph import Graph
from processengine.model.process import Process
from processengine.walk import Walk

NAMES = "abcdef"
ENDS: dict[str, dict[str, Any]] = {
    "won": {"outcome": "won"}, "real": {"outcome": "realised"}, "met": {"outcome": "introduced"}, "lost": {"outcome": "lost"},
}


def small(random: Random) -> dict[str, Any]:
    """Return a process of a few stages whose ways lead anywhere, perhaps out of sight and perhaps to nothing."""
    names = random.sample(NAMES, random.randint(2, len(NAMES)))
    stages = {name: stage(random, names) for name in names}
    data: dict[str, Any] = {"process": "p", "stages": {**stages, **ENDS}, "from_anywhere": random.choice([[], ["met"], ["lost"]])}
    return {**data, "start": random.choice(names)} if random.random() < 0.2 else data


def stage(random: Random, names: list[str]) -> dict[str, Any]:
    """Return a stage with up to three ways."""
    made: dict[str, Any] = {"next": random.sample([*names, *ENDS], random.randint(0, 3))}
    return {**made, "parked": True} if random.random() < 0.1 else made


def otherwise(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return the process with some ways changed, stages added, removed or moved, and perhaps another start."""
    stages: dict[str, Any] = {name: one for name, one in data["stages"].items() if name in ENDS or random.random() < 0.9}
    for name in NAMES:
        if name not in stages and random.random() < 0.3:
            stages[name] = {"next": []}
    names = [name for name in stages if name not in ENDS]
    for name in names:
        if random.random() < 0.4:
            stages[name] = stage(random, names)
    if random.random() < 0.3:
        random.shuffle(names)
    made = {**data, "stages": {name: stages[name] for name in (*names, *ENDS)}}
    if random.random() < 0.8:
        made.pop("start", None)
    return {**made, "from_anywhere": random.choice([data["from_anywhere"], [], ["met"]])}


def compounds(old: dict[str, Any], new: dict[str, Any]) -> list[Compound]:
    """Return the compounds between two processes."""
    before, after = Process.model_validate(old), Process.model_validate(new)
    return combine(compare(before, after), Sides(before, after, before))


def walks(graph: Graph, first: str, last: str) -> list[Walk]:
    """Return every walk between two stages that visits none twice, but for its first stage where it is the last."""
    found: list[Walk] = []
    waiting: list[Walk] = [(first,)]
    while waiting:
        walk = waiting.pop()
        for target in graph.next[walk[-1]]:
            if target == last:
                found.append((*walk, target))
            elif target not in walk:
                waiting.append((*walk, target))
    return found


def good_walks(graph: Graph) -> list[Walk]:
    """Return every such walk from the start to a good outcome that not just any stage may leave to."""
    left_to = {way.target for ways in graph.ways.values() for way in ways if not way.own}
    ends = [name for name, one in graph.stages.items() if one.outcome in ("won", "realised", "introduced") and name not in left_to]
    if graph.start is None:
        return []
    return [walk for end in ends for walk in walks(graph, graph.start, end)]
