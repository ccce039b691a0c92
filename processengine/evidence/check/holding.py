"""What a source holds, in counts."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from processengine.evidence.joins import JOINS
from processengine.evidence.names import ALL_NAMES
from processengine.evidence.question import Given, Handle, Question, Row, Value
from processengine.evidence.sql import text
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
class Kind:
    """A kind of activity or fact: `id` is a fact's, "" for an activity; rows, and the deals that they name."""

    kind: str
    id: str
    rows: int
    deals: int


@dataclass(frozen=True)
class Holding:
    """What a source holds: of each evidence table that it has what was counted, None or empty for the others.

    `filled` gives for a table the columns that have a value in some row, by the user's words; `others` the source's own
    columns that any deal may be grouped by. `outcomes` are deals by what their table says.
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


_FILLED: Final = (
    "opened_at", "closed_at", "outcome", "amount", "owner", "account_id", "account_is_new", "account_is_target", "deal_id", "with_decision_maker",
)


def holding(handle: Handle, tables: Collection[str], *, is_measured: bool = True) -> Holding:
    """Ask what a source holds, whose own `tables` are given: a table that is but drawn from another isn't held against it.

    Which columns have values is asked only where something `is_measured`.
    """
    history = _history(handle) if "stage_history" in tables else None
    has_deals = "deals" in tables
    joined = history is not None and len(tables) > 1
    return Holding(
        frozenset(tables),
        history,
        DealsTable(*_numbers(handle, "check/deals")) if has_deals else None,
        Beside(*_numbers(handle, "check/beside")) if has_deals and history is not None else None,
        handle.ask(_of("check/names", lambda row: NameSeen(str(row[0]), _name(row[1]), _count(row[2])))) if history is not None else (),
        tuple(join for join in handle.ask(JOINS) if join.table in tables) if joined else (),
        _outcomes(handle) if has_deals else {},
        handle.ask(_of("check/activities", lambda row: Kind(_name(row[0]) or "", "", _count(row[1]), _count(row[2])))),
        handle.ask(_of("check/facts", lambda row: Kind(_name(row[0]) or "", _name(row[1]) or "", _count(row[2]), _count(row[3])))),
        _filled(handle) if is_measured else {},
        frozenset((*handle.columns("stage_history"), *handle.columns("deals"))),
    )


def _history(handle: Handle) -> History:
    return History(*_numbers(handle, "check/history"))


def bearers(handle: Handle, names: Collection[str]) -> dict[str, int]:
    """Return how many deals bear each of some names of stages."""
    codes = handle.ask(ALL_NAMES)
    asked = Given("asked_name", (("code", "INTEGER"),), tuple((codes[name],) for name in sorted(names)))
    question = Question(text("check/bearers"), lambda rows: {str(name): _count(deals) for name, deals in rows}, over=(asked,))
    return handle.ask(question) if names else {}


def _numbers(handle: Handle, name: str) -> tuple[int, ...]:
    return handle.ask(Question(text(name), lambda rows: tuple(_count(value) for value in next(iter(rows)))))


def _of(name: str, read: Callable[[Row], T]) -> Question[tuple[T, ...]]:
    def answer(rows: Iterable[Row]) -> tuple[T, ...]:
        return tuple(read(row) for row in rows)

    return Question(text(name), answer)


def _outcomes(handle: Handle) -> dict[str, int]:
    return handle.ask(Question(text("check/outcomes"), lambda rows: {str(outcome): _count(deals) for outcome, deals in rows}))


def _filled(handle: Handle) -> dict[str, frozenset[str]]:
    return handle.ask(Question(text("check/filled"), lambda rows: {str(table): _with_values(counts) for table, *counts in rows}))


def _with_values(counts: Iterable[Value]) -> frozenset[str]:
    return frozenset(name for name, count in zip(_FILLED, counts, strict=True) if _count(count))


def _count(value: Value) -> int:
    return int(value or 0)


def _name(value: Value) -> str | None:
    return None if value is None else str(value)
