"""What an element stands beside: the stages before and after it, as far as both sides know them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from processengine.model.journey import Journey
from processengine.model.process import Process

Neighbour = tuple[str, str]
"""A direction and an id."""

Neighbours = Mapping[str, frozenset[Neighbour]]
"""The neighbours of each element that has any."""

INWARD, OUTWARD, ANYWHERE = "from", "to", "from anywhere"

SAME, SOME, NONE = log(0.8 / 0.3), log(0.45 / 0.3), -1.2
"""What it says that both sides have the same known neighbours in a direction, some of them, or none.

The element that stands where another stood has its neighbours, whether it is that one or replaces it; so the same
neighbours never make two elements one alone.
"""


def of_stages(process: Process) -> Neighbours:
    """Return the neighbours of a process's stages by its transitions.

    A stage to which most others lead tells nothing of them.
    """
    ways = {(name, one.to) for name, stage in process.stages.items() for one in (*stage.next, *stage.continues_in)}
    led_to = Counter(target for _, target in ways)
    found: list[tuple[str, Neighbour]] = [(one.to, (ANYWHERE, "")) for one in process.from_anywhere]
    for source, target in ways:
        found.append((target, (INWARD, source)))
        if led_to[target] * 2 <= max(4, len(process.stages)):
            found.append((source, (OUTWARD, target)))
    return _gathered(found)


def of_steps(journey: Journey, processes: Iterable[Process]) -> Neighbours:
    """Return the neighbours of a journey's steps: what comes before and after them, and the stages that mirror them."""
    found = [
        one for name, step in journey.steps.items() for before in step.after
        for one in ((name, (INWARD, before)), (before, (OUTWARD, name)))
    ]
    for process in processes:
        for name, stage in process.stages.items() if process.journey == journey.id else ():
            found += [(step, (ANYWHERE, f"{process.id}/{name}")) for step in stage.mirrors]
    return _gathered(found)


def _gathered(found: Iterable[tuple[str, Neighbour]]) -> Neighbours:
    gathered: dict[str, set[Neighbour]] = {}
    for name, neighbour in found:
        gathered.setdefault(name, set()).add(neighbour)
    return {name: frozenset(neighbours) for name, neighbours in gathered.items()}


def known_on(neighbours: Iterable[Neighbour], known: Mapping[str, str]) -> frozenset[Neighbour]:
    """Return the neighbours that are known, by their ids in `known`; those outside of the document are."""
    return frozenset(
        (direction, known.get(name, name)) for direction, name in neighbours if name in known or not name or "/" in name
    )


def between(one: frozenset[Neighbour], other: frozenset[Neighbour]) -> float:
    """Return what the known neighbours of two elements say of whether they are one."""
    return sum(_in_direction(direction, one, other) for direction in (INWARD, OUTWARD, ANYWHERE))


def _in_direction(direction: str, one: frozenset[Neighbour], other: frozenset[Neighbour]) -> float:
    left, right = ({name for way, name in side if way == direction} for side in (one, other))
    if not left or not right:
        return 0.0
    return SAME if left == right else SOME if left & right else NONE
