"""What may be read of the deals' history: types only, so that rules, pictures and reports need to know no question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MoveKind = Literal["on", "back", "skip", "out", "reopening", "unknown"]
"""What a move is by the order of the stages, whether the process allows it or not.

`reopening` leads out of an outcome, `unknown` from or to a stage that the process doesn't have, `out` to an outcome that
no process exists for (such as lost) or to a parked stage. Of the others `back` leads further up the list, `skip` further
down over an open stage, `on` down to what comes next; what leads out of a parked stage goes `on`.
"""


@dataclass(frozen=True)
class Move:
    """One pair of stages that deals went between: `count` times, by `deals` different deals.

    `allowed_count` is how often the process in force at the time allowed it: all, none, or between where versions differ.
    `allowed` tells whether it did so each time. `made_in_error` of the deals ended in an outcome of kind admin.
    """

    source: str
    target: str
    count: int
    deals: int
    allowed: bool
    kind: MoveKind
    allowed_count: int = 0
    made_in_error: int = 0


@dataclass(frozen=True)
class StageTimes:
    """One stage of the process as deals went through it.

    `visits` are visits, `deals` different deals, `open_now` those in it now, `zero_length` visits that took no time at all.
    Either is None where it may not be told. `median_days` and `p90_days` are Kaplan-Meier quantiles with open deals censored, None where they are not reached, and
    for outcomes. `is_former` tells a stage that only an earlier version has.
    """

    stage: str
    visits: int
    deals: int
    open_now: int | None
    zero_length: int | None
    median_days: float | None
    p90_days: float | None
    is_former: bool = False


@dataclass(frozen=True)
class Odds:
    """What became of the deals that reached a stage and are closed: `won` of `closed`; `low` and `high` bound the share (0 to 1, 95 %)."""

    stage: str
    closed: int
    won: int
    low: float
    high: float


@dataclass(frozen=True)
class Tracked:
    """How often a required criterion's fact was recorded, of the deals that went on from its stage (`path` as rules give it)."""

    path: str
    went_on: int
    with_fact: int


@dataclass(frozen=True)
class Join:
    """How many rows of a table belong to a deal that the stage history knows."""

    table: str
    rows: int
    joined: int


@dataclass(frozen=True)
class Replay:
    """The recorded history run through a process.

    `deals` and `events` are counts of what was read; `conforming_so_far` deals made only moves that the process allows
    and met no unknown stage, `conforming_and_closed` of these have an outcome; `fitness` is the share of moves allowed
    (0 to 1), None where there is no move. Every deal is `closed` by an outcome, `made_in_error` (an outcome of kind admin),
    `handed_over` to another process, or `open`; `outcomes` has the numbers by kind, with `admin` and `handed-over`.
    Whatever way a conforming deal ended, it is in `conforming_and_closed`. `variants` are different sequences of stages,
    `ways` are those without the outcome at the end, and without deals made in error. `left` are the deals that left each
    stage at least once, without those made in error. `warnings` are sentences.

    `events` are rows of this process; those of stages that don't count are `skipped_rows`, those of other processes
    `elsewhere_rows`. `ties` have the time of the row before them in their deal, `echoes` only echo an outcome. `skips`,
    `returns` and `reopenings` are moves of these kinds, `kinds` has them all. `began` are deals by the stage of their first
    visit, `unknown_visits` visits by the names that the process has no stage for. `versions` are those that judged.
    `zero_length` are visits that took no time at all. A count is None where it may not be told.
    `first`, `last` and `as_of` are times by ISO 8601 (UTC); open deals are watched until `as_of`.
    """

    process: str
    deals: int
    events: int
    conforming_so_far: int | None
    conforming_and_closed: int | None
    fitness: float | None
    moves: tuple[Move, ...]
    stages: tuple[StageTimes, ...]
    unknown_stages: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    closed: int | None = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    variants: int = 0
    skips: int | None = 0
    returns: int | None = 0
    reopenings: int | None = 0
    echoes: int | None = 0
    skipped_rows: int | None = 0
    ties: int | None = 0
    zero_length: int | None = 0
    began: Mapping[str, int] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    as_of: str | None = None
    elsewhere_rows: int | None = 0
    kinds: Mapping[MoveKind, int] = field(default_factory=dict)
    unknown_visits: Mapping[str, int] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    made_in_error: int | None = 0
    handed_over: int | None = 0
    ways: int = 0
    left: Mapping[str, int] = field(default_factory=dict)

    @property
    def open(self) -> int | None:
        """How many deals are in a stage still; None where it may not be told."""
        if self.closed is None or self.made_in_error is None or self.handed_over is None:
            return None
        return self.deals - self.closed - self.made_in_error - self.handed_over


@dataclass(frozen=True)
class ClaimSeen:
    """How a proposal's claim came out: `why` is a sentence; `rests_on_rep_reasons` where reps told what it is drawn from."""

    verdict: Literal["supports", "contradicts", "inconclusive"]
    why: str
    rests_on_rep_reasons: bool = False


@dataclass(frozen=True)
class Recorded:
    """All that rules may read of the deals: of a process its replay, odds and tracked criteria, of a proposal its claims."""

    min_deals: int
    replay: Replay | None = None
    odds: tuple[Odds, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    joins: tuple[Join, ...] = ()
    claims: Mapping[str, ClaimSeen] = field(default_factory=dict)
