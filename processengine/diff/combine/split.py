"""A stage that became several, each with a part of what it held; and the same backward, stages merged into one."""

from collections.abc import Iterator

from processengine.diff.atom import Atom
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.content import facts_of, only_holders, text_of, texts_of
from processengine.diff.combine.view import START, View


def split(view: View) -> Iterator[Compound]:
    """Find stages that are gone and live on in two new ones or more, and stages that gave a part of themselves away."""
    yield from _into_new_ones(view)
    yield from _given_away(view)


def _kind(view: View) -> str:
    return "stages-merged" if view.is_backward else "stage-split"


def _into_new_ones(view: View) -> Iterator[Compound]:
    holder = only_holders(view.gone_stages, {name: view.was(atom) for name, atom in view.gone_stages.items()})
    pieces: dict[str, list[str]] = {}
    for name, atom in view.new_stages.items():
        origins = {holder[text] for text in texts_of(view.now(atom)) if text in holder}
        if len(origins) == 1:
            pieces.setdefault(origins.pop(), []).append(name)
    gone, new = view.ways_gone(), view.ways_new()
    into = _sources(gone)
    for name, found in pieces.items():
        if len(found) > 1:
            sources = into.get(name, {})
            ways = [new[source][piece] for source in sources for piece in found if piece in new.get(source, {})]
            parts = [view.gone_stages[name], *(view.new_stages[piece] for piece in found), *sources.values()]
            yield _compound(view, name, found, [*parts, *(way for way in ways if way not in parts)])


def _sources(ways: dict[str, dict[str, Atom]]) -> dict[str, dict[str, Atom]]:
    """Return ways by target and source."""
    found: dict[str, dict[str, Atom]] = {}
    for source, targets in ways.items():
        for target, atom in targets.items():
            found.setdefault(target, {})[source] = atom
    return found


def _given_away(view: View) -> Iterator[Compound]:
    """Find new stages beside one that was there whose every fact was that one's until now."""
    lost: dict[str, dict[str, Atom]] = {}
    for element in ("criterion", "play"):
        for atom in view.went(element):
            lost.setdefault(atom.stage, {})[text_of(view.was(atom))] = atom
    gone, new = view.ways_gone(), view.ways_new()
    for name, atom in view.new_stages.items() if lost else ():
        facts = facts_of(view.now(atom))
        beside = dict.fromkeys([*view.graph_after.before[name], *view.graph_after.own[name]])
        origin = next((one for one in beside if facts and facts <= lost.get(one, {}).keys()), None)
        if origin is not None:
            given = [lost[origin][text] for text in texts_of(view.now(atom)) if text in lost[origin]]
            parts = [atom, *given, *_rerouted(view, origin, name, gone, new)]
            yield _compound(view, origin, [origin, name], parts)


def _rerouted(view: View, origin: str, name: str, gone: dict[str, dict[str, Atom]], new: dict[str, dict[str, Atom]]) -> list[Atom]:
    """Return the ways that made room for the piece: after the stage it came from, or before it."""
    after = [way for target, way in gone.get(origin, {}).items() if target in view.graph_after.own[name]]
    parts = [*([new[origin][name]] if name in new.get(origin, {}) else []), *after]
    for source in (START, *view.graph_after.before[name]):
        if name in new.get(source, {}) and origin in gone.get(source, {}) and origin in view.graph_after.own[name]:
            parts += [new[source][name], gone[source][origin]]
    return list({id(part): part for part in parts}.values())


def _compound(view: View, name: str, pieces: list[str], parts: list[Atom]) -> Compound:
    return view.compound(_kind(view), ("stages", name), parts, was=[name], now=pieces, stages=pieces)
