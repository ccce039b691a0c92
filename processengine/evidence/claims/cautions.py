"""All that speaks against taking a verdict at its word, each once."""

from collections.abc import Iterable

from processengine.evidence.claims.claimed import Caution

ALL = 2**62
"""A note on the data as a whole tells of no group."""


def cautions(some: Iterable[Caution | None], notes: Iterable[str]) -> tuple[Caution, ...]:
    """Return cautions and notes in order."""
    held = [*(one for one in some if one is not None), *(Caution(note, ALL) for note in notes)]
    return tuple(dict.fromkeys(held))
