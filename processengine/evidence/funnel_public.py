"""A funnel without anything about fewer than five deals, so that it may be shown to anybody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import compress
from typing import Final

from processengine.evidence.funnel import Funnel, Group, Leg, Passage, Rate
from processengine.evidence.public import LAW, Cell, Sum, hidden, kept, told
from processengine.evidence.ways import Fate
from processengine.evidence.ways_public import of_many

_DEALS: Final[Cell] = ("deals",)


def for_public(whole: Funnel) -> tuple[Funnel, tuple[str, ...]]:
    """Return the funnel with its small groups put together as one, without what may not be told, and sentences on that."""
    is_told = kept([one.deals for one in whole.groups])
    large, small = list(compress(whole.groups, is_told)), [one for one, is_large in zip(whole.groups, is_told, strict=True) if not is_large]
    rest = [replace(reduce(_together, small), value=None, is_rest=True)] if small else []
    fate = of_many(whole.fate)
    groups = tuple(replace(one, passages=tuple(_passages(one, None if whole.by else fate))) for one in (*large, *rest))
    return replace(whole, groups=groups, made_in_error=told(whole.made_in_error), fate=fate, is_public=True), tuple(_said(len(small)))


def _said(small: int) -> Iterator[str]:
    yield LAW
    if small:
        yield f"{small} groups are put together as others for that."


def _passages(group: Group, fate: Fate | None) -> Iterator[Passage]:
    """Yield what is told of each stage; what is None or left out there is hidden. `fate` is what is told of all the group's deals."""
    values = _values(group)
    ends: dict[Cell, int] = {("fate", "closed"): fate.closed, ("fate", "won"): fate.won, ("fate", "open"): fate.open} if fate is not None else {}
    gone = hidden({**values, **ends}, (*_sums(group, values), *_ends(group)), fixed=(_DEALS, *ends))

    def shown(what: str, stage: str, count: int | None) -> int | None:
        return None if (what, stage) in gone else count

    for one in group.passages:
        stage = one.stage
        if ("reached", stage) in gone:
            continue
        left = shown("left", stage, one.left)
        yield replace(
            one, left=left, legs=() if left is None else tuple(leg for leg in one.legs if ("leg", stage, leg.target) not in gone),
            still_there=shown("still there", stage, one.still_there), undecided=shown("undecided", stage, one.undecided),
            without_it=shown("without", stage, one.without_it),
            went_on=None if gone & {("went on", stage), ("decided", stage)} else one.went_on, won=None if gone & {("won", stage), ("closed", stage)} else one.won,
        )


def _values(group: Group) -> dict[Cell, int]:
    """Return each number of a group's stages."""
    found: dict[Cell, int | None] = {_DEALS: group.deals}
    for one in group.passages:
        legs: dict[Cell, int | None] = {("leg", one.stage, leg.target): leg.rate.part for leg in one.legs}
        found |= legs | {
            ("reached", one.stage): one.reached, ("left", one.stage): one.left, ("still there", one.stage): one.still_there,
            ("undecided", one.stage): one.undecided, ("without", one.stage): one.without_it,
        }
        for rate, part, whole in ((one.went_on, "went on", "decided"), (one.won, "won", "closed")):
            if rate is not None:
                found |= {(part, one.stage): rate.part, (whole, one.stage): rate.whole}
    return {cell: count for cell, count in found.items() if count is not None}


def _sums(group: Group, values: Mapping[Cell, int]) -> Iterator[Sum]:
    """Yield what nests in what: all in the deals, and of a stage all in those that reached it."""
    yield from (Sum(_DEALS, (cell,)) for cell in values if cell != _DEALS)
    yield Sum(_DEALS, tuple(("still there", one.stage) for one in group.passages))
    for one in group.passages:
        stage, reached, left = one.stage, ("reached", one.stage), ("left", one.stage)
        legs = tuple(("leg", stage, leg.target) for leg in one.legs)
        yield from (Sum(reached, ((what, stage),)) for what in ("left", "still there", "went on", "won", "closed"))
        yield Sum(reached, (("decided", stage), ("undecided", stage)), is_all=bool(one.next))
        yield from (Sum(whole, (leg,)) for whole in (reached, left) for leg in legs)
        yield Sum(left, legs, is_all=sum(leg.rate.part for leg in one.legs) == one.left)
        yield from (Sum(("decided", stage), (("went on", stage),)), Sum(("closed", stage), (("won", stage),)))
        yield Sum(("reached", one.next), (("went on", stage), ("without", stage)))


def _ends(group: Group) -> Iterator[Sum]:
    """Yield what nests in what became of all the deals."""
    yield Sum(("fate", "open"), tuple(("still there", one.stage) for one in group.passages))
    for one in group.passages:
        yield from (Sum(("fate", "closed"), (("closed", one.stage),)), Sum(("fate", "won"), (("won", one.stage),)), Sum(("fate", "open"), (("undecided", one.stage),)))


def _together(one: Group, other: Group) -> Group:
    """Return two groups as one; a deal is in one of them only, so that counts add up."""
    stages = dict.fromkeys(passage.stage for group in (one, other) for passage in group.passages)
    return Group(None, one.deals + other.deals, tuple(_sum([passage for group in (one, other) for passage in group.passages if passage.stage == name]) for name in stages))


def _sum(found: Sequence[Passage]) -> Passage:
    first, left = found[0], sum(one.left or 0 for one in found)
    targets = dict.fromkeys(leg.target for one in found for leg in one.legs)
    legs = {target: sum(leg.rate.part for one in found for leg in one.legs if leg.target == target) for target in targets}
    return Passage(
        first.stage, sum(one.reached for one in found), left, sum(one.still_there or 0 for one in found),
        tuple(Leg(target, Rate(deals, left)) for target, deals in sorted(legs.items(), key=lambda leg: (-leg[1], leg[0]))),
        first.next, _add(one.went_on for one in found), sum(one.undecided or 0 for one in found) if first.next else None, _add(one.won for one in found),
        sum(one.without_it or 0 for one in found) if first.next else None,
    )


def _add(rates: Iterable[Rate | None]) -> Rate | None:
    known = [one for one in rates if one is not None]
    return Rate(sum(one.part for one in known), sum(one.whole for one in known)) if known else None
