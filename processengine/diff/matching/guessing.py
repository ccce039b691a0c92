"""Guesses which elements were renamed: weighed by content, then again and again with the neighbours known by then."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

from processengine.diff.matching.assignment import Pair, assignment
from processengine.diff.matching.candidates import candidates
from processengine.diff.matching.neighbours import Neighbours, between, known_on
from processengine.diff.matching.portrait import Portrait
from processengine.diff.matching.weights import Weights, hints

E = TypeVar("E")

DEFAULT_THRESHOLD = 0.7
"""How sure a guess must be, from 0 to 1, where nobody says otherwise."""

_PRIOR = 0.43
"""The odds that an element that is gone was renamed, before anything is known of it."""

_SAMPLE = 400
_ROUNDS = 5


@dataclass(frozen=True)
class Side(Generic[E]):
    """One side's elements by id, in any order; how one is portrayed, and what gives the neighbours of all.

    Neither is asked before there is something to guess.
    """

    elements: Mapping[str, E]
    portray: Callable[[str, E], Portrait]
    neighbours: Callable[[], Neighbours] = dict

    def portrait(self, name: str) -> Portrait:
        """Return an element's portrait."""
        return self.portray(name, self.elements[name])


@dataclass(frozen=True)
class Guess:
    """An id of the new side that is taken for one of the old, and how sure that is, from 0 to 0.99."""

    old: str
    new: str
    confidence: float


def guessed(old: Side[E], new: Side[E], known: Mapping[str, str], threshold: float) -> list[Guess]:
    """Return the guesses that are at least as sure as the threshold, sorted; none at a threshold of 1.

    `known` are renames that are stated, old ids to new ones. What has the same id on both sides, or is in `known`, is
    never guessed about, and no id is in two guesses.
    """
    there = set(new.elements)
    kept = {**{name: name for name in old.elements if name in there}, **known}
    gone = sorted(name for name in old.elements if name not in kept)
    come = sorted(there.difference(kept.values()))
    if not gone or not come or threshold >= 1:
        return []
    content = _content(old, new, kept, gone, come)
    found = _settled(content, old.neighbours(), new.neighbours(), kept, threshold)
    return [Guess(*pair, round(confidence, 2)) for pair, confidence in sorted(found.items())]


def _content(old: Side[E], new: Side[E], kept: Mapping[str, str], gone: list[str], come: list[str]) -> dict[Pair, float]:
    """Return the logarithms of the odds of pairs by their content."""
    before, after = ({name: side.portrait(name) for name in names} for side, names in ((old, gone), (new, come)))
    weights = Weights([*before.values(), *after.values(), *_others(old, new, kept)])
    prior = log(_PRIOR / max(len(gone), len(come)))
    pairs = candidates({name: hints(one) for name, one in before.items()}, {name: hints(one) for name, one in after.items()})
    return {
        (one, other): prior + weights.says(before[one], after[other])
        for one, other in pairs if before[one].nature == after[other].nature
    }


def _others(old: Side[E], new: Side[E], kept: Mapping[str, str]) -> Iterable[Portrait]:
    """Return portraits of elements that are on both sides, of as many as tell what is common."""
    pairs = sorted(kept.items(), key=sorted)
    for one, other in pairs[:: max(1, len(pairs) // _SAMPLE)]:
        yield old.portrait(one)
        yield new.portrait(other)


def _settled(content: Mapping[Pair, float], old: Neighbours, new: Neighbours, kept: Mapping[str, str], threshold: float) -> dict[Pair, float]:
    """Return the pairs that are sure enough, weighed with the neighbours that are known, those found before included."""
    earlier: dict[Pair, float] = {}
    found = _sure(content, old, new, kept, threshold)
    rounds = 1
    while found.keys() != earlier.keys() and rounds < _ROUNDS:
        earlier, found = found, _sure(content, old, new, {**kept, **dict(found.keys())}, threshold)
        rounds += 1
    return found


def _sure(content: Mapping[Pair, float], old: Neighbours, new: Neighbours, known: Mapping[str, str], threshold: float) -> dict[Pair, float]:
    """Return the pairs that are sure enough where some ids are known on both sides."""
    there = {name: name for name in known.values()}
    before = {one: known_on(old.get(one, ()), known) for one, _ in content}
    after = {other: known_on(new.get(other, ()), there) for _, other in content}
    odds = {pair: value + between(before[pair[0]], after[pair[1]]) for pair, value in content.items()}
    return {pair: confidence for pair, confidence in assignment(odds).items() if confidence >= threshold}
