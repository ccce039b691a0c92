"""Which ways must not rank: those that the renderer's walk would take for ways down."""

from processengine.draw.loops import misread
from processengine.draw.picture import Way


def ways(*ends: str) -> list[Way]:
    """Return ways from pairs of letters."""
    return [Way(one[0], one[1]) for one in ends]


def test_a_loop_that_the_walk_enters_at_its_top_is_read_rightly() -> None:
    """The way back leads to a box on the walk's own path."""
    assert misread("abc", ways("ab", "bc", "ca"), {}) == set()


def test_a_loop_that_the_walk_enters_further_down_is_not() -> None:
    """`b` leads back to `a`, so its last way takes that one's turn, and the walk meets `e` before `c`."""
    assert misread("abcde", ways("ab", "ba", "bc", "bd", "be", "cd", "de", "ec"), {}) == {("e", "c")}


def test_a_way_up_that_closes_no_loop_may_rank() -> None:
    """Nothing leads down from where it ends to where it starts."""
    assert misread("abcd", ways("ac", "cb", "bd"), {}) == set()


def test_each_group_is_walked_on_its_own() -> None:
    """A way between groups is never turned round, and neither is a way from a box to itself."""
    loop = ways("ab", "ba", "bc", "bd", "cd", "dc", "cc")
    assert misread("abcd", loop, {}) == {("d", "c")}
    assert misread("abcd", loop, {"c": "one", "d": "two"}) == set()
