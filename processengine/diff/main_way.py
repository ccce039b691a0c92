"""The main way: the stages that every deal has to pass that reaches a good outcome."""

from collections import deque

from processengine.graph import GOOD, Graph


def main_way(graph: Graph) -> frozenset[str]:
    """Return the stages that every path passes from the start to a good outcome, outcomes left out.

    An outcome to which every stage may leave from anywhere is no end of the main way. Linear: one shortest path is
    taken, and then a stage on it is passed by all where nothing explored before it leads further along the path.
    """
    targets = _good_ends(graph)
    path = graph.path_to(*targets) if targets else None
    if path is None:
        return frozenset()
    steps = {name: index for index, name in enumerate(path)}
    end = len(path) - 1
    reach, seen = 0, set(path)
    passed: set[str] = set()
    for index, name in enumerate(path):
        if reach == index:
            passed.add(name)
        waiting = deque([name])
        while waiting:
            for target in graph.next[waiting.popleft()]:
                reach = max(reach, end if target in targets else steps.get(target, 0))
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return frozenset(name for name in passed if graph.stages[name].outcome is None)


def _good_ends(graph: Graph) -> set[str]:
    left_to = {way.target for ways in graph.ways.values() for way in ways if not way.own}
    return {name for name, stage in graph.stages.items() if stage.outcome in GOOD and name not in left_to}
