"""The best of all ways to pair elements up, and how sure each of its pairs is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import exp, log

Pair = tuple[str, str]
"""An id of the old side and one of the new side."""

SUREST = 0.99
"""No guess is ever certain."""

_MOST_TOGETHER = 120
"""So many elements at most are paired up in one go: the algorithm takes the third power of their number."""

_ENOUGH = 50.0


def assignment(odds: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return the pairs of the likeliest assignment with their confidence, from 0 to 0.99.

    `odds` are the logarithms of the odds of each pair by itself; only pairs that are likelier than not are taken.
    The confidence weighs the assignment against all those that differ from it at this pair: without it, with either
    element paired otherwise, or two pairs crossed over.
    """
    likely = {pair: value for pair, value in odds.items() if value > 0}
    chosen = dict(pair for group in _groups(likely) for pair in _best(group))
    around = _Around(odds, chosen)
    return {(old, new): around.confidence(old, new) for old, new in chosen.items()}


def _best(likely: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs of the likeliest assignment of some elements that may be each other's."""
    if len(likely) == 1:
        return list(likely)
    import networkx as nx

    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for (old, new), value in sorted(likely.items()):
        graph.add_edge(("old", old), ("new", new), weight=value)
    found = (sorted(pair, reverse=True) for pair in nx.max_weight_matching(graph))
    return [(old, new) for (_, old), (_, new) in found]


def _groups(likely: Mapping[Pair, float], floor: float = 0.0) -> list[dict[Pair, float]]:
    """Return pairs by what hangs together; where too much does, the less likely ones don't count there."""
    found: list[dict[Pair, float]] = []
    for group in _connected(likely):
        elements = {("old", old) for old, _ in group} | {("new", new) for _, new in group}
        if len(elements) <= _MOST_TOGETHER:
            found.append(group)
        else:
            higher = max(1.0, floor * 2)
            found += _groups({pair: value for pair, value in group.items() if value > higher}, higher)
    return found


def _connected(likely: Mapping[Pair, float]) -> list[dict[Pair, float]]:
    by_old: dict[str, list[str]] = defaultdict(list)
    by_new: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(likely):
        by_old[old].append(new)
        by_new[new].append(old)
    found: list[dict[Pair, float]] = []
    seen: set[str] = set()
    for start in by_old:
        if start in seen:
            continue
        seen.add(start)
        waiting, group = [start], {}
        while waiting:
            old = waiting.pop()
            for new in by_old[old]:
                group[old, new] = likely[old, new]
                for other in by_new.pop(new, ()):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        found.append(group)
    return found


class _Around:
    """An assignment and everything near it."""

    def __init__(self, odds: Mapping[Pair, float], chosen: Mapping[str, str]) -> None:
        self.odds = odds
        self.by_old, self.by_new = chosen, {new: old for old, new in chosen.items()}
        self.others_of_old: dict[str, list[str]] = defaultdict(list)
        self.others_of_new: dict[str, list[str]] = defaultdict(list)
        for old, new in odds:
            self.others_of_old[old].append(new)
            self.others_of_new[new].append(old)

    def confidence(self, old: str, new: str) -> float:
        against = [-self.odds[old, new], *self._old_elsewhere(old, new), *self._new_elsewhere(old, new)]
        return min(SUREST, 1 / (1 + sum(exp(min(value, _ENOUGH)) for value in sorted(against))))

    def _old_elsewhere(self, old: str, new: str) -> Iterator[float]:
        """Return how much likelier it is that the old one is another new one, whose own partner then has none or this."""
        for other in self.others_of_old[old]:
            rival = self.by_new.get(other)
            if other != new:
                yield from self._instead(self.odds[old, other] - self.odds[old, new], rival and (rival, other), rival and (rival, new))

    def _new_elsewhere(self, old: str, new: str) -> Iterator[float]:
        """Return how much likelier it is that another old one is the new one."""
        for other in self.others_of_new[new]:
            partner = self.by_old.get(other)
            if other != old:
                yield from self._instead(self.odds[other, new] - self.odds[old, new], partner and (other, partner), partner and (old, partner))

    def _instead(self, gain: float, broken: Pair | str | None, crossed: Pair | str | None) -> Iterator[float]:
        lost = self.odds[broken] if isinstance(broken, tuple) else 0.0
        yield gain - lost
        if isinstance(crossed, tuple) and crossed in self.odds:
            # Both elements of the pair tell of this one, half of it each.
            yield gain - lost + self.odds[crossed] - log(2)
