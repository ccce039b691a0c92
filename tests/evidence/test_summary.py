"""The summary equals what plain Python makes of the same rows."""

import os
from pathlib import Path

import pytest

from processengine.evidence.summary import MoveCount, Summary, for_public, median, summary
from processengine.evidence.weights import weights
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.by_hand import MINUTE, NAMES, Row, histories, nothing, seeded, summary_of, written

ALONE = 30 if os.environ.get("CI") == "true" else 12
"""How many histories are read one by one."""


def summed_up(path: Path) -> Summary:
    """Return the summary of a file."""
    with opened(Wanted(str(path))) as source:
        return summary(source.engine)


@pytest.mark.parametrize("seed", range(ALONE))
def test_a_small_history_is_summed_up_as_by_hand(tmp_path: Path, seed: int) -> None:
    """Every number and every move, whatever the stages are called and however the rows are shuffled."""
    random = seeded(seed)
    rows = histories(random, random.randint(1, 12))
    assert summed_up(written(tmp_path / "h.csv", rows)) == summary_of(rows)


def test_ten_thousand_histories_at_once_are_summed_up_as_by_hand(tmp_path: Path) -> None:
    """Each has stages of its own, so that each one's moves, first and last stages are seen one by one in the answer."""
    random = seeded(17)
    rows: list[Row] = []
    for number in range(10_000):
        own = histories(random, random.randint(1, 4), tuple(f"{number} {name}" for name in NAMES[:4]))
        rows += [Row(f"{number} {row.deal}", row.stage, row.entered, row.seq) for row in own]
    assert summed_up(written(tmp_path / "h.csv", rows)) == summary_of(rows)


def test_without_seq_ties_count_in_the_order_of_the_source(tmp_path: Path) -> None:
    """Three rows of one time: the first written is the first."""
    rows = [Row("D", stage, MINUTE, 0) for stage in ("c", "a", "b")]
    found = summed_up(written(tmp_path / "h.csv", rows, with_seq=False))
    assert found.moves == (MoveCount("a", "b", 1, 1), MoveCount("c", "a", 1, 1))
    assert found.ties == 2


def test_row_order_means_nothing_where_seq_is_given(tmp_path: Path) -> None:
    """The same rows, five times shuffled."""
    random = seeded(5)
    rows = histories(random, 30)
    first = summed_up(written(tmp_path / "h.csv", rows))
    for number in range(5):
        random.shuffle(rows)
        assert summed_up(written(tmp_path / f"{number}.csv", rows)) == first


def test_sequences_that_differ_in_their_order_alone_are_variants(tmp_path: Path) -> None:
    """All 5,040 orders of seven stages, and a deal of 600 rows that another one repeats but for one row in the midst."""
    from itertools import permutations

    rows = [Row(f"D{number}", stage, place * MINUTE, place) for number, order in enumerate(permutations("abcdefg")) for place, stage in enumerate(order)]
    rows += [Row(deal, "b" if (deal, place) == ("Y", 300) else "a", place * MINUTE, place) for deal in "XY" for place in range(600)]
    assert summed_up(written(tmp_path / "h.csv", rows)).variants == 5_042


def test_prouhet_s_sequences_are_told_apart(tmp_path: Path) -> None:
    """Sequences of 1,024 rows that every sum of powers of the places up to the ninth takes for one."""
    rows = [Row(deal, "ab"[(place.bit_count() + turned) % 2], place * MINUTE, place) for turned, deal in enumerate("XY") for place in range(1024)]
    assert summed_up(written(tmp_path / "h.csv", rows)).variants == 2


def test_the_weights_are_those_of_yesterday() -> None:
    """They are part of what every engine computes: 27 bits each, no two alike."""
    rows = weights(2000).rows
    assert [row[0] for row in rows] == list(range(1, 2001))
    assert all(isinstance(weight, int) and 0 < weight < 2**27 for row in rows for weight in row[1:])
    assert len({row[1:] for row in rows}) == 2000
    assert rows[0] == weights(1).rows[0]


def test_a_history_without_a_row_is_summed_up() -> None:
    """With nothing."""
    with nothing() as engine:
        assert summary(engine) == summary_of([])


def test_the_public_is_told_no_move_of_fewer_than_five_deals(tmp_path: Path) -> None:
    """However often these few made it; together they are counted. Of starts and ends as many are left out as hide the few."""
    rows = [Row(f"D{deal}", stage, place * MINUTE, place) for deal in range(12) for place, stage in enumerate("ab" if deal < 6 else "cd")]
    rows += [Row("E", "xy"[place % 2], place * MINUTE, place) for place in range(20)]
    whole = summed_up(written(tmp_path / "h.csv", rows))
    public = for_public(whole)
    assert [(one.source, one.target, one.count) for one in public.moves] == [("a", "b", 6), ("c", "d", 6)]
    assert public.others is not None
    assert (public.others.moves, public.others.count) == (2, 19)
    assert [one.stage for one in (*public.starts, *public.ends)] == ["c", "d"]
    assert (public.deals, public.events, public.deals_with_rework, public.longest) == (13, 44, None, None)


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    """And of nothing there is none."""
    assert (median({1: 2, 4: 2}), median({3: 1}), median({}), median({1: 1, 2: 5})) == (2.5, 3, None, 2)
