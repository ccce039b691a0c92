"""What the reader of a source noticed, in sentences for whoever reads a result."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from processengine.evidence.measures.needs import needs
from processengine.warehouse.found import Found, TableFound
from processengine.warehouse.said import warnings

if TYPE_CHECKING:
    from processengine.model.measure import Quantity

OF_STAGES: Final = ("stage_history",)
"""The table behind whatever is said of stages alone."""

OF_DEALS: Final = ("stage_history", "deals")
"""The tables behind what is said of deals: when they were opened and closed, whose they are."""


def noticed(found: Found, tables: Collection[str] | None = OF_STAGES, *, is_public: bool = False) -> tuple[str, ...]:
    """Return what a result must say of the tables that it was computed from (None: all): what doesn't count, and the reader's remarks.

    In public neither rows are pointed at, nor a number of them told that may be that of a few deals.
    """
    used = {name: table for name, table in found.tables.items() if tables is None or name in tables}
    if is_public:
        return (*_in_public(used.values()), *found.notes)
    return tuple(dict.fromkeys(warnings(replace(found, tables=used))))


def tables_of(quantities: "Iterable[Quantity]") -> frozenset[str]:
    """Return the tables that measures are computed from."""
    return frozenset(OF_DEALS) | {need.table for quantity in quantities for need in needs(quantity)}


def _in_public(tables: Iterable[TableFound]) -> Iterator[str]:
    held = list(tables)
    if any(one.usable < one.rows for one in held):
        yield "Some rows of the source don't count."
    if any(one.unread for one in held):
        yield "In some rows of the source a value can't be read, and counts as missing."
    if any(one.long_ago for one in held):
        yield "Some rows of the source lie before 1970, and count."
    if any(one.closed_later for one in held):
        yield "Deals that closed after the last day that is told count as open."
