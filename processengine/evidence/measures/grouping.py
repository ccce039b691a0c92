"""Into which groups the deals or the activities are told apart."""

from typing import Final, NamedTuple

from processengine.evidence.question import Derived, Given, Handle
from processengine.model.measure import Measure, Quantity

REP: Final = "rep"
NO_GROUPS: Final = Given("attribute", (("deal", "VARCHAR"), ("value", "VARCHAR")), ())
"""The table `attribute` where nothing is told apart."""


class Grouping(NamedTuple):
    """The table `attribute`, and whether activities are told apart by who did them."""

    attribute: Derived | Given = NO_GROUPS
    is_by_rep: bool = False


def grouping(handle: Handle, quantity: Quantity) -> Grouping:
    """Return how a measure's `by` tells groups apart; `rep` is who did an activity, and of a deal its column `rep`, else its owner."""
    by = by_of(quantity)
    if by is None:
        return Grouping()
    column = column_of(handle, by)
    return Grouping(NO_GROUPS if column is None else handle.attribute(column), by == REP)


def column_of(handle: Handle, by: str) -> str | None:
    """Return the source's column that tells deals apart; None where it has none."""
    names = (by, "owner") if by == REP else (by,)
    held = {*handle.columns("deals"), *handle.columns("stage_history")}
    return next((name for name in names if name in held), None)


def by_of(quantity: Quantity) -> str | None:
    """Return a measure's `by`; a claim has none."""
    return quantity.by if isinstance(quantity, Measure) else None
