"""What is recorded, as far as it decides which events can be told: the facts, the activities, and which columns are filled."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Protocol

from processengine.evidence.question import Handle, Question, Row
from processengine.evidence.rows import name, whole
from processengine.evidence.sql import text

Filled = Mapping[str, frozenset[str]]
"""For a table the columns that have a value in some row, by the user's words."""


@dataclass(frozen=True)
class Kind:
    """A kind of activity or fact: `id` is a fact's, "" for an activity; rows, and the deals that they name."""

    kind: str
    id: str
    rows: int
    deals: int


class Recorded(Protocol):
    """What a source holds of what events are told by: its tables, its facts and activities by kind, and its filled columns."""

    @property
    def tables(self) -> Collection[str]:
        """The evidence tables that the source has."""

    @property
    def facts(self) -> tuple[Kind, ...]:
        """The facts by kind and id."""

    @property
    def activities(self) -> tuple[Kind, ...]:
        """The activities by kind."""

    @property
    def filled(self) -> Filled:
        """The columns that have a value in some row."""


class RecordedThere:
    """What a source holds, each part asked for when it is first needed."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    @cached_property
    def tables(self) -> Collection[str]:
        """The evidence tables that the source has."""
        return frozenset(table for table in ("stage_history", "deals", "facts", "activities") if self._handle.has(table))

    @cached_property
    def facts(self) -> tuple[Kind, ...]:
        """The facts by kind and id; none where a column is missing without which no fact is told."""
        return self._handle.ask(FACTS) if self._has("facts", ("deal_id", "kind", "id", "at")) else ()

    @cached_property
    def activities(self) -> tuple[Kind, ...]:
        """The activities by kind; none where a column is missing without which none is told."""
        if not self._has("activities", ("kind", "at")):
            return ()
        found = self._handle.ask(ACTIVITIES)
        return found if self._has("activities", ("deal_id",)) else tuple(replace(one, deals=0) for one in found)

    @cached_property
    def filled(self) -> Filled:
        """The columns that have a value in some row."""
        return {table: held.intersection(self._handle.columns(table)) for table, held in self._handle.ask(FILLED).items()}

    def _has(self, table: str, columns: Iterable[str]) -> bool:
        return self._handle.has(table) and set(columns) <= set(self._handle.columns(table))


_FILLED: Final = (
    "opened_at", "closed_at", "outcome", "amount", "owner", "account_id", "account_is_new", "account_is_target", "deal_id", "with_decision_maker",
)


def _facts(rows: Iterable[Row]) -> tuple[Kind, ...]:
    return tuple(Kind(name(kind) or "", name(id_) or "", whole(found), whole(deals)) for kind, id_, found, deals in rows)


def _activities(rows: Iterable[Row]) -> tuple[Kind, ...]:
    return tuple(Kind(name(kind) or "", "", whole(found), whole(deals)) for kind, found, deals in rows)


def _filled(rows: Iterable[Row]) -> Filled:
    return {str(table): frozenset(one for one, count in zip(_FILLED, counts, strict=True) if whole(count)) for table, *counts in rows}


FACTS: Final[Question[tuple[Kind, ...]]] = Question(text("check/facts"), _facts, is_kept=True)
ACTIVITIES: Final[Question[tuple[Kind, ...]]] = Question(text("check/activities"), _activities, is_kept=True)
FILLED: Final[Question[Filled]] = Question(text("check/filled"), _filled, is_kept=True)
