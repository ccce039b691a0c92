"""How much of what was joined found the deal that it belongs to."""

from collections.abc import Iterable

from processengine.replay import Join


def least(joins: Iterable[Join]) -> float | None:
    """Return the smallest share (0 to 1) of rows that found theirs; None where nothing was joined."""
    return min((join.joined / join.rows for join in joins if join.rows), default=None)
