"""Three sides of a merge leaf by leaf: what must come out, said once more and simply."""

from typing import Any

_KEYED = {"next", "from_anywhere", "continues_in"}
_SETS = {"mirrors", "involves", "settles", "tests", "equips", "for", "after", "names", "who", "needs", "covers", "was", "asks"}

Leaves = dict[tuple[str, ...], Any]


def leaves(data: Any, path: tuple[str, ...] = ()) -> Leaves:
    """Return every scalar with the path to it; an item of a list of ids or transitions is a leaf of its own."""
    if isinstance(data, dict) and path[:1] != ("measures",):
        return {found: value for key, one in data.items() for found, value in leaves(one, (*path, key)).items()}
    if isinstance(data, dict) and len(path) < 3:
        return {found: value for key, one in data.items() for found, value in leaves(one, (*path, key)).items()}
    if isinstance(data, list) and path[-1] in _KEYED:
        return {found: value for item in data for found, value in _transition(item, path).items()}
    if isinstance(data, list) and path[-1] in _SETS:
        return {(*path, item): True for item in data}
    return {path: data.rstrip("\n") if isinstance(data, str) else data}


def _transition(item: Any, path: tuple[str, ...]) -> Leaves:
    target = item["to"] if isinstance(item, dict) else item
    rest = {key: value for key, value in item.items() if key != "to"} if isinstance(item, dict) else {}
    return {(*path, target): True, **leaves(rest, (*path, target))}


def expected(base: Leaves, ours: Leaves, theirs: Leaves) -> tuple[Leaves, set[tuple[str, ...]]]:
    """Return what must come out leaf by leaf, and the leaves on which the sides contradict each other."""
    result: Leaves = {}
    contradicted: set[tuple[str, ...]] = set()
    for path in {**base, **ours, **theirs}:
        before, here, there = (side.get(path) for side in (base, ours, theirs))
        if there not in (here, before) and before != here:
            contradicted.add(path)
            continue
        value = there if before == here else here
        if value is not None:
            result[path] = value
    return result, contradicted
