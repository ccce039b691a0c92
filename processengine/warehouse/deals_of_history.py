"""The deals as the stage history tells of them, where the source has no table of deals."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from processengine.evidence import tables
from processengine.warehouse import numbers, times, values
from processengine.warehouse.held import Held
from processengine.warehouse.read_table import GOOD, LATER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST_ROW: Final = "first_row"
_AT_THE_END: Final = ("closed", "outcome", "reason", "reason_by")
"""What is not known of a deal while rows of it lie after the time that is told."""


def deals_of_history(connection: "DuckDBPyConnection", history: Held, columns: Mapping[str, str]) -> str:
    """Return the SELECT of the table `deals`: of each deal's first row; it is opened when it enters its first stage, unless a column says.

    `columns` gives for columns of the deals, by the user's words, those of the history that hold them.
    """
    held = {tables.SOURCE_COLUMNS["deals"][ours]: theirs for ours, theirs in columns.items()}
    made = [f"{_value(connection, history, name, theirs)} AS of_{name}" for name, theirs in held.items()]
    known = "CASE WHEN l.deal IS NULL THEN r.of_{0} END" if history.found.later else "r.of_{0}"
    values_of = {name: known.format(name) if name in _AT_THE_END else f"r.of_{name}" for name in held}
    columns_of = [f"{values_of.get(name) or ('f.entered' if name == 'opened' else f'CAST(NULL AS {kind})')} AS {name}"
                  for name, kind in tables.DEALS if name != "deal"]
    later = f" LEFT JOIN (SELECT DISTINCT deal FROM stage_history_read WHERE bad = {LATER}) AS l ON l.deal = f.deal" if history.found.later else ""  # noqa: S608
    return (f"SELECT f.deal, {', '.join(columns_of)} FROM {FIRST_ROW} AS f"  # noqa: S608 - quoted by the reader
            f" JOIN ({history.reader.select(*made)}) AS r ON r.line = f.line{later}")


def first_row(history: Held) -> str:
    """Return the SELECT of the table `first_row` (deal, entered, line): where each deal's first row stands."""
    order = "entered, seq, line" if history.by_seq else "entered, line"
    return (f"SELECT deal, MIN(entered) AS entered, ARG_MIN(line, ROW({order})) AS line FROM stage_history_read"  # noqa: S608 - our own names
            f" WHERE bad = {GOOD} GROUP BY deal")


def _value(connection: "DuckDBPyConnection", history: Held, name: str, theirs: str) -> str:
    reader, kind = history.reader, dict(tables.DEALS)[name]
    if kind in ("BIGINT", "DOUBLE"):
        how = times.reading if kind == "BIGINT" else numbers.reading
        return how(theirs, reader.kinds[theirs], reader.raw.relation, lambda sql: connection.execute(sql).fetchone() or ()).sql
    return (values.as_yes if kind == "BOOLEAN" else values.as_trimmed)(theirs, reader.kinds[theirs])
