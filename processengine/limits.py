"""From which number on something is said of the deals: one limit and one reading of it, whoever asks."""

from collections.abc import Mapping
from typing import Final

from processengine.graph import GOOD
from processengine.replay import Join, Move

SOME: Final = 0.05
"""The share (0 to 1) from which on something is a habit, and above which oddities make a source unfit."""

HALF: Final = 0.5
"""The share of rows that must belong to a known deal before anything is concluded from a table."""

TELLING: Final = 5
"""Closed deals from which on it is hardly chance that all of them were won: at even odds it happens once in 32 times."""


def is_habit(part: int, whole: int) -> bool:
    """Tell whether enough of the deals (or moves) do something for it to be no exception."""
    return part >= SOME * whole


def is_too_much(part: int, whole: int) -> bool:
    """Tell whether so many rows (or visits) are odd that the rest can't be trusted either."""
    return part > SOME * whole


def covers_little(part: int, whole: int) -> bool:
    """Tell whether so few rows belong to a known deal that nothing is concluded from them."""
    return part < HALF * whole


def joins_little(join: Join) -> bool:
    """Tell whether under half of a table's rows belong to a known deal."""
    return covers_little(join.joined, join.rows)


def made_unmodelled_by(move: Move) -> int:
    """Return how many deals made a move that the process in force didn't allow when they made it, as far as counts can tell."""
    return 0 if move.allowed else min(move.deals, move.count - move.allowed_count)


def is_unmodelled(move: Move, at_stage: int, min_deals: int, *, is_parked: bool) -> bool:
    """Tell whether a move that the process doesn't allow is a habit of the deals at the stage that is left.

    `is_parked` tells that deals wait there: they may return to where they came from, and that they mostly do is no such move.
    """
    made_by = made_unmodelled_by(move)
    is_return = is_parked and mostly_allowed(move)
    return made_by > 0 and not is_return and made_by >= min_deals and is_habit(made_by, max(at_stage, move.deals))


def mostly_allowed(move: Move) -> bool:
    """Tell whether the process allowed a move more often than not."""
    return 2 * move.allowed_count > move.count


def closed_well(outcomes: Mapping[str, int] | Mapping[str | None, int]) -> int:
    """Return how many deals are closed where all of them ended well; 0 where one didn't, or none is closed.

    `outcomes` are the numbers of deals by kind, those handed over to another process under any other name: a source that has
    them doesn't hold winners alone. What was made in error doesn't count.
    """
    told = {kind: number for kind, number in outcomes.items() if number and kind != "admin"}
    return sum(told.values()) if GOOD.issuperset(told) else 0


def are_survivors(outcomes: Mapping[str, int] | Mapping[str | None, int], still_open: int | None) -> bool:
    """Tell whether a source holds deals that ended well alone: up to four of them beside open ones may be a good start."""
    closed = closed_well(outcomes)
    return closed >= TELLING or (closed > 0 and not still_open)
