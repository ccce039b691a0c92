"""Small random histories, and what `summary` says of them, worked out in plain Python without any SQL."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple, TypeVar

import duckdb

from processengine.evidence.summary import MoveCount, StageCount, Summary
from processengine.warehouse.engine import Engine

T = TypeVar("T", bound=Any)

MINUTE = 60_000_000
NAMES = ("lead", "Über – grün", "決定", 'say "no"', "a,b", "'; DROP TABLE deals; --", "LEAD", "🙂")


class Row(NamedTuple):
    """A row of a stage history; `entered` is in microseconds since 1970."""

    deal: str
    stage: str
    entered: int
    seq: int


def seeded(seed: int) -> Random:
    """Return what chooses by a seed, the same each time."""
    return Random(seed)  # noqa: S311 - nothing is kept secret by it


def histories(random: Random, deals: int, names: Sequence[str] = NAMES, minutes: int = 6, longest: int = 7) -> list[Row]:
    """Return the rows of as many deals, in no order: few names and minutes, so that stages repeat and times tie."""
    rows: list[Row] = []
    for deal in range(deals):
        own = random.sample(names, random.randint(1, min(4, len(names))))
        for _ in range(random.randint(1, longest)):
            rows.append(Row(f"D{deal}", random.choice(own), random.randrange(minutes) * MINUTE, len(rows)))
    numbers = random.sample(range(len(rows)), len(rows))
    rows = [row._replace(seq=number) for row, number in zip(rows, numbers, strict=True)]
    random.shuffle(rows)
    return rows


def written(path: Path, rows: Iterable[Row], *, with_seq: bool = True) -> Path:
    """Write rows as a CSV file, and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("deal_id", "stage", "entered_at", *(("seq",) if with_seq else ())))
        for row in rows:
            time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=row.entered)
            writer.writerow((row.deal, row.stage, time.isoformat(), *((row.seq,) if with_seq else ())))
    return path


@contextmanager
def nothing() -> Iterator[Engine]:
    """Open an engine whose stage history has no row."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE stage_name (code INTEGER, name VARCHAR)")
        connection.execute("CREATE TABLE stage_history (deal VARCHAR, code INTEGER, entered BIGINT, seq BIGINT, process VARCHAR, by_whom VARCHAR)")
        yield Engine(connection)


def by_deal(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return each deal's rows in order."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda one: (one.entered, one.seq)):
        found.setdefault(row.deal, []).append(row)
    return found


def summary_of(rows: Sequence[Row]) -> Summary:
    """Return what `summary` must say."""
    deals = by_deal(rows)
    moves = [(deal, one.stage, other.stage) for deal, own in deals.items() for one, other in pairwise(own)]
    movers = Counter((source, target) for _, source, target in set(moves))
    counts = Counter((source, target) for _, source, target in moves)
    return Summary(
        deals=len(deals),
        events=len(rows),
        stages=len({row.stage for row in rows}),
        variants=len({tuple(row.stage for row in own) for own in deals.values()}),
        moves=tuple(MoveCount(source, target, count, movers[source, target]) for (source, target), count in _most(counts)),
        starts=tuple(StageCount(stage, count) for stage, count in _most(Counter(own[0].stage for own in deals.values()))),
        ends=tuple(StageCount(stage, count) for stage, count in _most(Counter(own[-1].stage for own in deals.values()))),
        deals_with_rework=sum(len({row.stage for row in own}) < len(own) for own in deals.values()),
        ties=sum(one.entered == other.entered for own in deals.values() for one, other in pairwise(own)),
        first=min((row.entered for row in rows), default=None),
        last=max((row.entered for row in rows), default=None),
        median_events=median(len(own) for own in deals.values()) if deals else None,
        longest=max((len(own) for own in deals.values()), default=None),
    )


def _most(counts: Counter[T]) -> Iterator[tuple[T, int]]:
    yield from sorted(counts.items(), key=lambda one: (-one[1], one[0]))
