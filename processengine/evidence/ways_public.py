"""The ways that deals go, without anything about fewer than five of them, nor what tells that by subtraction."""

from collections.abc import Sequence
from dataclasses import replace

from processengine.evidence.public import is_few, kept_rows, told
from processengine.evidence.ways import Fate, Paths, Rest, Way


def for_public(whole: Paths) -> Paths:
    """Return the ways, those of too few deals put together with the rest.

    What became of a way's deals is told where each part (won, closed otherwise, open, handed over) is none or five at
    least, and so is the same part of all the ways together of which it isn't told: else the rarest of the others goes with them.
    """
    named = _named(whole)
    hidden = whole.ways - len(named)
    rest = Rest(hidden, whole.deals - sum(one.deals for one in named), _less(whole, named)) if hidden else None
    fates = _fates([*(one.fate for one in named), *((rest.fate,) if rest else ())])
    return replace(
        whole,
        shown=tuple(_way(one, fate) for one, fate in zip(named, fates, strict=False)),
        rest=replace(rest, fate=fates[-1]) if rest else None,
        fate=None if fates.count(None) == 1 else of_many(whole.fate),
        made_in_error=told(whole.made_in_error),
        is_public=True,
    )


def of_many(fate: Fate | None) -> Fate | None:
    """Return what became of deals; None where some part of them is fewer than five."""
    return None if fate is None or any(map(is_few, _parts(fate))) else fate


def _named(whole: Paths) -> list[Way]:
    """Return the ways that are named: the others have five deals at least, so that the rarest goes with a single small one."""
    named = [one for one in whole.shown if not is_few(one.deals)]
    while named and is_few(whole.deals - sum(one.deals for one in named)):
        named.pop()
    return named


def _fates(rows: Sequence[Fate | None]) -> list[Fate | None]:
    """Return what is told of what became of the deals in each row."""
    is_kept = kept_rows([(0,) if fate is None else (fate.deals, *_parts(fate)) for fate in rows])
    return [fate if is_told else None for fate, is_told in zip(rows, is_kept, strict=True)]


def _parts(fate: Fate) -> tuple[int, int, int, int]:
    return fate.won, fate.closed - fate.won, fate.open, fate.handed_over


def _way(way: Way, fate: Fate | None) -> Way:
    is_told = way.fate is None or fate is not None
    outcomes = way.outcomes if is_told and not any(is_few(deals) for _, deals in way.outcomes) else ()
    return replace(
        way,
        fate=fate,
        outcomes=outcomes,
        median_days=way.median_days if is_told else None,
        not_allowed=tuple(one for one in way.not_allowed if outcomes or one.deals == way.deals),
    )


def _less(whole: Paths, named: Sequence[Way]) -> Fate | None:
    """Return what became of the deals on the ways that aren't named."""
    if whole.fate is None:
        return None
    fates = [one.fate for one in named if one.fate is not None]
    return Fate(*(getattr(whole.fate, part) - sum(getattr(one, part) for one in fates) for part in ("deals", "closed", "won", "handed_over")))
