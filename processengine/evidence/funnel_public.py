"""A funnel without anything about fewer than five deals, so that it may be shown to anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from processengine.evidence.funnel import Funnel, Group, Leg, Passage, Rate
from processengine.evidence.summary import UNDER


def for_public(whole: Funnel) -> tuple[Funnel, tuple[str, ...]]:
    """Return the funnel with its small groups put together as one, without small counts, and sentences on what is left out.

    A count of one to four is not told; neither is a share where that many lie on one of its sides.
    """
    large = [one for one in whole.groups if one.deals >= UNDER]
    small = [one for one in whole.groups if one.deals < UNDER]
    rest = [reduce(_together, small)] if small else []
    rest = [replace(one, value=None, is_rest=True) for one in rest if one.deals >= UNDER]
    groups = tuple(replace(one, passages=tuple(_passages(one.passages))) for one in (*large, *rest))
    in_error = 0 if whole.made_in_error < UNDER else whole.made_in_error
    return replace(whole, groups=groups, made_in_error=in_error), tuple(_said(len(small), bool(rest)))


def _said(small: int, is_shown: bool) -> Iterable[str]:  # noqa: FBT001 - whether the rest is
    yield f"No group of fewer than {UNDER} deals is named; what is left out for that is not told."
    if small:
        groups = "One group is" if small == 1 else f"{small} groups are"
        yield f"{groups} that small: {'put together as others' if is_shown else 'left out'}."


def _passages(found: Iterable[Passage]) -> Iterable[Passage]:
    for one in found:
        if one.reached < UNDER:
            continue
        legs = tuple(leg for leg in one.legs if _is_told(leg.rate))
        won = one.won if one.won is not None and _is_told(one.won) else None
        went_on = one.went_on if one.went_on is not None and _is_told(one.went_on) else None
        yield replace(one, legs=legs, won=won, went_on=went_on, still_there=_count(one.still_there), undecided=_count(one.undecided))


def _count(count: int | None) -> int | None:
    return None if count is not None and 0 < count < UNDER else count


def _is_told(rate: Rate) -> bool:
    return not any(0 < side < UNDER for side in (rate.part, rate.whole - rate.part))


def _together(one: Group, other: Group) -> Group:
    """Return two groups as one; a deal is in one of them only, so that counts add up."""
    stages = dict.fromkeys(passage.stage for group in (one, other) for passage in group.passages)
    return Group(None, one.deals + other.deals, tuple(_sum([passage for group in (one, other) for passage in group.passages if passage.stage == name]) for name in stages))


def _sum(found: Sequence[Passage]) -> Passage:
    first, left = found[0], sum(one.left for one in found)
    targets = dict.fromkeys(leg.target for one in found for leg in one.legs)
    legs = {target: sum(leg.rate.part for one in found for leg in one.legs if leg.target == target) for target in targets}
    return Passage(
        first.stage, sum(one.reached for one in found), left, sum(one.still_there or 0 for one in found),
        tuple(Leg(target, Rate(deals, left)) for target, deals in sorted(legs.items(), key=lambda leg: -leg[1])),
        first.next, _add(one.went_on for one in found), sum(one.undecided or 0 for one in found) if first.next else None, _add(one.won for one in found),
    )


def _add(rates: Iterable[Rate | None]) -> Rate | None:
    known = [one for one in rates if one is not None]
    return Rate(sum(one.part for one in known), sum(one.whole for one in known)) if known else None
