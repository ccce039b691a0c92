"""Blocks give way to each other until they fit, and say what they leave out."""

from hypothesis import given
from hypothesis import strategies as some

from processengine.report.review_text_folded import Block, fitted, height, joined

BLOCKS = some.lists(some.builds(
    Block, some.lists(some.just("heading"), max_size=1), some.lists(some.lists(some.just("line"), min_size=1, max_size=3), max_size=6),
    some.integers(0, 3), some.integers(0, 3)), max_size=5)


def items(count: int) -> list[list[str]]:
    """Return items of a line each."""
    return [[f"  {number}"] for number in range(count)]


@given(BLOCKS, some.integers(0, 60))
def test_what_fits_is_no_longer_than_the_room(blocks: list[Block], room: int) -> None:
    """Unless each block is down to its least; and what there is room for is never left out."""
    whole = height(blocks)
    found = fitted(blocks, room)
    assert height(found) <= room or all(len(one.items) - one.folded <= one.least for one in blocks)
    assert whole > room or not any(one.folded for one in blocks)
    assert height(found) == height(blocks) == (len(joined(found).split("\n")) if found else 0)


def test_the_lightest_gives_way_first_and_says_how_much() -> None:
    """The other one stays whole."""
    light, heavy = Block(["light"], items(5), 1, weight=1), Block(["heavy"], items(3), 1, weight=2)
    assert joined(fitted([light, heavy], 9)) == "light\n  0\n  1\n  and 3 more\n\nheavy\n  0\n  1\n  2"


def test_a_block_that_may_go_goes_or_says_one_line_instead() -> None:
    """A heading over nothing is worth no line."""
    assert fitted([Block(["heading"], items(3), 0)], 2) == []
    (one,) = fitted([Block(["heading"], items(3), 0, alone=["3 of them."])], 2)
    assert one.lines == ["3 of them."]


def test_what_one_long_item_makes_room_for_is_put_back() -> None:
    """Folding an item of many lines may make more room than is wanted."""
    light, heavy = Block(["light"], items(4), 0, weight=1), Block(["heavy"], [["a"] * 6], 0, weight=2)
    assert joined(fitted([light, heavy], 6)) == "light\n  0\n  1\n  2\n  3"
