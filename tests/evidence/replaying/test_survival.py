"""How long deals stay is worked out twice, by sums in SQL and by products in Python: both come to the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

import duckdb
import pytest

from processengine.evidence.question import Derived, Given
from processengine.evidence.replaying.questions import MEDIAN, P90, Times, times
from processengine.evidence.statistics import quantiles
from processengine.model.process import Process
from processengine.warehouse.engine import Engine

END = 1_000_000
COLUMNS = (("deal", "VARCHAR"), ("stage", "INTEGER"), ("entered", "BIGINT"), ("left_at", "BIGINT"))
Stay = tuple[int, bool]


def by_sql(stays: Sequence[Sequence[Stay]]) -> Mapping[int, Times]:
    """Return the times of as many stages, each by how long its deals stayed and whether they left."""
    process = Process.model_validate({"process": "p", "stages": {f"s{number}": {"next": []} for number in range(len(stays))}})
    rows = [(f"D{number}", stage, END - length, END if has_left else None) for stage, own in enumerate(stays) for number, (length, has_left) in enumerate(own)]
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE as_of AS SELECT {END} AS time")
        return Engine(connection).ask(times(process, Derived("visit", "SELECT deal, stage, entered, left_at FROM lived", over=(Given("lived", COLUMNS, tuple(rows)),))))


def by_products(stays: Sequence[Stay]) -> Times:
    """Return the times of one stage."""
    counts = Counter(stays)
    rows = [(length, counts[length, True], counts[length, False]) for length in sorted({length for length, _ in stays})]
    median, p90 = quantiles(rows, len(stays), (MEDIAN, P90))
    return Times(median.value, p90.value)


def same(stays: Sequence[Sequence[Stay]]) -> None:
    """Hold each stage's times against each other."""
    found = by_sql(stays)
    assert [(place, found.get(place, Times())) for place in range(len(stays))] == [(place, by_products(own)) for place, own in enumerate(stays)]


@pytest.mark.parametrize("seed", range(4))
def test_both_ways_find_the_same_times(seed: int) -> None:
    """Of 500 stages: with many ties and with few, with hardly any censored stays and with hardly any others, of one deal and of many."""
    random = Random(seed)  # noqa: S311 - no secret
    stays = []
    for _ in range(500):
        longest, censored = random.choice([2, 5, 30, 10_000]), random.choice([0, 0.05, 0.5, 0.9, 1])
        stays.append([(random.randint(1, longest), random.random() >= censored) for _ in range(random.choice([1, 2, 10, 40, 100]))])
    same(stays)


def test_both_ways_find_the_time_at_which_just_that_share_is_left() -> None:
    """Half of 2 to 400 deals, and a tenth of 10 to 400, without censored ones; and by a product of many that is a half in truth."""
    even = [[(length, True) for length in range(1, n + 1)] for n in (*range(2, 41, 2), 100, 400)]
    assert [one.median for one in by_sql(even).values()] == [len(one) // 2 for one in even]
    same(even)
    # Of n at first one is censored at each time before each end: the curve falls by k / (k + 1) and is at a half, or a tenth, in the end.
    for n in (10, 20, 30, 50, 90):
        falls = [[(1, False)] * before + [(2 + length, True) for length in range(n)] + [(length + 2, False) for length in range(0, n, step)]
                 for before in range(5) for step in (1, 2, 3, 7)]
        same(falls)
