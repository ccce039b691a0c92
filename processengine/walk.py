"""Searches over transitions, linear and without recursion: plain maps from a stage to the stages that it leads to."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator

Walk = tuple[str, ...]
"""Stages in order, each with a transition to the next."""


def distances(edges: dict[str, list[str]], starts: Iterable[str]) -> dict[str, int]:
    """Return how many transitions each stage lies from the nearest of the starts; those out of reach are absent."""
    found = dict.fromkeys(starts, 0)
    waiting = list(found)
    for name in waiting:
        further = found[name] + 1
        for target in edges[name]:
            if target not in found:
                found[target] = further
                waiting.append(target)
    return found


def shortest(
    edges: dict[str, list[str]], first: str, targets: Collection[str], avoiding: Collection[str]
) -> Walk | None:
    """Return a shortest walk from `first` to one of the targets that avoids some stages; None where there is none."""
    came_from: dict[str, str | None] = {first: None}
    waiting = deque([first])
    while waiting:
        name = waiting.popleft()
        if name in targets:
            return _walked(came_from, name)
        for target in edges[name]:
            if target not in came_from and target not in avoiding:
                came_from[target] = name
                waiting.append(target)
    return None


def _walked(came_from: dict[str, str | None], last: str) -> Walk:
    walk: list[str] = []
    name: str | None = last
    while name is not None:
        walk.append(name)
        name = came_from[name]
    return tuple(reversed(walk))


def components(edges: dict[str, list[str]]) -> list[list[str]]:
    """Return the strongly connected components (Tarjan 1972, without recursion)."""
    search = _Search(edges)
    for root in edges:
        if root not in search.index:
            search.run(root)
    return search.found


class _Search:
    """Tarjan's depth-first search: `low` is the earliest stage on the stack that a stage is known to lead back to."""

    def __init__(self, edges: dict[str, list[str]]) -> None:
        self.edges = edges
        self.index: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.stack: list[str] = []
        self.on_stack: set[str] = set()
        self.found: list[list[str]] = []

    def run(self, root: str) -> None:
        work = [self._enter(root)]
        while work:
            name, targets = work[-1]
            for target in targets:
                if target not in self.index:
                    work.append(self._enter(target))
                    break
                if target in self.on_stack:
                    self.low[name] = min(self.low[name], self.index[target])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[name])
                if self.low[name] == self.index[name]:
                    self._close(name)

    def _enter(self, name: str) -> tuple[str, Iterator[str]]:
        self.index[name] = self.low[name] = len(self.index)
        self.stack.append(name)
        self.on_stack.add(name)
        return name, iter(self.edges[name])

    def _close(self, name: str) -> None:
        component: list[str] = []
        while not component or component[-1] != name:
            component.append(self.stack.pop())
        self.on_stack.difference_update(component)
        self.found.append(component)
