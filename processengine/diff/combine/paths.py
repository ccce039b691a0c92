"""A way between stages of which none led to the other before; and the same backward, the only path that is gone."""

from collections.abc import Iterable, Iterator
from itertools import islice

from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import View
from processengine.graph import Graph
from processengine.walk import components

_AT_ONCE = 1024
"""How many targets are looked for in one pass, so that memory stays linear."""


def paths(view: View) -> Iterator[Compound]:
    """Find the new ways from a stage to one to which no path led from it before, both of them on both sides."""
    kind = "path-closed" if view.is_backward else "path-opened"
    ways = [
        atom for atom in view.came("transition")
        if atom.holder == "next" and atom.id != atom.stage and view.is_kept(atom.stage) and view.is_kept(atom.id)
    ]
    led = reaching(view.graph_before, {(atom.stage, atom.id) for atom in ways})
    for atom in ways:
        if (atom.stage, atom.id) not in led:
            yield view.compound(kind, atom.keys, [atom], was=view.was(atom), now=view.now(atom), stages=[atom.id])


def reaching(graph: Graph, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of stages of which some path leads from the first to the second.

    Sets of targets, as the bits of a number, are handed from each stage to those that lead to it: as many passes over
    the transitions as there are thousands of targets.
    """
    wanted = list(pairs)
    targets = iter(dict.fromkeys(target for _, target in wanted))
    found: set[tuple[str, str]] = set()
    while some := list(islice(targets, _AT_ONCE)):
        bits = {name: 1 << number for number, name in enumerate(some)}
        reached = _reached(graph, bits)
        found |= {(source, target) for source, target in wanted if target in bits and reached[source] & bits[target]}
    return found


def _reached(graph: Graph, bits: dict[str, int]) -> dict[str, int]:
    """Return which targets each stage leads to, itself among them."""
    reached: dict[str, int] = {}
    # Tarjan's search finds each component after those that it leads to.
    for part in components(graph.next):
        own = 0
        for name in part:
            own |= bits.get(name, 0)
            for target in graph.next[name]:
                own |= reached.get(target, 0)
        for name in part:
            reached[name] = own
    return reached
