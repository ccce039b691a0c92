"""A stage that every deal had to pass on its way to a good outcome and can now avoid; and the same backward."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from processengine.diff.atom import Atom, Element
from processengine.diff.combine.compound import Compound, Name, name_of
from processengine.diff.combine.view import View, Ways
from processengine.walk import Walk


def must_pass(view: View) -> Iterator[Compound]:
    """Find the stages of both sides that could not be avoided and now can, each with a path that avoids it."""
    if not _may_lead_elsewhere(view):
        return
    before, after = view.main_way_before, view.main_way_after
    lost = {name for name in before.passed - after.passed if view.is_kept(name) and view.after.stages[name].outcome is None}
    if not lost or not after.path:
        return
    chain = [name for name in before.path if name in before.passed]
    known: dict[Walk, dict[str, tuple[int, int]]] = {}
    found: dict[tuple[Walk, tuple[int, int]], list[str]] = {}
    for name, walk in after.past(one for one in chain if one in lost).items():
        if walk not in known:
            known[walk] = _jumps(walk, chain)
        found.setdefault((walk, known[walk][name]), []).append(name)
    ways = _ways(view)
    blamed: set[Name] = set()
    for (walk, jump), stages in found.items():
        yield from _compounds(view, walk, stages, _causes(view, walk, jump, ways), blamed)


def _may_lead_elsewhere(view: View) -> bool:
    """Tell whether any atom changes where deals can go, so that the graphs are worth a look."""
    kinds = view.seen.by_kind
    changed = {atom.field for kind in (("stage", "changed"), ("process", "changed")) for atom in kinds.get(kind, [])}
    came_or_went = any(kinds.get((element, action)) for element in _LEADS for action in ("added", "removed"))
    return came_or_went or bool(changed & {"outcome", "from_anywhere", "start"})


_LEADS: tuple[Element, ...] = ("stage", "transition", "from-anywhere")


def _jumps(walk: Walk, chain: list[str]) -> dict[str, tuple[int, int]]:
    """Return for each stage of a chain that a walk leaves out the part of the walk, by its ends, that goes past it."""
    places = {name: place for place, name in enumerate(chain)}
    found: dict[str, tuple[int, int]] = {}
    last, left = -1, 0
    for index, name in enumerate(walk):
        place = len(chain) if index == len(walk) - 1 else places.get(name, -1)
        if place > last:
            found |= dict.fromkeys(chain[last + 1 : place], (left, index))
            last, left = place, index
    return found


def _ways(view: View) -> Ways:
    """Return all ways that are new, told in other compounds already or not."""
    found: Ways = {}
    for atom in view.seen.by_kind.get(("transition", "removed" if view.is_backward else "added"), []):
        if atom.holder == "next":
            found.setdefault(atom.stage, {})[atom.id] = atom
    return found


def _causes(view: View, walk: Walk, jump: tuple[int, int], ways: Ways) -> list[Atom]:
    """Return the new ways on the part of a walk that goes past some stages, and that deals start further on."""
    part = walk[jump[0] : jump[1] + 1]
    starts = [view.start] if view.start is not None and jump[0] == 0 and (jump[1] == 0 or part[0] not in view.main_way_before.passed) else []
    return [*starts, *(ways[source][target] for source, target in pairwise(part) if target in ways.get(source, {}))]


def _compounds(view: View, walk: Walk, stages: list[str], causes: list[Atom], blamed: set[Name]) -> Iterator[Compound]:
    """Tell stages that one path avoids together, under the first of them; a way that is blamed already is not told again."""
    kind = "must-pass-gained" if view.is_backward else "must-pass-lost"
    again = {name_of(atom) for atom in causes} & blamed
    blamed |= {name_of(atom) for atom in causes}
    for name in stages:
        found = view.compound(kind, ("stages", name), causes, now=list(walk), stages=stages, told_under=f"stages.{stages[0]}")
        again |= {name_of(view.start)} if view.start is not None and view.is_backward else set()
        yield replace(found, untold=tuple(atom for atom in found.untold if name_of(atom) not in again))
