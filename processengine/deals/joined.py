"""How far the tables of a source speak of the same deals, rows that name none included where a row has to name one."""

from dataclasses import replace
from typing import Final

from processengine.deals.asked import Deals
from processengine.evidence.joins import JOINS
from processengine.replay import Join
from processengine.warehouse.found import TableFound
from processengine.warehouse.read_table import why

_MUST_NAME_ONE: Final = ("deals", "facts")
"""An activity may rightly be for nobody's deal yet: a dial at a prospect."""


def joins_of_source(deals: Deals) -> tuple[Join, ...]:
    """Return for each table how many of its rows belong to a deal of the history; of the activities those that name a deal count."""
    tables = deals.found.tables
    return tuple(replace(one, rows=one.rows + _blank(tables.get(one.table))) for one in deals.handle.ask(JOINS))


def _blank(table: TableFound | None) -> int:
    if table is None or table.table not in _MUST_NAME_ONE:
        return 0
    return sum(one.rows for one in table.broken if one.why == why(table.table, 1))
