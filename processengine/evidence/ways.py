"""The ways that deals go, and what became of those who went them: what `paths` finds.

A way is the sequence of stages that a deal visited, without the outcome that it ended in: so deals that went one way may
be won, lost or open, and a way has a win rate. Without a process every row counts as it stands, and nothing is known to
be an outcome.
"""

from dataclasses import dataclass
from itertools import pairwise

from processengine.evidence.statistics.interval import Interval
from processengine.evidence.statistics.shares import wilson


@dataclass(frozen=True)
class Fate:
    """What became of deals: `closed` ended in an outcome, `won` of these in a good one; some were handed over to another process."""

    deals: int
    closed: int = 0
    won: int = 0
    handed_over: int = 0

    @property
    def open(self) -> int:
        """How many are in a stage still."""
        return self.deals - self.closed - self.handed_over

    @property
    def win_rate(self) -> float | None:
        """The share won of those that are closed, 0 to 1; None where none is."""
        return self.won / self.closed if self.closed else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval of the win rate, 95 %."""
        return wilson(self.won, self.closed) if self.closed else None


@dataclass(frozen=True)
class NotAllowed:
    """A move that the process doesn't allow, and how many deals of a way made it."""

    source: str
    target: str
    deals: int


@dataclass(frozen=True)
class Way:
    """One way: its `stages` in order, and the deals that went it.

    `outcomes` are the outcomes that they ended in with the number of deals, most first. `median_days` is from the first
    visit to the outcome, of the closed deals (without a process from the first row to the last, of all), None where there
    is none, or just one row. `not_allowed` and `unknown` are moves and stages that the process has not. `can_win` tells that
    it has a way from the last stage to what counts as won. `fate` is None where it may not be
    told, or nothing is known to be an outcome.
    """

    stages: tuple[str, ...]
    deals: int
    fate: Fate | None
    outcomes: tuple[tuple[str, int], ...]
    median_days: float | None
    not_allowed: tuple[NotAllowed, ...] = ()
    unknown: tuple[str, ...] = ()
    can_win: bool = True

    @property
    def ended_early(self) -> bool | None:
        """Whether its closed deals left where nothing is won; None where what became of them isn't told."""
        return None if self.fate is None else bool(self.fate.closed and not self.fate.won and not self.can_win)

    @property
    def is_allowed(self) -> bool:
        """Whether the process has all its stages and allows every move between them; the last ones, into an outcome, are not judged."""
        within = set(pairwise(self.stages))
        return not self.unknown and all((one.source, one.target) not in within for one in self.not_allowed)


@dataclass(frozen=True)
class Rest:
    """The ways that aren't shown: how many, and the deals on them."""

    ways: int
    deals: int
    fate: Fate | None


@dataclass(frozen=True)
class Paths:
    """The ways that deals go, most frequent first, `ways` in all.

    `good` are the kinds of outcome that count as won, none without a process. `made_in_error` deals are
    counted nowhere else. `first` and `last` are microseconds since 1970 (UTC), None without rows.
    """

    process: str | None
    good: tuple[str, ...]
    deals: int
    ways: int
    shown: tuple[Way, ...]
    rest: Rest | None
    fate: Fate | None
    made_in_error: int | None
    first: int | None
    last: int | None
    is_public: bool = False
