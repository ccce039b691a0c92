"""A new order is told with as few moves as explain it."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from processengine.diff.order import merged, moved

LISTS = st.lists(st.sampled_from("abcdefg"), unique=True)


def test_one_stage_that_goes_far_is_one_move() -> None:
    """The stages that it passes stay where they are."""
    assert moved(["a", "b", "c", "d"], ["b", "c", "d", "a"]) == ["a"]
    assert moved(["a", "b", "c", "d"], ["d", "a", "b", "c"]) == ["d"]


@given(LISTS, LISTS)
def test_the_moves_are_the_fewest(old: list[str], new: list[str]) -> None:
    """What is left keeps its order, and no smaller set of moves would do (brute force)."""
    found = moved(old, new)
    common = [name for name in new if name in old]
    assert _keep_their_order(old, new, found)
    assert not any(_keep_their_order(old, new, fewer) for size in range(len(found)) for fewer in map(list, combinations(common, size)))


def _keep_their_order(old: list[str], new: list[str], without: list[str]) -> bool:
    left = [[name for name in names if name in old and name in new and name not in without] for names in (old, new)]
    return left[0] == left[1]


@given(LISTS, LISTS)
def test_merged_has_everything_once_in_the_new_order(old: list[str], new: list[str]) -> None:
    """What is gone stands behind whatever stood before it and is still there."""
    found = merged(old, new)
    assert sorted(found) == sorted({*old, *new})
    assert [name for name in found if name in new] == new
    assert merged(["a", "x", "b"], ["b", "a"]) == ["b", "a", "x"]
