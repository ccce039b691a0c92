"""A claim as anybody may read it: without numbers on fewer than five deals."""

from dataclasses import replace

from processengine.evidence.claims.claimed import Claimed, Side
from processengine.evidence.measures.public import for_public as measure_for_public
from processengine.evidence.public import UNDER, is_few


def for_public(claimed: Claimed) -> Claimed:
    """Return a claim without anything about a group of fewer than five deals.

    Where a side has so few, or all but so few deals had the event, the claim's numbers go; where so few could be counted at
    all, the verdict goes with them.
    """
    if claimed.measured is None:
        return claimed
    whole = claimed.measured.whole
    sides = (claimed.compared.group, claimed.compared.rest) if claimed.compared is not None else ()
    bare = replace(claimed, measured=None, compared=None, cautions=(), counted="", meaning="", standing="judged")
    if is_few(whole.n) or any(is_few(side.n) for side in sides):
        return replace(bare, verdict="inconclusive", why="Fewer than five deals can be counted, too few to be told in public.")
    measured = measure_for_public(claimed.measured)
    if measured.whole.is_withheld or any(map(_is_small, sides)):
        return replace(bare, why="Fewer than five deals had it, or did not: the numbers are not told in public.")
    if whole.value is None and any(map(is_few, whole.left_out.values())):
        return replace(bare, why="There is no value, and why is about fewer than five deals, too few to be told in public.")
    return replace(claimed, measured=measured, cautions=tuple(one for one in claimed.cautions if one.smallest >= UNDER))


def _is_small(side: Side) -> bool:
    """Tell whether a side parts into groups of which one is too small to be told of."""
    return is_few(side.seen) or is_few(side.n - side.seen)
