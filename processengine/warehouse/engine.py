"""The embedded engine: DuckDB, locked, with the evidence tables in it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from processengine.errors import CannotRun
from processengine.evidence.question import Derived, Given, Question, Row
from processengine.warehouse.damaged import reading
from processengine.warehouse.quoting import literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Engine", "literal", "quoted"]

T = TypeVar("T")

_BATCH: Final = 4096
_SOURCE: Final = "The source"


class Engine:
    """A handle on evidence tables in DuckDB; what questions derive is kept until another table takes its name.

    `columns` are those of the source's tables, `attribute` gives the table of one of them. `waiting` are tables that are made
    only when a question reads them, with the SELECT of each; `digest` works out the digest of the data.
    """

    def __init__(
        self,
        connection: "DuckDBPyConnection",
        columns: Mapping[str, tuple[str, ...]] | None = None,
        attribute: Callable[[str], Derived] | None = None,
        waiting: Mapping[str, str] | None = None,
        digest: Callable[[], str] | None = None,
    ) -> None:
        self._connection = connection
        self._columns = columns or {}
        self._attribute = attribute
        self._waiting = dict(waiting or {})
        self._digest = digest
        self._digested: str | None = None
        self._made: dict[str, Given | Derived] = {}
        self._answers: dict[Question[Any], Any] = {}

    def ask(self, question: Question[T]) -> T:
        """Work out what a question reads, run it, and return its answer; raise CannotRun where memory runs out or a file is gone."""
        if not question.is_kept:
            return self._answered(question)
        if question not in self._answers:
            self._answers[question] = self._answered(question)
        answer: T = self._answers[question]
        return answer

    def _answered(self, question: Question[T]) -> T:
        _no_two_of_a_name(question.over, {})
        with reading(_SOURCE):
            self._make(question.over)
            return question.answer(_rows(self._run(question.sql, question.values)))

    def has(self, table: str) -> bool:
        """Tell whether the source has an evidence table; that of the deals may be told by the history's own columns."""
        return table in self._columns

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns that a table of the source has."""
        return self._columns.get(table, ())

    def attribute(self, column: str) -> Derived:
        """Return the table `attribute` (deal, value) of one of the source's columns."""
        if self._attribute is None:
            raise CannotRun(f"The source has no column `{column}`.")
        return self._attribute(column)

    def digest(self) -> str:
        """Return the digest of the data, worked out when it is first asked for."""
        if self._digested is None:
            with reading(_SOURCE):
                self._make_waiting(["deals"])
                self._digested = self._digest() if self._digest is not None else ""
        return self._digested

    def _run(self, sql: str, values: Sequence[object], making: str = "") -> "DuckDBPyConnection":
        """Run a SELECT, or keep what it gives as a table: nothing else is ever run, so that a file which may be read can't be written."""
        statements = self._connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type.name != "SELECT":
            raise AssertionError(f"a question is one SELECT: {sql}")
        if self._waiting:
            self._make_waiting(self._read_by(sql) & self._waiting.keys())
        return self._connection.execute(f"{making}{sql}", list(values))

    def _read_by(self, sql: str) -> set[str]:
        """Return the tables that a SELECT reads, as the engine itself understands it, in small letters; its own CTEs are among them."""
        found: set[str] = set()

        def look(part: dict[str, object]) -> None:
            if part.get("type") == "BASE_TABLE":
                found.add(str(part["table_name"]).lower())

        (told,) = self._connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone() or ("",)
        json.loads(told, object_hook=look)
        return found

    def _make_waiting(self, names: Iterable[str]) -> None:
        for name in names:
            if (sql := self._waiting.pop(name, None)) is not None:
                self._run(sql, (), f"CREATE TEMP TABLE {quoted(name)} AS ")

    def _make(self, over: Iterable[Given | Derived]) -> None:
        for table in over:
            if isinstance(table, Derived):
                self._make(table.over)
            if self._made.get(table.name) == table:
                continue
            self._drop(table.name)
            if isinstance(table, Given):
                self._give(table)
            else:
                self._run(table.sql, table.values, f"CREATE TEMP {_relation(table)} {quoted(table.name)} AS ")
            self._made[table.name] = table

    def _drop(self, name: str) -> None:
        """Drop a table and what was derived of it."""
        if name not in self._made:
            return
        made = self._made.pop(name)
        self._connection.execute(f"DROP {_relation(made)} {quoted(name)}")
        for other in [one.name for one in self._made.values() if isinstance(one, Derived) and name in {base.name for base in one.over}]:
            self._drop(other)

    def _give(self, table: Given) -> None:
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in table.columns)
        self._connection.execute(f"CREATE TEMP TABLE {quoted(table.name)} ({columns})")
        if table.rows:
            # A list for each column: row by row, a table of a hundred thousand takes a minute.
            lists = ", ".join(f"UNNEST(CAST(? AS {kind}[]))" for _, kind in table.columns)
            self._connection.execute(f"INSERT INTO {quoted(table.name)} SELECT {lists}", [list(column) for column in zip(*table.rows, strict=True)])


def _no_two_of_a_name(over: Iterable[Given | Derived], found: dict[str, Given | Derived]) -> None:
    """Raise AssertionError where what a question reads, all told, has two different tables of one name: one would be read for the other."""
    for table in over:
        known = found.get(table.name)
        if known is None:
            found[table.name] = table
            if isinstance(table, Derived):
                _no_two_of_a_name(table.over, found)
        elif known != table:
            raise AssertionError(f"a question reads two different tables named {table.name}")


def _relation(table: Given | Derived) -> str:
    return "TABLE" if isinstance(table, Given) or table.kept else "VIEW"


def _rows(result: "DuckDBPyConnection") -> Iterator[Row]:
    while batch := result.fetchmany(_BATCH):
        yield from batch
