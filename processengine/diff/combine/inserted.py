"""A stage put between two others, A to C became A to B to C; and the same backward, a stage bypassed."""

from collections.abc import Iterator

from processengine.diff.atom import Atom
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import START, View, Ways
from processengine.graph import ASIDE, Graph
from processengine.walk import components


def inserted(view: View) -> Iterator[Compound]:
    """Find the stages through which deals now pass where they went straight on before, new stages first."""
    gone, new = view.ways_gone(), view.ways_new()
    for stages in _new_parts(view):
        yield from _put_in(view, stages, gone, new)
    yield from _led_through(view, gone, new)


def _kind(view: View) -> str:
    return "stage-bypassed" if view.is_backward else "stage-inserted"


def _new_parts(view: View) -> list[list[str]]:
    """Return the new open stages that hang together, in the order of the list."""
    names = [name for name, atom in view.new_stages.items() if view.after.stages[name].is_open and view.is_free(atom)]
    inside = set(names)
    edges: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        for target in view.graph_after.own[name]:
            if target in inside:
                edges[name].append(target)
                edges[target].append(name)
    return [sorted(part, key=view.graph_after.order.__getitem__) for part in components(edges)]


def _put_in(view: View, stages: list[str], gone: Ways, new: Ways) -> Iterator[Compound]:
    """Tell each of some new stages that hang together as inserted, where one way that is gone now leads through them."""
    ways_in = {(source, name): atom for name in stages for source, atom in _into(view, name, new).items()}
    exits = {target: name for name in stages for target in view.graph_after.own[name] if target not in stages and _is_ahead(view.graph_after, target)}
    entered = dict(reversed(ways_in))
    straight = {
        (source, target): atom for source in dict.fromkeys(source for source, _ in ways_in)
        for target, atom in gone.get(source, {}).items()
        if target in exits and target in view.graph_before.stages and _is_ahead(view.graph_before, target)
    }
    if straight:
        for name in stages:
            own = [atom for (_, into), atom in ways_in.items() if into == name]
            replaced = {ends: atom for ends, atom in straight.items() if entered[ends[0]] == name}
            parts = [view.new_stages[name], *own, *(atom for atom in replaced.values() if atom not in own)]
            yield _inserted(view, name, parts)


def _into(view: View, name: str, new: Ways) -> dict[str, Atom]:
    """Return the new ways into a new stage from stages that were there, by source."""
    sources = [START, *(source for source in view.graph_after.before[name] if source in view.before.stages)]
    return {source: new[source][name] for source in sources if name in new.get(source, {})}


def _led_through(view: View, gone: Ways, new: Ways) -> Iterator[Compound]:
    """Find the stages that were there and through which ways that are gone now lead, each stage once."""
    found: dict[str, dict[tuple[str, str], list[Atom]]] = {}
    for source, targets in new.items():
        left = gone.get(source, {})
        for name, atom in targets.items() if left and source != START else ():
            if view.is_kept(name) and _is_on(view, source, name):
                for end in view.graph_after.own[name]:
                    if end in left and _was_on(view, source, end) and _is_on(view, name, end):
                        found.setdefault(name, {})[source, end] = [atom, left[end]]
    for name, straight in found.items():
        parts = list({id(atom): atom for pair in straight.values() for atom in pair}.values())
        yield _inserted(view, name, parts, list(straight))


def _is_ahead(graph: Graph, stage: str) -> bool:
    """Tell whether going to a stage is going ahead, wherever the list has it: no deal waits there or ends for nothing."""
    found = graph.stages[stage]
    return not found.parked and found.outcome not in ASIDE


def _is_on(view: View, source: str, target: str) -> bool:
    return view.graph_after.is_on(source, target)


def _was_on(view: View, source: str, target: str) -> bool:
    return target in view.graph_before.stages and view.graph_before.is_on(source, target)


def _inserted(view: View, name: str, parts: list[Atom], straight: list[tuple[str, str]] | None = None) -> Compound:
    """Return the compound; `straight` are the ways that now lead through a stage that was there."""
    ends = straight or [_ends(view, name)]
    before, after = (list(dict.fromkeys(end for end in side if end)) for side in zip(*ends, strict=True))
    keys = ("stages", name)
    return view.compound(_kind(view), keys, parts, was=[*before, *after], now=[*before, name, *after], stages=[*before, *after])


def _ends(view: View, name: str) -> tuple[str, str]:
    """Return the stage from which deals come on to a new stage and the one to which they go on; empty for none."""
    graph = view.graph_after
    before = [one for one in graph.before[name] if name in graph.own[one] and one != name]
    after = [one for one in graph.own[name] if _is_ahead(graph, one) and one != name]
    first = min(before, key=lambda one: (not view.is_kept(one), not graph.is_on(one, name)), default="")
    return first, min(after, key=lambda one: (not view.is_kept(one), not graph.is_on(name, one)), default="")
