"""What comes of a measure: its values, each with how many stand behind it and over which days, and why where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from processengine.evidence.statistics.interval import CONFIDENCE, Interval
from processengine.replay import Join

Unit = Literal["share", "days", "ratio", "count"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One value: of a measure, of one of its groups, or of one week of these.

    `value` is a share (0 to 1), days, a ratio or a count by `unit`; None where none can be given, and then `why` is a
    sentence that says so. Whole numbers stand behind it: of a share and a duration `n` deals of the cohort are watched,
    of which `seen` had the event; of a ratio `seen` is what is counted and `n` what it is held against; of a count both
    are the count. `interval` is None where nothing bounds the value; its `high` is infinite where the data set no upper
    end. `left_out` counts by reason what belongs to the cohort and could not be watched. `first` and `last` are the
    days (UTC) in which the cohort's event, or what is counted, lies; both included. What is withheld from the public has
    no numbers at all (`is_withheld`; `n` and `seen` are then 0).
    """

    unit: Unit
    value: float | None
    n: int
    seen: int
    interval: Interval | None = None
    why: str = ""
    first: date | None = None
    last: date | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: its `period` is an ISO week (`2026-W44`), a month (`2026-10`) or a quarter (`2026-Q4`), in UTC."""

    period: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Group:
    """One group's value, and its series where the measure has one; `name` None stands for those who have no value there."""

    name: str | None
    whole: Seen
    series: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Measured:
    """What comes of one measure or claim: the `whole`, its `series` by `each`, and its `groups` by `by`.

    `confidence` is that of every interval (0 to 1), `method` names how they are made. `as_of` is the last day told,
    None where the source has no row. `ties` counts the rows that share deal and time with another, so that only their
    order in the source tells which came first. `coverage` says of each table or process that was joined how many of its
    rows, or of the cohort's deals, found what they belong to. `notes` are sentences, those `of_few` tell of fewer than five
    deals. `digest` is that of the data.
    """

    whole: Seen
    series: tuple[Point, ...] = ()
    groups: tuple[Group, ...] = ()
    confidence: float = CONFIDENCE
    method: str = ""
    as_of: date | None = None
    ties: int = 0
    coverage: tuple[Join, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""
    of_few: tuple[str, ...] = ()
