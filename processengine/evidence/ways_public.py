"""The ways that deals go, without anything about a group of fewer than five of them."""

from dataclasses import replace

from processengine.evidence.summary import UNDER
from processengine.evidence.ways import Fate, Paths, Rest, Way


def for_public(whole: Paths) -> Paths:
    """Return the ways with those of fewer than five deals put together with the rest.

    What became of a way's deals is told where each part (won, closed otherwise, open, handed over) is none or five at
    least. Where just one way, or the rest, isn't told, neither is the rarest of the others, and where there is no other
    not the whole: it could be found by subtraction.
    """
    named = [one for one in whole.shown if one.deals >= UNDER]
    hidden = whole.ways - len(named)
    rest = Rest(hidden, whole.deals - sum(one.deals for one in named), _less(whole, named)) if hidden else None
    fates = [_told(one.fate) for one in named]
    parts = [*fates, *((rest.fate,) if rest else ())]
    is_lonely = whole.fate is not None and parts.count(None) == 1
    others = [place for place, fate in enumerate(fates) if fate is not None]
    if is_lonely and others:
        fates[others[-1]] = None
    return replace(
        whole,
        shown=tuple(_way(one, fate) for one, fate in zip(named, fates, strict=True)),
        rest=rest,
        fate=None if is_lonely and not others else _told(whole.fate),
        made_in_error=0 if whole.made_in_error < UNDER else whole.made_in_error,
        is_public=True,
    )


def _way(way: Way, fate: Fate | None) -> Way:
    is_told = way.fate is None or fate is not None
    all_many = all(deals >= UNDER for _, deals in way.outcomes)
    return replace(
        way,
        fate=fate,
        outcomes=way.outcomes if is_told and all_many else (),
        median_days=way.median_days if is_told else None,
        not_allowed=tuple(one for one in way.not_allowed if one.deals >= UNDER),
    )


def _told(fate: Fate | None) -> Fate | None:
    parts = (fate.won, fate.closed - fate.won, fate.open, fate.handed_over) if fate is not None else ()
    return None if any(0 < part < UNDER for part in parts) else fate


def _less(whole: Paths, named: list[Way]) -> Fate | None:
    """Return what became of the deals on the ways that aren't named."""
    if whole.fate is None:
        return None
    fates = [one.fate for one in named if one.fate is not None]
    return _told(Fate(*(getattr(whole.fate, part) - sum(getattr(one, part) for one in fates) for part in ("deals", "closed", "won", "handed_over"))))
