"""A replay without anything about fewer than five deals, so that it may be shown to anybody."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from processengine.evidence.summary import UNDER
from processengine.replay import Move, MoveKind, Replay


def for_public(whole: Replay) -> Replay:
    """Return the replay without moves, stages, names and outcomes of fewer than five deals; a warning counts what is left out."""
    moves = tuple(move for move in whole.moves if move.deals >= UNDER)
    stages = tuple(one for one in whole.stages if one.deals >= UNDER or not one.deals)
    unknown = {name: visits for name, visits in whole.unknown_visits.items() if visits >= UNDER and _deals_met(whole, name) >= UNDER}
    left_out = (len(whole.moves) - len(moves), len(whole.stages) - len(stages), len(whole.unknown_stages) - len(unknown))
    return replace(
        whole, moves=moves, stages=stages, unknown_stages=tuple(unknown), unknown_visits=unknown, began=_large(whole.began),
        outcomes=_large(whole.outcomes), kinds=_kinds(moves), first=_day(whole.first), last=_day(whole.last), as_of=_day(whole.as_of),
        warnings=tuple(_said(*left_out)),
    )


def _deals_met(whole: Replay, name: str) -> int:
    """Return how many deals at least were in a stage that the process doesn't have."""
    moves = [move.deals for move in whole.moves if name in (move.source, move.target)]
    return max((*moves, whole.began.get(name, 0)))


def _large(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count >= UNDER}


def _kinds(moves: tuple[Move, ...]) -> dict[MoveKind, int]:
    kinds = Counter[MoveKind]()
    for move in moves:
        kinds[move.kind] += move.count
    return dict(kinds)


def _day(time: str | None) -> str | None:
    return None if time is None else time[:10]


def _said(moves: int, stages: int, unknown: int) -> Iterator[str]:
    yield f"No group of fewer than {UNDER} deals is named."
    found = [f"{count} {noun if count == 1 else f'{noun}s'}" for count, noun in ((moves, "move"), (stages, "stage"), (unknown, "unknown stage")) if count]
    if found:
        yield f"Left out for that: {', '.join(found)}."
