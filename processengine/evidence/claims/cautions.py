"""All that speaks against taking a verdict at its word, each once."""

from collections.abc import Iterable

from processengine.evidence.claims.claimed import Caution
from processengine.evidence.measures.measured import Measured

ALL = 2**62
"""A note on the data as a whole tells of no group."""


def cautions(some: Iterable[Caution | None], measured: Measured | None) -> tuple[Caution, ...]:
    """Return cautions in order, and what is said of the data beside a value."""
    notes = [Caution(note, ALL) for note in measured.notes] + [Caution(note, 1) for note in measured.of_few] if measured is not None else []
    held = [*(one for one in some if one is not None), *notes]
    return tuple(dict.fromkeys(held))
