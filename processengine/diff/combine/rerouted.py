"""A way out of a stage that leads elsewhere now: A to B became A to C."""

from collections.abc import Iterator

from processengine.diff.atom import Atom
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import START, View
from processengine.graph import Graph, Way


def rerouted(view: View) -> Iterator[Compound]:
    """Find ways that are gone and new ones in their stead: of one stage, the only ones of their sort."""
    for holder in ("next", "continues_in"):
        gone, new = view.ways_gone(holder), view.ways_new(holder)
        for source in gone:
            if source != START:
                before = _by_sort(view.graph_before, source, gone[source])
                after = _by_sort(view.graph_after, source, new.get(source, {}))
                for sort in before:
                    if len(before[sort]) == len(after.get(sort, [])) == 1:
                        yield _compound(view, before[sort][0], after[sort][0])


def _by_sort(graph: Graph, source: str, ways: dict[str, Atom]) -> dict[str, list[Atom]]:
    found: dict[str, list[Atom]] = {}
    for target, atom in ways.items():
        found.setdefault(_sort(graph, source, target), []).append(atom)
    return found


def _sort(graph: Graph, source: str, target: str) -> str:
    """Return what a way is: on, back, or to an outcome or stage that is not on; ways into other processes are on."""
    way = Way(source, target)
    if target not in graph.stages or graph.goes_on(way):
        return "on"
    return "back" if graph.goes_back(way) else "aside"


def _compound(view: View, gone: Atom, new: Atom) -> Compound:
    return view.compound("transition-rerouted", new.keys, [gone, new], was=view.was(gone), now=view.now(new), stages=[gone.id, new.id])
