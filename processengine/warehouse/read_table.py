"""One evidence table as its source has it: its rows with our columns, each with what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from processengine.evidence import tables
from processengine.warehouse import numbers, times, values
from processengine.warehouse.mapping import NEEDED, Columns, column_meant
from processengine.warehouse.quoting import quoted
from processengine.warehouse.raw import Raw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GOOD, NO_TIME, UNREADABLE, IMPOSSIBLE, LATER, LEFT_OUT, AGAIN = 0, 20, 21, 22, 30, 31, 32
"""What `bad` says of a row; from 1 to 19 the needed column is missing that stands in this place."""

TIME: Final = {"stage_history": "entered_at", "deals": "opened_at", "facts": "at", "activities": "at"}
"""The column by which a row lies before or after a time."""

_KINDS: Final = {
    "stage_history": dict(tables.STAGE_HISTORY), "deals": dict(tables.DEALS), "facts": dict(tables.FACTS), "activities": dict(tables.ACTIVITIES),
}


@dataclass(frozen=True)
class Reader:
    """How a table is read: `values` gives for ours, by the user's words, the SQL of its value over `raw`; `bad` that of what is wrong.

    `unread` tells of a value that the table can do without whether it stands there and can't be read, `closed_later` whether a
    deal was closed after the time that is told. `kinds` are the types of the source's columns. `computed` gives for names that
    stand in these SQLs what they stand for: a time is long to read and told several times, and planned as often if written out.
    """

    table: str
    raw: Raw
    columns: Columns
    kinds: Mapping[str, str]
    values: Mapping[str, str]
    bad: str
    unread: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    closed_later: str = ""
    in_place: bool = False
    computed: Mapping[str, str] = field(default_factory=dict)

    @property
    def row(self) -> str:
        """The SQL of a row's number."""
        return quoted(self.raw.row) if self.raw.row else "ROW_NUMBER() OVER ()"

    def select(self, *more: str) -> str:
        """Return the SELECT of our columns, `bad`, `line` (the row's number) and what else is asked for."""
        held = tables.SOURCE_COLUMNS[self.table]
        named = {"code": "name"}
        own = [f"{sql} AS {named.get(held[ours], held[ours])}" for ours, sql in self.values.items()]
        computed = "".join(f", {sql} AS {name}" for name, sql in self.computed.items())
        return f"SELECT {', '.join((*own, *more))}, {self.bad} AS bad, {self.row} AS line FROM (SELECT *{computed} FROM {self.raw.relation})"  # noqa: S608 - quoted

    def text_of(self, column: str) -> str:
        """Return the SQL of any of the source's columns as text."""
        return _as_text(column, self.kinds[column], in_place=self.in_place)


def reader_of(connection: "DuckDBPyConnection", table: str, raw: Raw, columns: Columns, where: Mapping[str, str], end: int | None, *, in_place: bool = False) -> Reader:
    """Return how a table is read; `end` is the time from which on rows are too late to count.

    One that is read `in_place` is looked at again by every question: its texts count as they stand.
    """
    kinds = {str(row[0]): str(row[1]) for row in connection.execute(f"DESCRIBE SELECT * FROM {raw.relation}").fetchall()}  # noqa: S608 - quoted

    def ask(sql: str) -> tuple[object, ...]:
        row = connection.execute(sql).fetchone()
        assert row is not None
        return tuple(row)

    held: dict[str, str] = {}
    computed: dict[str, str] = {}
    given: dict[str, str] = {}
    notes: list[str] = []
    for ours, theirs in columns.columns.items():
        kind, wanted = kinds[theirs], _KINDS[table][tables.SOURCE_COLUMNS[table][ours]]
        if wanted == "BIGINT" and ours != "seq":
            read: times.Reading | numbers.Reading = times.reading(theirs, kind, raw.relation, ask)
            held[ours] = _named(ours, kinds)
            computed[held[ours]] = read.sql
            notes.extend([f"{raw.file}: `{theirs}` {read.note}."] if read.note else [])
        elif wanted == "DOUBLE":
            read = numbers.reading(theirs, kind, raw.relation, ask)
            held[ours] = _named(ours, kinds)
            computed[held[ours]] = read.sql
            notes.extend([f"{raw.file}: `{theirs}` {read.note}."] if read.note else [])
        else:
            held[ours] = _value(ours, wanted, theirs, kind, in_place=in_place)
        if wanted not in ("VARCHAR", "INTEGER"):
            given[ours] = f"({(values.as_trimmed(theirs, kind) if kind == 'VARCHAR' else quoted(theirs))} IS NOT NULL)"
    filters = [(column_meant(raw, column), text) for column, text in where.items()]
    left_out = _left_out(connection, table, [(values.as_trimmed(column, kinds[column]), text) for column, text in filters])
    bad = _bad(table, held, given, left_out, end)
    unread = {ours: f"({there} AND {held[ours]} IS NULL)" for ours, there in given.items() if ours not in NEEDED[table]}
    closed_later = f"COALESCE({held['closed_at']} >= {end}, FALSE)" if end is not None and "closed_at" in held else ""
    return Reader(table, raw, columns, kinds, _as_of(held, closed_later), bad, unread, tuple(notes), closed_later, in_place, computed)


