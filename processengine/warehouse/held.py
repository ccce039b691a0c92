"""The evidence tables in the engine: each read once from its source where that is a text, looked at in place where it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from processengine.evidence import tables
from processengine.warehouse.found import Broken, TableFound
from processengine.warehouse.read_table import AGAIN, GOOD, LATER, LEFT_OUT, TIME, Reader, why

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXAMPLES: Final = 3
COLUMNS: Final = {"stage_history": tables.STAGE_HISTORY, "deals": tables.DEALS, "facts": tables.FACTS, "activities": tables.ACTIVITIES}


@dataclass(frozen=True)
class Held:
    """An evidence table that the engine holds: how it is read, what was found, and whether the source numbers its rows."""

    reader: Reader
    found: TableFound
    by_seq: bool = False


def hold(connection: "DuckDBPyConnection", reader: Reader) -> Held:
    """Make the relation TABLE_read of a table, good rows and bad, and TABLE_seen, which counts them; say what is in it.

    TABLE_seen has a row for each `bad`, and in a history for each name of a stage: how many rows (`seen`), their first and
    last time, how many have a `seq`, and for each value that may be unreadable how many are.
    """
    table = reader.table
    kind = "VIEW" if reader.in_place else "TABLE"
    flags = {f"unread_{place}": sql for place, sql in enumerate(reader.unread.values())}
    if reader.closed_later:
        flags["closed_later"] = reader.closed_later
    connection.execute(f"CREATE TEMP {kind} {table}_read AS {reader.select(*(f'{sql} AS {name}' for name, sql in flags.items()))}")
    if table == "deals":
        _mark_repeated(connection, in_place=reader.in_place)
    _count(connection, reader, tuple(flags))
    return Held(reader, _found(connection, reader, tuple(flags)))


def expose(connection: "DuckDBPyConnection", held: Held) -> None:
    """Make the evidence table itself of the rows that count; what the source lacks is NULL."""
    table = held.reader.table
    has = {tables.SOURCE_COLUMNS[table][ours] for ours in held.reader.values}
    columns = ", ".join(name if name in has else f"CAST(NULL AS {kind}) AS {name}" for name, kind in COLUMNS[table])
    connection.execute(f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM {table}_read WHERE bad = {GOOD}")  # noqa: S608 - our own names


def asked(connection: "DuckDBPyConnection", sql: str) -> list[tuple[int, ...]]:
    """Return rows of numbers; what is NULL is 0."""
    return [tuple(int(value or 0) for value in row) for row in connection.execute(sql).fetchall()]


def _count(connection: "DuckDBPyConnection", reader: Reader, flags: Sequence[str]) -> None:
    table = reader.table
    time = tables.SOURCE_COLUMNS[table][TIME[table]] if TIME[table] in reader.values else "CAST(NULL AS BIGINT)"
    sums = [f"SUM(CASE WHEN {flag} THEN 1 ELSE 0 END) AS {flag}" for flag in flags]
    sums += ["COUNT(seq) AS numbered"] if "seq" in reader.values else []
    by = "name, bad" if table == "stage_history" else "bad"
    counted = ", ".join((by, "COUNT(*) AS seen", f"MIN({time}) AS first", f"MAX({time}) AS last", *sums))
    connection.execute(f"CREATE TEMP TABLE {table}_seen AS SELECT {counted} FROM {table}_read GROUP BY {by}")  # noqa: S608 - our own names


def _found(connection: "DuckDBPyConnection", reader: Reader, flags: Sequence[str]) -> TableFound:
    table, columns = reader.table, reader.columns.columns
    counts = {bad: seen for bad, seen in asked(connection, f"SELECT bad, SUM(seen) FROM {table}_seen GROUP BY bad ORDER BY bad")}  # noqa: C416, S608
    broken = tuple(Broken(why(table, bad), count, _lines(connection, table, f"bad = {bad}"))
                   for bad, count in counts.items() if bad not in (GOOD, LATER, LEFT_OUT))
    first, last = connection.execute(f"SELECT MIN(first), MAX(last) FROM {table}_seen WHERE bad = {GOOD}").fetchone() or (None, None)  # noqa: S608
    flagged = _flagged(connection, table, flags)
    unread = tuple(Broken(f"{ours} can't be read", flagged[flag], _lines(connection, table, f"bad = {GOOD} AND {flag}"))
                   for ours, flag in zip(reader.unread, flags, strict=False) if flagged[flag])
    rows = sum(count for bad, count in counts.items() if bad != LEFT_OUT)
    others = tuple(name for name in reader.raw.columns if name not in columns.values() and not name.startswith("#"))
    return TableFound(table, reader.raw.file, rows, broken, counts.get(LEFT_OUT, 0), columns, reader.columns.guessed, others, unread,
                      counts.get(LATER, 0), first=first, last=last, closed_later=flagged.get("closed_later", 0))


def _flagged(connection: "DuckDBPyConnection", table: str, flags: Sequence[str]) -> Mapping[str, int]:
    """Return of how many good rows each flag is true."""
    if not flags:
        return {}
    sums = ", ".join(f"SUM({flag})" for flag in flags)
    return dict(zip(flags, asked(connection, f"SELECT {sums} FROM {table}_seen WHERE bad = {GOOD}")[0], strict=True))  # noqa: S608 - our own names


def _lines(connection: "DuckDBPyConnection", table: str, where: str) -> tuple[int, ...]:
    """Return the numbers of some rows."""
    return tuple(line for line, in asked(connection, f"SELECT line FROM {table}_read WHERE {where} ORDER BY line LIMIT {_EXAMPLES}"))  # noqa: S608


def _mark_repeated(connection: "DuckDBPyConnection", *, in_place: bool) -> None:
    """Let a deal's first row count where it has more than one: a table of deals has one row for each."""
    if not asked(connection, f"SELECT COUNT(*) - COUNT(DISTINCT deal) FROM deals_read WHERE bad = {GOOD}")[0][0]:  # noqa: S608 - our own names
        return
    kind = "VIEW" if in_place else "TABLE"
    connection.execute(f"ALTER {kind} deals_read RENAME TO deals_all")
    again = f"bad = {GOOD} AND ROW_NUMBER() OVER (PARTITION BY deal, bad ORDER BY line) > 1"
    connection.execute(f"CREATE TEMP TABLE deals_read AS SELECT * REPLACE (CASE WHEN {again} THEN {AGAIN} ELSE bad END AS bad) FROM deals_all")  # noqa: S608
    connection.execute(f"DROP {kind} deals_all")
