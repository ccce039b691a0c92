"""What anybody may read: nothing about fewer than five."""

from processengine.evidence.measures.measured import Group, Measured, Point, Seen
from processengine.evidence.measures.public import TOO_FEW, for_public


def _share(seen: int, n: int) -> Seen:
    return Seen("share", seen / n, n, seen)


def test_groups_of_few_are_left_out_and_counted() -> None:
    """Also those of which few had the event, or all but few."""
    groups = tuple(Group(name, one) for name, one in (("a", _share(10, 20)), ("b", _share(2, 4)), ("c", _share(3, 20)), ("d", _share(18, 20)), ("e", _share(0, 20))))
    found = for_public(Measured(_share(33, 84), groups=groups))
    assert [group.name for group in found.groups] == ["a", "e"]
    assert found.notes == ("3 of 5 groups are not shown. Nothing is shown of fewer than 5 deals, nor what they could be worked out from.",)
    assert found.whole.n == 84


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    """Else the whole would tell it."""
    groups = (Group("a", _share(10, 20)), Group("b", _share(2, 4)), Group("c", _share(9, 18)))
    assert [group.name for group in for_public(Measured(_share(21, 42), groups=groups)).groups] == ["a"]


def test_a_period_of_few_has_no_numbers() -> None:
    """But stands in the series; an empty one needs no hiding."""
    series = (Point("2026-01", _share(10, 20)), Point("2026-02", _share(2, 4)), Point("2026-03", _share(9, 18)), Point("2026-04", Seen("share", None, 0, 0, why="No deal.")))
    found = for_public(Measured(_share(21, 42), series)).series
    assert [(point.seen.value, point.seen.n, point.seen.is_withheld) for point in found] == [(0.5, 20, False), (None, 0, True), (None, 0, True), (None, 0, False)]
    assert found[1].seen.why == TOO_FEW


def test_a_small_whole_is_not_told() -> None:
    """Nor is a group's series, nor a small count of what was left out."""
    assert for_public(Measured(_share(1, 3))).whole.is_withheld
    assert for_public(Measured(Seen("ratio", 0.1, 30, 3))).whole.is_withheld
    assert not for_public(Measured(Seen("ratio", 0.5, 30, 15))).whole.is_withheld
    whole = for_public(Measured(Seen("share", 0.5, 20, 10, left_out={"young": 3, "open": 7}))).whole
    assert whole.left_out == {"open": 7}
    assert for_public(Measured(_share(10, 20), groups=(Group("a", _share(10, 20), (Point("2026-01", _share(10, 20)),)),))).groups[0].series == ()


def test_where_all_others_are_empty_the_small_one_goes_alone() -> None:
    """There is nothing that could go with it."""
    series = (Point("2026-01", _share(2, 4)), Point("2026-02", Seen("share", None, 0, 0, why="No deal.")))
    assert [point.seen.is_withheld for point in for_public(Measured(_share(2, 4), series)).series] == [True, False]