def _named(ours: str, theirs: Iterable[str]) -> str:
    """Return a name for what is computed that no column of the source has."""
    taken, name = {one.casefold() for one in theirs}, f"#{ours}"
    while name in taken:
        name = f"#{name}"
    return quoted(name)


def _left_out(connection: "DuckDBPyConnection", table: str, filters: Sequence[tuple[str, str]]) -> str:
    """Return the condition of the rows that count, empty where all do; each of the `filters` is the SQL of a value and the text that it must be.

    The texts are bound into a table TABLE_where, as neither a view nor what is made of it can bind any.
    """
    if not filters:
        return ""
    columns = ", ".join(f"CAST(? AS VARCHAR) AS text_{place}" for place in range(len(filters)))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table}_where AS SELECT {columns}", [text.strip() for _, text in filters])
    return " AND ".join(f"COALESCE({sql} = (SELECT text_{place} FROM {table}_where), FALSE)" for place, (sql, _) in enumerate(filters))  # noqa: S608 - our own names


def _as_of(held: Mapping[str, str], closed_later: str) -> dict[str, str]:
    """Return the values as they were at the time that is told: a deal that was closed later was open."""
    if not closed_later:
        return dict(held)
    return {ours: f"(CASE WHEN NOT {closed_later} THEN {sql} END)" if ours in ("closed_at", "outcome", "reason", "reason_by") else sql for ours, sql in held.items()}


def _value(ours: str, wanted: str, theirs: str, kind: str, *, in_place: bool) -> str:
    if ours == "kind":
        return f"LOWER({values.as_trimmed(theirs, kind)})"
    how = {"BIGINT": values.as_whole, "BOOLEAN": values.as_yes}
    return how[wanted](theirs, kind) if wanted in how else _as_text(theirs, kind, in_place=in_place)


def _as_text(column: str, kind: str, *, in_place: bool) -> str:
    return values.as_text(column, kind) if in_place or kind != "VARCHAR" else values.as_trimmed(column, kind)


def _bad(table: str, held: Mapping[str, str], given: Mapping[str, str], left_out: str, end: int | None) -> str:
    time, needed = TIME[table], NEEDED[table]
    cases = [f"NOT ({left_out}) THEN {LEFT_OUT}"] if left_out else []
    cases += [f"{held[ours]} IS NULL THEN {place}" for place, ours in enumerate(needed, 1) if ours != time]
    if time in needed:
        cases += [f"NOT {given[time]} THEN {NO_TIME}", f"{held[time]} IS NULL THEN {UNREADABLE}",
                  f"{held[time]} < {times.EARLIEST} OR {held[time]} >= {times.LATEST} THEN {IMPOSSIBLE}"]
    if end is not None and time in held:
        cases.append(f"{held[time]} >= {end} THEN {LATER}")
    return f"CAST(CASE WHEN {' WHEN '.join(cases)} ELSE {GOOD} END AS TINYINT)"


def why(table: str, bad: int) -> str:
    """Return what a broken row lacks, in words."""
    words = {NO_TIME: "the time is missing", UNREADABLE: "the time can't be read", IMPOSSIBLE: "the time lies before 1900 or after 2099",
             AGAIN: "the deal has a row already"}
    return words.get(bad) or f"{NEEDED[table][bad - 1]} is missing"
