"""Three orders of some names merged into one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Order(NamedTuple):
    """A merged order; `is_settled` is false where the sides contradict each other, and then it is that of ours."""

    names: list[str]
    is_settled: bool = True


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Order:
    """Return the order of every name that ours or theirs has.

    Of two names, the side that changed their order has its way. What only one side has follows the name that it
    follows there; at one place ours stands first.
    """
    there, here = set(theirs), set(ours)
    common = _common(base, [name for name in ours if name in there], [name for name in theirs if name in here])
    after: dict[str, list[str]] = {}
    known = set(common.names)
    for side in (ours, theirs):
        anchor = ""
        for name in side:
            if name in known:
                anchor = name
            else:
                after.setdefault(anchor, []).append(name)
    names = [*after.get("", []), *(one for name in common.names for one in (name, *after.get(name, ())))]
    return Order(names, common.is_settled)


def _common(base: Sequence[str], ours: list[str], theirs: list[str]) -> Order:
    if ours == theirs:
        return Order(ours)
    known = set(ours)
    before = [name for name in base if name in known]
    if before == ours:
        return Order(theirs)
    if before == theirs:
        return Order(ours)
    return _by_pairs(_places(before), _places(ours), _places(theirs))


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _by_pairs(base: dict[str, int], ours: dict[str, int], theirs: dict[str, int]) -> Order:
    """Let each pair of names be ordered by the side that changed it; unsettled where that leads in a circle.

    Each name has a place for each other that stands before it, so that places that are all different are an order.
    """
    names = list(ours)
    before = dict.fromkeys(names, 0)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            is_first = theirs[one] < theirs[other]
            if not is_first:
                if one not in base or other not in base:
                    return Order(names, is_settled=False)
                # Ours has `one` first and theirs has not: whoever differs from the base has changed it.
                is_first = base[one] > base[other]
            before[other if is_first else one] += 1
    if len(set(before.values())) < len(names):
        return Order(names, is_settled=False)
    return Order(sorted(names, key=before.__getitem__))
