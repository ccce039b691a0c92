"""Small evidence made by hand or by chance, and a handle that holds it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from processengine.evidence import tables
from processengine.evidence.measures.known import Known, Other
from processengine.evidence.names import ALL_NAMES, read_names
from processengine.evidence.question import Derived, Handle
from processengine.evidence.visits import ALL_PROCESSES, read_elsewhere
from processengine.model.process import Process
from processengine.warehouse.engine import Engine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Row(NamedTuple):
    """A row of the stage history; times are microseconds since 1970."""

    deal: str
    stage: str
    entered: int
    seq: int = 0
    process: str | None = None


class Deal(NamedTuple):
    """A row of the deals; `world` tells apart histories that have nothing to do with each other."""

    deal: str
    opened: int | None = None
    account: str | None = None
    is_target: bool | None = None
    is_new: bool | None = None
    owner: str | None = None
    world: str | None = None


class Fact(NamedTuple):
    """A row of the facts."""

    deal: str
    kind: str
    id: str
    happened: int


class Activity(NamedTuple):
    """A row of the activities."""

    rep: str
    kind: str
    happened: int
    deal: str | None = None
    is_target: bool | None = None
    is_new: bool | None = None
    with_decision_maker: bool | None = None


@dataclass(frozen=True)
class Told:
    """All that a source tells, up to a time."""

    rows: tuple[Row, ...]
    deals: tuple[Deal, ...] = ()
    facts: tuple[Fact, ...] = ()
    activities: tuple[Activity, ...] = ()
    as_of: int | None = 0
    without: frozenset[str] = field(default_factory=frozenset)

    def shuffled(self, random: Random) -> "Told":
        """Return the same in another order."""
        return replace(
            self,
            rows=_shuffled(random, self.rows),
            deals=_shuffled(random, self.deals),
            facts=_shuffled(random, self.facts),
            activities=_shuffled(random, self.activities),
        )


def _shuffled(random: Random, rows: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(random.sample(rows, len(rows)))


class Held(Engine):
    """A handle on what is told by hand."""

    def attribute(self, column: str) -> Derived:
        """Return the table `attribute`; the columns are few and known."""
        return Derived("attribute", {"world": "SELECT deal, world AS value FROM told_deal", "owner": "SELECT deal, owner AS value FROM told_deal"}[column])

    def digest(self) -> str:
        """Return a digest that says where it comes from."""
        return "by hand"


_COLUMNS = {
    table: (*columns, "world") if table == "deals" else tuple(columns) for table, columns in tables.SOURCE_COLUMNS.items()
}


@contextmanager
def held(told: Told) -> Iterator[Handle]:
    """Hold what is told in an engine in memory."""
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        names = sorted({row.stage for row in told.rows})
        code = {name: number for number, name in enumerate(names)}
        history = [(row.deal, code[row.stage], row.entered, row.seq, row.process, None) for row in told.rows]
        deals = [(one.deal, one.opened, None, None, None, None, one.owner, one.account, one.is_new, one.is_target, None, None, None) for one in told.deals]
        _fill(connection, "stage_name", tables.STAGE_NAME, [(number, name) for name, number in code.items()])
        _fill(connection, "stage_history", tables.STAGE_HISTORY, history)
        _fill(connection, "deals", tables.DEALS, deals)
        _fill(connection, "facts", tables.FACTS, told.facts)
        _fill(connection, "activities", tables.ACTIVITIES, told.activities)
        _fill(connection, "as_of", (("time", "BIGINT"),), [(told.as_of,)])
        _fill(connection, "told_deal", (("deal", "VARCHAR"), ("owner", "VARCHAR"), ("world", "VARCHAR")),
              [(one.deal, one.owner, one.world) for one in told.deals])
        columns = {table: tuple(f for f in fields if f"{table}.{f}" not in told.without) for table, fields in _COLUMNS.items() if table not in told.without}
        yield Held(connection, columns)


def _fill(connection: "DuckDBPyConnection", table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[object, ...]]) -> None:
    connection.execute(f"CREATE TEMP TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns)})")
    if rows:
        lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for _, kind in columns)
        connection.execute(f"INSERT INTO {table} SELECT {lists}", [list(values) for values in zip(*rows, strict=True)])


def known_by(handle: Handle, process: Process, *others: Process) -> Known:
    """Return a process, and others that it leads to, as a source knows them."""
    codes, labels = handle.ask(ALL_NAMES), handle.ask(ALL_PROCESSES)
    elsewhere = read_elsewhere(process, labels, {one.id: () for one in others})
    known = {one.id: Other(one, read_names(one, codes, {}), frozenset(name for name in labels if name == one.id)) for one in others}
    return Known(process, read_names(process, codes, {}), elsewhere=elsewhere, others=known)


def at(day: str, time: str = "00:00") -> int:
    """Return a moment in UTC in microseconds since 1970."""
    moment = datetime.fromisoformat(f"{day}T{time}:00+00:00")
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) * 1_000_000
