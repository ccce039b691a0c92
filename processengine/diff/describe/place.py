"""Where a new stage stands, by the ways that lead to it and out of it."""

from processengine.diff.describe.telling import Telling
from processengine.diff.describe.ways import into
from processengine.diff.describe.words import listed
from processengine.graph import Graph

_MOST = 3
"""So many ends of ways are named; of more the rest is counted."""


def place(telling: Telling) -> str:
    """Return where a new stage stands, behind its title: between two only where ways lead from the one to it and on to the other."""
    graph, name = telling.sides.graph_after, telling.atom.stage
    assert graph is not None
    sources = [telling.title_of(source) for source in _sources(graph, name)]
    targets = [telling.title_of(target) for target in _targets(graph, name)]
    handed = [into(telling, way.target) for way in graph.ways[name] if way.own and way.is_external]
    has_one_end = len(targets) < 2 and not handed
    leading = " or ".join([*([f"to {_some(targets)}"] if targets else []), *handed])
    on = f", leading {leading}" if leading else ""
    ahead = (f", before {targets[0]}" if targets else "") if has_one_end else on
    if name == graph.start and not sources:
        return f" at the start{ahead}"
    if any(way.to == name for way in graph.process.from_anywhere):
        return f", reached from any stage{on}"
    if not sources:
        return f" (no way leads to it){ahead}"
    if len(sources) == 1 and has_one_end:
        return f" between {sources[0]} and {targets[0]}" if targets else f" after {sources[0]}"
    return f", reached from {_some(sources)}{on}"


def _some(titles: list[str]) -> str:
    """Return titles as a list; of many the first, and how many more."""
    more = len(titles) - _MOST
    return listed([*titles[:_MOST], f"{more} others"] if more > 1 else titles, "or")


def _sources(graph: Graph, name: str) -> list[str]:
    """Return the stages whose own ways lead to a stage: those that come on to it, or else those that come back."""
    own = [source for source in graph.before[name] if name in graph.own[source] and source != name]
    return [source for source in own if graph.is_on(source, name)] or own


def _targets(graph: Graph, name: str) -> list[str]:
    """Return the stages to which a stage's own ways lead: those on, or else those back to where deals are worked on."""
    own = [target for target in graph.own[name] if target != name]
    return [target for target in own if graph.is_on(name, target)] or [target for target in own if graph.stages[target].is_open]
