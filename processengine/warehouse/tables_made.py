"""A source's relations become the evidence tables of an engine, and what is found in them is said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from processengine.errors import CannotRun
from processengine.warehouse.assigned import Assigned, Assignment, assigned
from processengine.warehouse.attributes import attribute, deal_columns
from processengine.warehouse.damaged import reading
from processengine.warehouse.deals_of_history import FIRST_ROW, deals_of_history, first_row
from processengine.warehouse.digest import digest
from processengine.warehouse.engine import Engine
from processengine.warehouse.found import Found, Wanted
from processengine.warehouse.held import COLUMNS, Held, expose, hold
from processengine.warehouse.history import expose_history
from processengine.warehouse.mapping import column_meant, mapped
from processengine.warehouse.names import listed
from processengine.warehouse.raws import Raws
from processengine.warehouse.read_table import reader_of
from processengine.warehouse.rejected import with_rejected
from processengine.warehouse.said import reasons

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Opened:
    """A source that can be asked questions, and what was found in it."""

    engine: Engine
    found: Found


def evidence(connection: "DuckDBPyConnection", raws: Raws, wanted: Wanted, others: tuple[str, ...]) -> Opened:
    """Make the evidence tables; `others` are names of files that are none. Raise CannotRun where a table can't be read."""
    assignment = assigned(raws.raws, wanted)
    end = _end(wanted.as_of)
    held: dict[str, Held] = {}
    notes = list(raws.notes)
    for table, one in assignment.tables.items():
        with reading(one.raw.file):
            held[table] = _table(connection, one, raws, wanted, end)
            notes.extend(held[table].reader.notes)
            notes.extend(_said(connection, one))
    for table, columns in COLUMNS.items():
        if table not in held:
            connection.execute(f"CREATE TEMP TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns)})")
    if "stage_history" not in held:
        connection.execute("CREATE TEMP TABLE stage_name (code INTEGER, name VARCHAR)")
    last = end if end is not None else max((one.found.last for one in held.values() if one.found.last is not None), default=None)
    connection.execute("CREATE TEMP TABLE as_of AS SELECT CAST(? AS BIGINT) AS time", [last])
    notes.extend(_unused(assignment, others))
    found = Found(wanted.source, {table: one.found for table, one in held.items()}, tuple(notes), last)
    return Opened(_engine(connection, held, assignment), found)


def _engine(connection: "DuckDBPyConnection", held: Mapping[str, Held], assignment: Assignment) -> Engine:
    columns = {table: (*one.found.columns, *one.found.others) for table, one in held.items()}
    of_history: dict[str, str] = {}
    waiting: dict[str, str] = {}
    history = held.get("stage_history")
    if history is not None:
        waiting[FIRST_ROW] = first_row(history)
    if history is not None and "deals" not in held:
        given = {ours: column_meant(history.reader.raw, theirs) for ours, theirs in assignment.of_history.items() if ours != "deal_id"}
        of_history = deal_columns(history.found.others, given)
        if of_history:
            connection.execute("DROP TABLE deals")
            waiting["deals"] = deals_of_history(connection, history, of_history)
            columns["deals"] = tuple(dict.fromkeys(("deal_id", "opened_at", *of_history)))
    return Engine(connection, columns, lambda column: attribute(column, held, of_history), waiting, lambda: digest(connection, held, of_history))


def _table(connection: "DuckDBPyConnection", one: Assigned, raws: Raws, wanted: Wanted, end: int | None) -> Held:
    columns = mapped(one.table, one.raw, one.given, one.known)
    reader = reader_of(connection, one.table, one.raw, columns, wanted.where.get(one.table, {}), end, in_place=one.shape is None and one.raw.file in raws.views)
    held = hold(connection, reader)
    of = {one.raw.file} if one.shape is None else {raw.file for raw in raws.raws if raw.name in one.shape.of}
    found = with_rejected(connection, held.found, [raws.rejects[file] for file in sorted(of) if file in raws.rejects])
    held = replace(held, found=replace(found, shape=one.shape.shape if one.shape is not None else ""))
    if not found.usable:
        raise CannotRun(_empty(held))
    if one.table == "stage_history":
        return expose_history(connection, held)
    expose(connection, held)
    return held


def _empty(held: Held) -> str:
    found = held.found
    if not found.rows and not found.left_out:
        return f"{found.file} has no rows."
    if not found.rows:
        return f"{found.file}: the filter on {found.table} leaves no row of {found.left_out:,}."
    if found.later == found.rows:
        return f"{found.file}: every row lies after the day up to which the deals are told."
    return " ".join((f"{found.file}: no row can be used as {found.table}: {reasons(found)}.", *held.reader.notes))


def _said(connection: "DuckDBPyConnection", one: Assigned) -> list[str]:
    """Return what the shape of an export has to say."""
    if one.shape is None:
        return []
    notes = list(one.shape.notes)
    for counted in one.shape.counted:
        number = (connection.execute(counted.sql).fetchone() or (0,))[0]
        notes.extend([counted.said(int(number))] if number else [])
    return notes


def _unused(assignment: Assignment, others: tuple[str, ...]) -> list[str]:
    names = [*(raw.file for raw in assignment.unused), *others]
    return [f"Not read: {listed(names)}."] if names else []


def _end(day: "date | None") -> int | None:
    """Return the end of a day in microseconds since 1970."""
    if day is None:
        return None
    end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    return (end - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
