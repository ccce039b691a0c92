"""Compounds: what several atoms make up together, and what both graphs show, recognised one kind after the other."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from processengine.diff.atom import Atom
from processengine.diff.combine import (
    became,
    criteria,
    inserted,
    loops,
    measures,
    must_pass,
    paths,
    rerouted,
    split,
    strictness,
    swapped,
)
from processengine.diff.combine.compound import Compound, name_of
from processengine.diff.combine.view import Seen, View
from processengine.diff.conditions import Sides
from processengine.model.process import Process

Recogniser = Callable[[View], Iterator[Compound]]

ONE_WAY: frozenset[Recogniser] = frozenset({swapped.swapped, rerouted.rerouted, criteria.moved, measures.redefined})
"""Recognisers of kinds that are their own mirror."""

FINDINGS: frozenset[Recogniser] = frozenset({must_pass.must_pass})
"""Recognisers of what the graphs show, whose cause may be told in another compound already."""

RECOGNISERS: tuple[Recogniser, ...] = (
    swapped.swapped, split.split, inserted.inserted, rerouted.rerouted, must_pass.must_pass, loops.loops, paths.paths,
    criteria.moved, became.became, strictness.strictness, measures.redefined,
)
"""In this order: an atom that one has told is not looked at by those after it."""


def combine(atoms: Sequence[Atom], sides: Sides) -> list[Compound]:
    """Return the compounds of a comparison; none where a side lacks the process, or of a journey."""
    if not atoms or not isinstance(sides.spoken, Process) or not isinstance(sides.new, Process):
        return []
    seen = Seen(atoms, sides)
    found: list[Compound] = []
    for recogniser in RECOGNISERS:
        some = _recognised(recogniser, seen)
        seen.told |= {name_of(atom) for one in some for atom in one.parts}
        found += some
    return found


def _recognised(recogniser: Recogniser, seen: Seen) -> list[Compound]:
    """Return what a recogniser finds, looking both ways; what claims an atom that another claims too is left out.

    Neither of two claims is better, and a comparison read backward must tell the same.
    """
    found = list(recogniser(seen.forward))
    if recogniser not in ONE_WAY:
        found += recogniser(seen.backward)
    if recogniser in FINDINGS:
        return found
    claims = Counter(name_of(atom) for one in found for atom in one.parts)
    return [one for one in found if all(claims[name_of(atom)] == 1 for atom in one.parts)]
