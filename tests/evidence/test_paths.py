"""The ways that deals go equal what plain Python makes of the same rows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from processengine.evidence.names import ALL_NAMES, read_names
from processengine.evidence.paths import Reading, as_it_stands, by_process, paths
from processengine.evidence.question import Handle
from processengine.evidence.statistics import wilson
from processengine.evidence.visits import visits
from processengine.evidence.ways import Paths
from processengine.model.process import Process
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.by_hand import MINUTE, Row, histories, nothing, seeded, summary_of, written
from tests.evidence.ways_by_hand import CALLED, OUTCOMES, PROCESS, ways_of

ALONE = 30 if os.environ.get("CI") == "true" else 12
"""How many histories are read one by one."""

ALL = 1_000_000


@contextmanager
def read(path: Path, process: Process | None = PROCESS) -> Iterator[tuple[Handle, Reading]]:
    """Open a file, as a process reads it."""
    with opened(Wanted(str(path))) as source:
        codes = source.engine.ask(ALL_NAMES)
        if process is None:
            yield source.engine, as_it_stands(codes)
        else:
            names = read_names(process, codes, {})
            yield source.engine, by_process(process, names, visits(process, names))


def found_in(path: Path, top: int = ALL, process: Process | None = PROCESS) -> Paths:
    """Return the ways in a file."""
    with read(path, process) as (handle, reading):
        return paths(handle, reading, top)


def same(found: Paths, rows: list[Row]) -> None:
    """Hold every way against the one worked out by hand."""
    expected = ways_of(rows)
    assert found.ways == len(found.shown) == len(expected)
    assert [one.deals for one in found.shown] == sorted((one.deals for one in found.shown), reverse=True)
    for way in found.shown:
        hand = expected[way.stages]
        assert way.deals == hand.deals
        assert dict(way.outcomes) == dict(hand.outcomes)
        assert way.median_days == hand.median_days
        assert set(way.not_allowed) == hand.bad
        assert way.fate is not None
        assert (way.fate.won, way.fate.closed) == (hand.outcomes["won"], sum(hand.outcomes.values()))
        assert way.fate.open == hand.deals - way.fate.closed
        assert way.fate.interval == (wilson(way.fate.won, way.fate.closed) if way.fate.closed else None)
    assert found.deals == sum(one.deals for one in expected.values())
    assert found.made_in_error == len({row.deal for row in rows}) - found.deals


@pytest.mark.parametrize("seed", range(ALONE))
def test_the_ways_of_a_small_history_are_those_found_by_hand(tmp_path: Path, seed: int) -> None:
    """With repeats, ties, echoes, reopenings, parked stages and stages that the process has not."""
    random = seeded(seed)
    rows = histories(random, random.choice([1, 5, 30, 300]), CALLED, minutes=12)
    same(found_in(written(tmp_path / "h.csv", rows)), rows)


def test_the_ways_of_ten_thousand_deals_are_those_found_by_hand(tmp_path: Path) -> None:
    """All of them, at once."""
    rows = histories(seeded(3), 10_000, CALLED, minutes=12, longest=6)
    same(found_in(written(tmp_path / "h.csv", rows)), rows)


def test_without_a_process_a_way_is_a_variant(tmp_path: Path) -> None:
    """Row by row, repeats included; nothing is known of outcomes, and the days run from the first row to the last."""
    rows = histories(seeded(4), 300)
    found = found_in(written(tmp_path / "h.csv", rows), process=None)
    assert found.ways == summary_of(rows).variants
    assert sum(one.deals for one in found.shown) == found.deals == 300
    assert {one.fate for one in found.shown} == {None}
    assert all((one.median_days is None) == (len(one.stages) == 1) for one in found.shown)


def test_only_the_most_frequent_are_shown_and_the_rest_is_told_together(tmp_path: Path) -> None:
    """The parts make up the whole."""
    rows = histories(seeded(6), 2_000, CALLED, minutes=12, longest=4)
    path = written(tmp_path / "h.csv", rows)
    whole, most = found_in(path), found_in(path, 3)
    assert [one.deals for one in most.shown] == [one.deals for one in whole.shown[:3]]
    assert most.rest is not None
    assert most.rest.ways == whole.ways - 3
    assert most.rest.deals == whole.deals - sum(one.deals for one in most.shown)
    assert most.fate == whole.fate
    assert most.rest.fate is not None
    assert most.fate is not None
    for part in ("deals", "closed", "won", "open", "handed_over"):
        assert getattr(most.rest.fate, part) == getattr(most.fate, part) - sum(getattr(one.fate, part) for one in most.shown)


def test_ways_of_equal_frequency_come_in_the_same_order_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    """At the border of what is shown, too."""
    random = seeded(8)
    rows = histories(random, 60, CALLED)
    path = written(tmp_path / "h.csv", rows)
    random.shuffle(rows)
    assert found_in(written(tmp_path / "other.csv", rows), 7) == found_in(path, 7)


def test_only_deals_that_went_through_a_stage_or_are_last_in_one_are_looked_at(tmp_path: Path) -> None:
    """By both, where both are asked for; a reopened deal is not last in its outcome."""
    rows = histories(seeded(9), 500, CALLED, minutes=12)
    places = {name: place for place, name in enumerate(PROCESS.stages)}
    with read(written(tmp_path / "h.csv", rows)) as (handle, reading):
        through = paths(handle, reading, ALL, through=places["meeting"])
        to = paths(handle, reading, ALL, to=places["lost"])
        still = paths(handle, reading, ALL, through=places["lead"], to=places["meeting"])
    expected = ways_of(rows)
    assert {one.stages: one.deals for one in through.shown} == {way: one.deals for way, one in expected.items() if "meeting" in way}
    assert {one.stages: one.deals for one in to.shown} == {way: one.outcomes["lost"] for way, one in expected.items() if one.outcomes["lost"]}
    assert {one.stages: one.deals for one in still.shown} == {
        way: one.deals - one.outcomes.total() for way, one in expected.items()
        if "lead" in way and way[-1] == "meeting" and one.deals > one.outcomes.total()
    }


@pytest.mark.parametrize(("kinds", "good"), [(["lost", "realised", "introduced"], ("realised", "introduced")), (["introduced", "lost"], ("introduced",)), (["lost"], ())])
def test_where_a_process_has_no_won_all_good_outcomes_count(tmp_path: Path, kinds: list[str], good: tuple[str, ...]) -> None:
    """Realised, then introduced; where it has none of them nothing is won."""
    process = Process.model_validate({"process": "p", "stages": {"a": {"next": kinds}, **{kind: {"outcome": kind} for kind in kinds}}})
    rows = [Row(f"{kind} {number}", stage, place * 10 * MINUTE, place)
            for number, kind in enumerate(kinds) for place, stage in enumerate(("a", kind))]
    found = found_in(written(tmp_path / "h.csv", rows), process=process)
    assert found.good == good
    assert found.fate is not None
    assert (found.fate.closed, found.fate.won) == (len(kinds), len(good))


def test_a_history_without_a_row_has_no_way() -> None:
    """And nothing else."""
    names = read_names(PROCESS, {}, {})
    for reading in (as_it_stands({}), by_process(PROCESS, names, visits(PROCESS, names))):
        with nothing() as engine:
            found = paths(engine, reading)
        assert (found.deals, found.ways, found.shown, found.rest, found.first) == (0, 0, (), None, None)


def test_the_process_by_hand_is_the_process() -> None:
    """Its outcomes."""
    assert {name: stage.outcome for name, stage in PROCESS.stages.items() if stage.outcome} == OUTCOMES
