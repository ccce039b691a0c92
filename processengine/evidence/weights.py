"""Telling sequences of stages apart by sums, in which the order of the rows they come from plays no part.

A deal's sequence becomes three sums over its rows, each of the stage's number (from 1 on) times a weight of the row's
place. Sums need no ordered aggregate, which engines spell differently and which costs three times as much, and no hash
of an engine's own, so that every warehouse finds the same. The weights are 27 bits of a fixed random text each. Two
sequences that differ somewhere have one sum in common for one in 2^27 of the possible weights of that place, whatever the
others are, and all three for one in 2^81: among ten million deals that all went different ways, two are taken for one
with a chance of 5e13 pairs in 2.4e24, or 2e-11. The products stay within 63 bits for a hundred thousand names of stages and
deals of half a million rows.
"""

from functools import cache
from hashlib import blake2b

from processengine.evidence.question import Given

_BITS = 27


@cache
def weights(places: int, name: str = "weight") -> Given:
    """Return the table `weight`, or of another name, (place, one, two, three) for as many places, from 1 on."""
    columns = (("place", "INTEGER"), ("one", "BIGINT"), ("two", "BIGINT"), ("three", "BIGINT"))
    return Given(name, columns, tuple((place, *_weight(place)) for place in range(1, places + 1)))


def _weight(place: int) -> tuple[int, int, int]:
    number = int.from_bytes(blake2b(str(place).encode(), digest_size=16).digest(), "big")
    mask = (1 << _BITS) - 1
    return number & mask, number >> _BITS & mask, number >> 2 * _BITS & mask
