"""What a source holds, in counts."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from processengine.evidence.measures.base import KNOWN
from processengine.evidence.measures.recorded import ACTIVITIES, FACTS, FILLED, Kind
from processengine.evidence.names import ALL_NAMES
from processengine.evidence.question import Given, Handle, Question, Row, Value
from processengine.evidence.rows import first, name, whole
from processengine.evidence.sql import text
from processengine.evidence.tables import DAY
from processengine.replay import Join

T = TypeVar("T")


@dataclass(frozen=True)
class History:
    """The stage history.

    `alone` deals have one row only. `ties` are rows with the time of another of their deal: `no_time` of another stage,
    `duplicates` of the same. `midnight` rows have a day and no time of it.
    """

    events: int
    deals: int
    alone: int
    ties: int
    no_time: int
    duplicates: int
    midnight: int


@dataclass(frozen=True)
class DealsTable:
    """The table of deals: those that closed before they opened, and those with a day that is yet to come."""

    deals: int
    negative: int
    to_come: int
    closed: int
    with_outcome: int


@dataclass(frozen=True)
class Beside:
    """The deals of the history beside the table of deals: how many are `in_both`, and of these opened after their first row or closed before their last."""

    deals: int
    in_both: int
    opened_later: int
    closed_earlier: int


@dataclass(frozen=True)
class NameSeen:
    """A name of a stage in the source, with the source's name of the process that its rows are of, and how many these are."""

    name: str
    process: str | None
    events: int


@dataclass(frozen=True)
class Holding:
    """What a source holds: of each evidence table that it has what was counted, None or empty for the others.

    `filled` gives for a table the columns that have a value in some row, by the user's words; `others` the source's own
    columns that any deal may be grouped by. `outcomes` are deals by what their table says. `by_kind` gives for a table and
    a kind of its facts or activities how many of these belong to a deal of the history.
    """

    tables: frozenset[str]
    history: History | None = None
    deals: DealsTable | None = None
    beside: Beside | None = None
    names: tuple[NameSeen, ...] = ()
    joins: tuple[Join, ...] = ()
    outcomes: Mapping[str, int] = field(default_factory=dict)
    activities: tuple[Kind, ...] = ()
    facts: tuple[Kind, ...] = ()
    filled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    by_kind: Mapping[tuple[str, str], Join] = field(default_factory=dict)


def holding(handle: Handle, tables: Collection[str], joins: tuple[Join, ...], *, is_measured: bool = True) -> Holding:
    """Ask what a source holds, whose own `tables` are given: a table that is but drawn from another isn't held against it.

    `joins` say how far these speak of the same deals. Which columns have values is asked only where something `is_measured`.
    """
    history = _history(handle) if "stage_history" in tables else None
    has_deals = "deals" in tables
    joined = history is not None and len(tables) > 1
    return Holding(
        frozenset(tables),
        history,
        DealsTable(*_numbers(handle, "check/deals", DAY, DAY)) if has_deals else None,
        Beside(*_numbers(handle, "check/beside", DAY, DAY)) if has_deals and history is not None else None,
        handle.ask(_of("check/names", lambda row: NameSeen(str(row[0]), name(row[1]), whole(row[2])))) if history is not None else (),
        tuple(join for join in joins if join.table in tables) if joined else (),
        _outcomes(handle) if has_deals else {},
        handle.ask(ACTIVITIES),
        handle.ask(FACTS),
        handle.ask(FILLED) if is_measured else {},
        frozenset((*handle.columns("stage_history"), *handle.columns("deals"))),
        handle.ask(_BY_KIND) if is_measured and joined else {},
    )


def _by_kind(rows: Iterable[Row]) -> Mapping[tuple[str, str], Join]:
    return {(str(table), str(kind)): Join(str(table), whole(found), whole(own)) for table, kind, found, own in rows}


_BY_KIND: Final = Question(text("check/joined"), _by_kind, over=(KNOWN,))


def _history(handle: Handle) -> History:
    return History(*_numbers(handle, "check/history", DAY))


def bearers(handle: Handle, names: Collection[str]) -> dict[str, int]:
    """Return how many deals bear each of some names of stages."""
    codes = handle.ask(ALL_NAMES)
    asked = Given("asked_name", (("code", "INTEGER"),), tuple((codes[name],) for name in sorted(names)))
    question = Question(text("check/bearers"), lambda rows: {str(name): whole(deals) for name, deals in rows}, over=(asked,))
    return handle.ask(question) if names else {}


def _numbers(handle: Handle, name: str, *values: Value) -> tuple[int, ...]:
    return handle.ask(Question(text(name), first, values))


def _of(name: str, read: Callable[[Row], T]) -> Question[tuple[T, ...]]:
    def answer(rows: Iterable[Row]) -> tuple[T, ...]:
        return tuple(read(row) for row in rows)

    return Question(text(name), answer)


def _outcomes(handle: Handle) -> dict[str, int]:
    return handle.ask(Question(text("check/outcomes"), lambda rows: {str(outcome): whole(deals) for outcome, deals in rows}))
