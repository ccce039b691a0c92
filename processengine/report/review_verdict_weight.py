"""The changes that weigh most, for whoever reads three sentences: who decides, what goes, what must now be passed, what is measured otherwise."""

from typing import NamedTuple

from processengine.change import Change, Impact
from processengine.proposals.packet import Packet

_FIRST = (
    "process-removed", "must-pass-lost", "must-pass-gained", "stages-merged", "stage-split", "stages-swapped", "stage-removed", "stage-bypassed",
    "path-closed", "measure-redefined", "measure-removed", "stage-inserted", "path-opened", "stage-added", "transition-removed", "from-anywhere-removed",
)
"""Of changes of one impact these are told first, in this order; all others come after them, as the comparison has them."""


class Weighty(NamedTuple):
    """A change in a sentence, with its impact."""

    said: str
    impact: Impact


def weighty(packet: Packet, most: int = 3) -> list[Weighty]:
    """Return the most serious changes, at most so many, no sentence twice.

    A setting that decides over people, approvals or numbers comes before all others. Where one sentence sums up what happens to all stages of a process, it stands in the place of those.
    """
    told: dict[str, tuple[int, int, Impact]] = {one.said: (one.impact.rank, -2, one.impact) for one in packet.settings_told}
    for piece in packet.pieces:
        change = piece.changeset
        if change.headline and change.impact is not None:
            told.setdefault(change.headline, (change.impact.rank, -1, change.impact))
        for one in change.changes:
            if not change.headline or one.kind not in ("stage-added", "stage-removed"):
                told.setdefault(one.message, (*_weight(one), one.impact))
    found = sorted(told, key=lambda message: told[message][:2])[:most]
    return [Weighty(message, told[message][2]) for message in found]


def _weight(change: Change) -> tuple[int, int]:
    return change.impact.rank, _FIRST.index(change.kind) if change.kind in _FIRST else len(_FIRST)
