"""Opening a source: its files become the evidence tables of a locked engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.errors import CannotRun
from processengine.evidence import tables
from processengine.warehouse.engine import Engine, connected, literal, make_empty, quoted
from processengine.warehouse.found import Broken, Found, TableFound, Wanted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_READERS = {".csv": "read_csv({}, all_varchar = true)", ".parquet": "read_parquet({})"}
_GUESSES = {
    "deal_id": ("deal_id", "case_id", "case:concept:name", "opportunityid"),
    "stage": ("stage", "activity", "concept:name", "stagename"),
    "entered_at": ("entered_at", "timestamp", "time:timestamp", "createddate"),
    "seq": ("seq", "event_id"),
}


@dataclass(frozen=True)
class Opened:
    """A source that can be asked questions, and what was found in it."""

    engine: Engine
    found: Found


@contextmanager
def opened(wanted: Wanted, memory_limit: str | None = None) -> Iterator[Opened]:
    """Open a source for questions; raise CannotRun where it can't be read or holds no stage history."""
    path = Path(wanted.source)
    suffix = "".join(path.suffixes[-2:]) if path.suffix == ".gz" else path.suffix
    reader = _READERS.get(suffix.removesuffix(".gz").lower())
    if not path.is_file() or reader is None:
        raise CannotRun(f"{wanted.source} can't be read as the deals' history.")
    with connected([path], memory_limit) as connection:
        table = _history(connection, wanted, reader.format(literal(str(path))))
        make_empty(connection, {"stage_history"})
        found = Found(wanted.source, {"stage_history": table})
        yield Opened(Engine(connection, {"stage_history": (*table.columns, *table.others)}), found)


def _history(connection: "DuckDBPyConnection", wanted: Wanted, raw: str) -> TableFound:
    names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {raw}").fetchall()]
    given = wanted.columns.get("stage_history", {})
    lower = {name.lower(): name for name in names}
    held = {ours: given.get(ours) or next((lower[name] for name in likely if name in lower), None) for ours, likely in _GUESSES.items()}
    columns = {ours: theirs for ours, theirs in held.items() if theirs is not None}
    for ours in ("deal_id", "stage", "entered_at"):
        if ours not in columns:
            raise CannotRun(f"{wanted.source}: no column holds `{ours}`.")
    where = " AND ".join(f"CAST({quoted(column)} AS VARCHAR) = {literal(text)}" for column, text in wanted.where.get("stage_history", {}).items())
    seq = f"CAST({quoted(columns['seq'])} AS BIGINT)" if "seq" in columns else "row_number() OVER ()"
    connection.execute(f"""
        CREATE TEMP TABLE raw AS
        SELECT CAST({quoted(columns['deal_id'])} AS VARCHAR) AS deal, CAST({quoted(columns['stage'])} AS VARCHAR) AS name,
            epoch_us(TRY_CAST({quoted(columns['entered_at'])} AS TIMESTAMPTZ)) AS entered, {seq} AS seq
        FROM {raw} {'WHERE ' + where if where else ''}
    """)  # noqa: S608 - identifiers quoted, values as constants
    connection.execute("CREATE TEMP TABLE stage_name AS SELECT CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS code, name"
                       " FROM (SELECT DISTINCT name FROM raw WHERE name IS NOT NULL)")
    connection.execute("CREATE TEMP TABLE stage_history AS SELECT deal, code, entered, seq, CAST(NULL AS VARCHAR) AS process,"
                       " CAST(NULL AS VARCHAR) AS by_whom FROM raw JOIN stage_name USING (name) WHERE deal IS NOT NULL AND entered IS NOT NULL")
    rows = _count(connection, "raw")
    broken = rows - _count(connection, "stage_history")
    others = tuple(name for name in names if name not in columns.values())
    assert len(tables.STAGE_HISTORY) == 6
    return TableFound("stage_history", wanted.source, rows, (Broken("a value is missing or is no time", broken),) if broken else (), 0,
                      columns, frozenset(set(columns) - set(given)), others)


def _count(connection: "DuckDBPyConnection", table: str) -> int:
    row = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 - our own name
    assert row is not None
    return int(row[0])
