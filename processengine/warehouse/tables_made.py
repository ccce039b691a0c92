"""A source's relations become the evidence tables of an engine, and what is found in them is said."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from processengine.errors import CannotRun
from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.warehouse.assigned import Assigned, Assignment, assigned
from processengine.warehouse.attributes import attribute, deal_columns
from processengine.warehouse.damaged import reading
from processengine.warehouse.deals_of_history import FIRST_ROW, deals_of_history, first_row
from processengine.warehouse.digest import digest
from processengine.warehouse.engine import Engine
from processengine.warehouse.found import Found, Wanted
from processengine.warehouse.guesses import guessed, plain
from processengine.warehouse.held import COLUMNS, Held, asked, expose, hold
from processengine.warehouse.history import expose_history
from processengine.warehouse.mapping import column_meant, mapped
from processengine.warehouse.names import listed, shown
from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import Raw
from processengine.warehouse.raws import Raws
from processengine.warehouse.read_table import GOOD, TIME, reader_of
from processengine.warehouse.rejected import with_rejected
from processengine.warehouse.said import reasons, rows
from processengine.warehouse.times import LATEST

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DAY: Final = 86_400_000_000


@dataclass(frozen=True)
class Opened:
    """A source that can be asked questions, and what was found in it."""

    engine: Engine
    found: Found


def evidence(connection: "DuckDBPyConnection", raws: Raws, wanted: Wanted, others: tuple[str, ...]) -> Opened:
    """Make the evidence tables; `others` are names of files that are none. Raise CannotRun where a table can't be read."""
    assignment = assigned(raws.raws, wanted, partial(_repeats, connection))
    _refuse_filters(wanted, assignment)
    end = _end(wanted.as_of)
    held: dict[str, Held] = {}
    notes = [*raws.notes, *assignment.notes]
    for table, one in assignment.tables.items():
        with reading(one.raw.file):
            made = _table(connection, one, raws, wanted, end)
            if _is_needless(made, assignment):
                notes.append(f"{_empty(made, wanted.as_of).rstrip('.')}; it is left out.")
                connection.execute(f"DROP TABLE {table}_seen")
                continue
            held[table] = _exposed(connection, made, wanted.as_of)
            notes.extend(made.reader.notes)
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
    return replace(held, found=replace(found, shape=one.shape.shape if one.shape is not None else "", long_ago=_long_ago(connection, held)))


def _exposed(connection: "DuckDBPyConnection", held: Held, as_of: date | None) -> Held:
    """Make the evidence table; raise CannotRun where no row counts."""
    if not held.found.usable:
        raise CannotRun(_empty(held, as_of))
    if held.found.table == "stage_history":
        return expose_history(connection, held)
    expose(connection, held)
    return held


def _is_needless(held: Held, assignment: Assignment) -> bool:
    """Tell whether a table has nothing to say, no row or none up to the day that is told, and the stage history can do without."""
    found = held.found
    return found.table != "stage_history" and "stage_history" in assignment.tables and not found.left_out and found.later == found.rows


def _empty(held: Held, as_of: date | None) -> str:
    found = held.found
    if not found.rows and not found.left_out:
        return f"{found.file}: its first row is too long to be read." if held.reader.raw.starts_long else f"{found.file} has no rows."
    if not found.rows:
        return f"{found.file}: the filter on {found.table} leaves no row of {found.left_out:,}."
    if found.later == found.rows:
        return f"{found.file}: every row lies after {as_of}, the day up to which the deals are told."
    later = f" {rows(found.later)} {'lies' if found.later == 1 else 'lie'} after {as_of}, the day up to which the deals are told." if found.later else ""
    return " ".join((f"{found.file}: no row can be used as {found.table}: {reasons(found)}.{later}", *held.reader.notes))


def _refuse_filters(wanted: Wanted, assignment: Assignment) -> None:
    """Raise CannotRun where a filter is meant for a table that the source hasn't: without a word it would leave out nothing."""
    for table, conditions in wanted.where.items():
        if table in assignment.tables or not conditions:
            continue
        column, text = next(iter(conditions.items()))
        history = assignment.tables.get("stage_history")
        own = [name for name in history.raw.columns if plain(name) == plain(column)] if history is not None and table == "deals" else []
        advice = ""
        if history is not None and own:
            line = shlex.quote(f"stage_history.{shown(own[0])}={shown(text)}")
            advice = f" {history.raw.file} tells of them: filter its rows with `--where {line}`."
        raise CannotRun(f"The source has no table {table} to filter.{advice}")


def _repeats(connection: "DuckDBPyConnection", raw: Raw) -> bool:
    """Tell whether a relation has three rows or more for two deals."""
    deal = quoted(guessed("stage_history", "deal_id", raw.columns).column or "")
    with reading(raw.file):
        (held, deals), = asked(connection, f"SELECT COUNT(*), COUNT(DISTINCT {deal}) FROM {raw.relation}")  # noqa: S608 - quoted
    return 2 * held >= 3 * deals > 0


def _long_ago(connection: "DuckDBPyConnection", held: Held) -> int:
    """Return how many rows lie before 1970, where most systems' time begins: they count, and may be slips all the same."""
    found = held.found
    if found.first is None or found.first >= 0:
        return 0
    time = SOURCE_COLUMNS[found.table][TIME[found.table]]
    (number,), = asked(connection, f"SELECT COUNT(*) FROM {found.table}_read WHERE bad = {GOOD} AND {time} < 0")  # noqa: S608 - our own names
    return number


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


def _end(day: date | None) -> int | None:
    """Return the end of a day in microseconds since 1970; raise CannotRun where it lies after all times that count."""
    if day is None:
        return None
    end = ((day - date(1970, 1, 1)).days + 1) * _DAY
    if end > LATEST:
        raise CannotRun(f"The deals can be told up to a day before 2100; {day} is none.")
    return end
