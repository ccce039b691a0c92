"""Which pairs are worth weighing: those that share something rare, so that thousands of elements take no square of time."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping

from processengine.diff.matching.assignment import Pair

_FEW = 400
"""So few pairs are all weighed."""

_RARE = 64
"""A trait tells where the elements that have it make so few pairs."""

_MOST_EACH = 12
"""So many candidates are weighed for an element at most: those that share most with it."""


def candidates(old: Mapping[str, Collection[Hashable]], new: Mapping[str, Collection[Hashable]]) -> list[Pair]:
    """Return the pairs of an old and a new element that may be one, sorted; the values are the elements' traits."""
    if len(old) * len(new) <= _FEW:
        return sorted((one, other) for one in old for other in new)
    shared = _shared(old, new)
    best: set[Pair] = set()
    for side in (0, 1):
        by_element: dict[str, list[Pair]] = defaultdict(list)
        for pair in shared:
            by_element[pair[side]].append(pair)
        for pairs in by_element.values():
            best.update(sorted(pairs, key=lambda pair: (-shared[pair], pair[1 - side]))[:_MOST_EACH])
    return sorted(best)


def _shared(old: Mapping[str, Collection[Hashable]], new: Mapping[str, Collection[Hashable]]) -> Counter[Pair]:
    """Return how many rare traits pairs share."""
    here, there = _holders(old), _holders(new)
    found: Counter[Pair] = Counter()
    for trait, holders in here.items():
        others = there.get(trait, ())
        if len(holders) * len(others) <= _RARE:
            found.update((one, other) for one in holders for other in others)
    return found


def _holders(elements: Mapping[str, Iterable[Hashable]]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for name, traits in elements.items():
        for trait in set(traits):
            found[trait].append(name)
    return found
