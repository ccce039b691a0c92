"""A question to the evidence tables, and who may be asked one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")

Value = str | int | float | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Given:
    """A small table of values that a question brings along: `columns` are names and SQL types, `rows` the values."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Derived:
    """A table that is worked out of others once and kept: `sql` is a SELECT, `over` what it reads besides the evidence tables.

    One that is not `kept` is worked out whenever it is read, and binds no values.
    """

    name: str
    sql: str
    values: tuple[Value, ...] = ()
    over: "tuple[Given | Derived, ...]" = ()
    kept: bool = True


@dataclass(frozen=True)
class Question(Generic[T]):
    """One SELECT with its values bound in order, the tables that it reads besides the evidence tables, and how its rows are read.

    `answer` gets the rows as they come, each once: it keeps no more of them than it needs. What `is_kept` is asked of a source
    once: its answer is small, nobody changes it, and whoever asks the same again gets the same.
    """

    sql: str
    answer: Callable[[Iterable[Row]], T]
    values: tuple[Value, ...] = ()
    over: tuple[Given | Derived, ...] = ()
    is_kept: bool = False


class Handle(Protocol):
    """Whoever holds the evidence tables: an embedded engine here, a warehouse elsewhere."""

    def ask(self, question: Question[T]) -> T:
        """Work out what a question reads, run it, and return its answer."""

    def has(self, table: str) -> bool:
        """Tell whether the source has an evidence table: stage_history, deals, facts or activities."""

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns that a table of the source has: the evidence table's own first, then the source's others."""

    def attribute(self, column: str) -> Derived:
        """Return the table `attribute` (deal, value): what each deal has in one of the source's columns, as text or NULL.

        A column of the deals counts before one of the stage history, of which the deal's first row is taken. Raise
        CannotRun where neither has such a column.
        """

    def digest(self) -> str:
        """Return the digest of the data: the same for the same rows, whatever their order or the form they came in."""
