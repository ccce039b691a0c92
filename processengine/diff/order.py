"""Which items of a list were moved: as few as explain the new order."""

from bisect import bisect_left
from collections.abc import Sequence


def moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the items that both lists hold and that were moved, in the order of `new`.

    What is left keeps its order: it is a longest increasing subsequence (Schensted 1961, in n log n).
    """
    place = {name: index for index, name in enumerate(old)}
    common = [name for name in new if name in place]
    kept = _longest_increasing([place[name] for name in common])
    return [name for index, name in enumerate(common) if index not in kept]


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """Return the indexes of a longest increasing subsequence of distinct numbers."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
    kept: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return all items of both lists: in the order of `new`, those that are gone where they stood in `old`."""
    there = set(new)
    gone_after: dict[str, list[str]] = {"": []}
    anchor = ""
    for name in old:
        if name in there:
            anchor = name
            gone_after[anchor] = []
        else:
            gone_after[anchor].append(name)
    return gone_after[""] + [one for name in new for one in (name, *gone_after.get(name, ()))]
