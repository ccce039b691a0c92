"""What it says that two elements are known by this and that: the odds that they are one, before their neighbours."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import TypeVar

from processengine.diff.matching.portrait import Portrait
from processengine.diff.matching.scale import FACTS, NAMES, TEXT, Measured
from processengine.model.likeness import likeness

V = TypeVar("V", str, tuple[str, ...])

OTHERWISE = {
    "max_days": -0.9, "probability": -0.9, "forecast": -0.3, "led_by": -0.5, "because": -0.6, "closed_door": -1.5, "parked": -2.5,
    "phase": -1.2, "means": -2.0, "always_on": -0.8,
    "motion": -0.7, "journey": -0.7, "owner": -0.3, "file": -0.6,
}
"""What it says that two elements have another value."""

OF_THE_PLACE = frozenset({"mirrors", "involves", "probability", "forecast", "led_by", "phase"})
"""What goes with a place in the process: whatever replaces an element there is likely to have it too."""

_AT_ONE_PLACE = 0.4
"""How often two different elements that took each other's place share such a thing."""

_NOT_INDEPENDENT = 0.8
"""Whoever rewords the buyer's text rewords the criteria too, so that all together say less than their sum."""

_MANY_FACTS = 12


class Weights:
    """What is common among all elements and what is rare; only rare things say much.

    `portraits` are those of both sides, each element that is on both sides twice.
    """

    def __init__(self, portraits: Sequence[Portrait]) -> None:
        self.count = len(portraits)
        self.holders: Counter[Hashable] = Counter(trait for portrait in portraits for trait in traits(portrait))
        names = sorted({portrait.names for portrait in portraits})
        self.names = Measured.on(NAMES, _names_alike, names)
        self.texts = {key: Measured.on(TEXT, texts_alike, values) for key, values in _values(one.texts for one in portraits).items()}
        facts = _values({key: tuple(sorted(value)) for key, value in one.facts.items()} for one in portraits)
        self.facts = {key: Measured.on(FACTS, _facts_alike, values) for key, values in facts.items()}

    def says(self, one: Portrait, other: Portrait) -> float:
        """Return the logarithm of how much likelier it is than before that the two are one."""
        said = [self._nature(one), self.names.says(one.names, other.names, self._share_of_names(one, other))]
        said += self._texts(one, other)
        said += self._facts(one, other)
        said += [self._set(key, one.sets.get(key), other.sets.get(key)) for key in one.sets.keys() | other.sets.keys()]
        said += [self._value(key, one.values.get(key), other.values.get(key)) for key in one.values.keys() | other.values.keys()]
        return _NOT_INDEPENDENT * sum(sorted(said))

    def share(self, trait: Hashable) -> float:
        """Return which share of the elements other than the two in question has a trait."""
        return max(0, self.holders[trait] - 2) / max(1, self.count - 2)

    def _nature(self, one: Portrait) -> float:
        return max(0.0, log(0.9 / max(0.25, self.share(("nature", "", one.nature)))))

    def _share_of_names(self, one: Portrait, other: Portrait) -> float:
        return max((self.share(("name", "", name)) for name in set(one.names) & set(other.names)), default=0.0)

    def _texts(self, one: Portrait, other: Portrait) -> Iterable[float]:
        for key in one.texts.keys() | other.texts.keys():
            if key in one.texts and key in other.texts:
                share = self.share(("text", key, one.texts[key]))
                yield self.texts[key].says(one.texts[key], other.texts[key], share)
            else:
                yield TEXT.one_sided

    def _facts(self, one: Portrait, other: Portrait) -> Iterable[float]:
        for key in one.facts.keys() | other.facts.keys():
            if key in one.facts and key in other.facts:
                share = self.share(("facts", key, one.facts[key]))
                left, right = (tuple(sorted(side.facts[key])) for side in (one, other))
                yield self.facts[key].says(left, right, share)
            else:
                yield FACTS.one_sided

    def _set(self, key: str, one: frozenset[str] | None, other: frozenset[str] | None) -> float:
        if one is None or other is None:
            return -0.3
        if one == other:
            return max(0.0, log(0.75 / max(_floor(key, 0.05), self.share(("set", key, one)))))
        rarest = min((self.share(("item", key, item)) for item in one & other), default=None)
        return -0.8 if rarest is None else max(0.0, log(0.5 / max(_floor(key, 0.2), rarest)))

    def _value(self, key: str, one: Hashable, other: Hashable) -> float:
        if one != other:
            return OTHERWISE[key]
        return max(0.0, log(0.85 / max(_floor(key, 0.1), self.share(("value", key, one)))))


def _floor(key: str, floor: float) -> float:
    return _AT_ONE_PLACE if key in OF_THE_PLACE else floor


def traits(portrait: Portrait) -> Iterable[Hashable]:
    """Return everything in a portrait that another may share, each with what kind of thing it is."""
    yield "nature", "", portrait.nature
    yield from (("name", "", name) for name in portrait.names)
    yield from (("text", key, text) for key, text in portrait.texts.items())
    for key, facts in portrait.facts.items():
        yield "facts", key, facts
        yield from (("fact", key, fact) for fact in facts)
    for key, ids in portrait.sets.items():
        yield "set", key, ids
        yield from (("item", key, one) for one in ids)
    yield from (("value", key, value) for key, value in portrait.values.items())


def hints(portrait: Portrait) -> set[Hashable]:
    """Return what may lead to another portrait that is worth a look: all traits, and the words of the names."""
    return {*traits(portrait), *(("word", "", word) for name in portrait.names for word in name.split())}


def _values(portraits: Iterable[Mapping[str, V]]) -> dict[str, list[V]]:
    """Return the different values of each field, sorted."""
    found: dict[str, set[V]] = {}
    for portrait in portraits:
        for key, value in portrait.items():
            found.setdefault(key, set()).add(value)
    return {key: sorted(values) for key, values in found.items()}


def _names_alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not set(one).isdisjoint(other):
        return 1.0
    return max(_likeness(*sorted((left, right))) for left in one for right in other)


_likeness = lru_cache(maxsize=4096)(likeness)


def texts_alike(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: Dice's coefficient of their runs of three letters."""
    if one == other:
        return 1.0
    left, right = _runs(one), _runs(other)
    return 2 * len(left & right) / (len(left) + len(right)) * 0.999


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def _facts_alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return which share of the facts of both sides has its like on the other side, weighed by how alike they are."""
    if one == other:
        return 1.0
    shared = set(one) & set(other)
    left, right = ([fact for fact in side if fact not in shared] for side in (one, other))
    near = 0.0
    if len(left) <= _MANY_FACTS and len(right) <= _MANY_FACTS:
        found = (max((alike for there in far if (alike := texts_alike(fact, there)) >= 0.7), default=0.0)
                 for here, far in ((left, right), (right, left)) for fact in here)
        near = sum(sorted(found))
    return (2 * len(shared) + near) / (len(one) + len(other)) * 0.999
