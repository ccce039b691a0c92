"""The embedded engine: DuckDB, locked, with the evidence tables in it."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from processengine.errors import CannotRun
from processengine.evidence import tables
from processengine.evidence.question import Derived, Given, Question, Row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")

_BATCH = 4096


def quoted(identifier: str) -> str:
    """Return an identifier as SQL writes it, whatever stands in it."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a constant of SQL, where no value can be bound."""
    return "'" + text.replace("'", "''") + "'"


class Engine:
    """A handle on evidence tables in DuckDB; what questions derive is kept until another table takes its name."""

    def __init__(self, connection: "DuckDBPyConnection", columns: dict[str, tuple[str, ...]] | None = None) -> None:
        self._connection = connection
        self._columns = columns or {}
        self._made: dict[str, Given | Derived] = {}

    def ask(self, question: Question[T]) -> T:
        """Work out what a question reads, run it, and return its answer."""
        self._make(question.over)
        result = self._connection.execute(question.sql, list(question.values))
        return question.answer(_rows(result))

    def has(self, table: str) -> bool:
        """Tell whether the source has an evidence table."""
        return table in self._columns

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns that a table of the source has."""
        return self._columns.get(table, ())

    def attribute(self, column: str) -> Derived:
        """Return the table `attribute` (deal, value) of one of the source's columns."""
        raise CannotRun(f"There is no column `{column}` in the source.")

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
                self._connection.execute(f"CREATE TEMP TABLE {table.name} AS {table.sql}", list(table.values))
            self._made[table.name] = table

    def _drop(self, name: str) -> None:
        """Drop a table and what was derived of it."""
        if name not in self._made:
            return
        del self._made[name]
        self._connection.execute(f"DROP TABLE {name}")
        for other in [one.name for one in self._made.values() if isinstance(one, Derived) and name in {base.name for base in one.over}]:
            self._drop(other)

    def _give(self, table: Given) -> None:
        columns = ", ".join(f"{name} {kind}" for name, kind in table.columns)
        self._connection.execute(f"CREATE TEMP TABLE {table.name} ({columns})")
        if table.rows:
            marks = ", ".join("?" for _ in table.columns)
            self._connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", [list(row) for row in table.rows])  # noqa: S608 - our own names


def _rows(result: "DuckDBPyConnection") -> Iterator[Row]:
    while batch := result.fetchmany(_BATCH):
        yield from batch


@contextmanager
def connected(readable: Sequence[Path], memory_limit: str | None = None) -> "Iterator[DuckDBPyConnection]":
    """Open an engine that may read some files and nothing else: no other file, no network, no extension, no other setting."""
    import duckdb

    spill = Path(tempfile.mkdtemp(prefix="processengine-"))
    try:
        settings: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(spill)}
        if memory_limit is not None:
            settings["memory_limit"] = memory_limit
        connection = duckdb.connect(":memory:", config=settings)
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"SET allowed_paths = [{', '.join(literal(str(path)) for path in readable)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        with connection:
            yield connection
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def make_empty(connection: "DuckDBPyConnection", present: Iterable[str]) -> None:
    """Make the evidence tables that the source lacks, without rows, so that every question can be asked."""
    held = {"stage_history": tables.STAGE_HISTORY, "deals": tables.DEALS, "facts": tables.FACTS, "activities": tables.ACTIVITIES}
    for name, columns in held.items():
        if name not in present:
            connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in columns)})")
