"""Rows of a text file that can't be taken apart into values: the engine puts them aside, and here they are counted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from processengine.warehouse.found import Broken, TableFound

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WORDS = {
    "MISSING COLUMNS": "there are too few values", "TOO MANY COLUMNS": "there are too many values", "UNQUOTED VALUE": "a quotation mark is out of place",
    "INVALID ENCODING": "it is not kept as UTF-8", "LINE SIZE OVER MAXIMUM": "it is too long",
}
_EXAMPLES = 3


def with_rejected(connection: "DuckDBPyConnection", found: TableFound, rejects: Sequence[str]) -> TableFound:
    """Return what was found in a table, and the rows of its file that were put aside; the numbers of all others are set right."""
    lines = sorted({line for table in rejects for line, _ in _rows(connection, table)})
    if not lines:
        return found
    why: dict[str, list[int]] = {}
    for table in rejects:
        for line, kind in _rows(connection, table):
            why.setdefault(_WORDS.get(kind, "it can't be taken apart into values"), []).append(line)
    aside = tuple(Broken(words, len(held), tuple(held[:_EXAMPLES])) for words, held in why.items())
    broken = tuple(_shifted(one, lines) for one in found.broken)
    unread = tuple(_shifted(one, lines) for one in found.unread)
    return replace(found, rows=found.rows + len(lines), broken=(*broken, *aside), unread=unread)


def _rows(connection: "DuckDBPyConnection", table: str) -> list[tuple[int, str]]:
    """Return each row once, with the first of its faults, in the order of the file; a file may have been read more than once."""
    rows = connection.execute(f"SELECT line, MIN(CAST(error_type AS VARCHAR)) FROM {table} GROUP BY line ORDER BY line").fetchall()  # noqa: S608 - our own
    return [(int(line), str(kind)) for line, kind in rows]


def _shifted(one: Broken, aside: Sequence[int]) -> Broken:
    """Return numbers that were counted without the rows put aside as those in the file."""
    examples = []
    for number in one.examples:
        own = number
        for line in aside:
            if line > own:
                break
            own += 1
        examples.append(own)
    return replace(one, examples=tuple(examples))
