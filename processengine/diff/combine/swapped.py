"""Two stages that changed places: A to X to Y to B became A to Y to X to B."""

from collections.abc import Iterator

from processengine.diff.atom import Atom
from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import View, Ways

Ends = tuple[str, str]
_At = dict[str, dict[Ends, Atom]]


def swapped(view: View) -> Iterator[Compound]:
    """Find pairs of stages of which the ways that are gone, with the two exchanged, are just the ways that are new."""
    gone, new = view.ways_gone(), view.ways_new()
    gone_at, new_at = _at_stages(gone), _at_stages(new)
    pairs: list[Ends] = []
    taken: set[str] = set()
    for one, other in _candidates(view, gone, new):
        if not taken & {one, other} and _have_changed_places(one, other, gone_at, new_at):
            taken |= {one, other}
            pairs.append((one, other))
    places = {name: place for place, name in enumerate(view.after.stages)}
    moves = _moves(view, pairs)
    for one, other in pairs:
        first, second = sorted((one, other), key=places.__getitem__)
        lost, got = {**gone_at[one], **gone_at[other]}, {**new_at[one], **new_at[other]}
        parts = [*lost.values(), *(atom for atom in got.values() if atom not in lost.values()), *moves.get((one, other), [])]
        yield view.compound("stages-swapped", ("stages", first), parts, was=[second, first], now=[first, second], stages=[second])


def _moves(view: View, pairs: list[Ends]) -> dict[Ends, list[Atom]]:
    """Return the moves in the list that are the same event: those of the pairs, or all where the pairs explain the new order."""
    moves = view.seen.by_kind.get(("stage", "moved"), [])
    pair_of = {name: pair for pair in pairs for name in pair}
    exchanged = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    before = [exchanged.get(name, name) for name in view.before.stages if view.is_kept(name)]
    explained = bool(pairs) and before == [name for name in view.after.stages if view.is_kept(name)]
    found: dict[Ends, list[Atom]] = {}
    for atom in moves:
        pair = pair_of.get(atom.id, pairs[0] if explained else None)
        if pair is not None:
            found.setdefault(pair, []).append(atom)
    return found


def _candidates(view: View, gone: Ways, new: Ways) -> Iterator[Ends]:
    """Give pairs that may have changed places: turned round between them, or one in the other's stead after a third."""
    for source, targets in gone.items():
        for target in targets:
            if source in new.get(target, {}) and _are_open(view, source, target):
                yield source, target
        stead = new.get(source, {})
        if len(targets) == len(stead) == 1 and _are_open(view, *targets, *stead):
            yield next(iter(targets)), next(iter(stead))


def _are_open(view: View, *stages: str) -> bool:
    return all(view.is_kept(name) and view.before.stages[name].is_open and view.after.stages[name].is_open for name in stages)


def _at_stages(ways: Ways) -> _At:
    found: _At = {}
    for source, targets in ways.items():
        for target, atom in targets.items():
            for stage in (source, target):
                found.setdefault(stage, {})[source, target] = atom
    return found


def _have_changed_places(one: str, other: str, gone: _At, new: _At) -> bool:
    """Tell whether both lost ways, and each got what the other lost."""
    lengths = [len(at.get(stage, ())) for at, stage in ((gone, one), (new, other), (gone, other), (new, one))]
    if 0 in lengths or lengths[0] != lengths[1] or lengths[2] != lengths[3]:
        return False
    exchanged = {one: other, other: one}
    lost = {(exchanged.get(source, source), exchanged.get(target, target)) for source, target in {**gone[one], **gone[other]}}
    return lost == new[one].keys() | new[other].keys()
