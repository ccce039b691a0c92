"""Suppressions: an `allow` covers its line, or the element below it, and nothing else."""

import pytest

from processengine.span import Span
from processengine.syntax.parse import parse
from processengine.syntax.suppression import Suppression, suppressions

PROCESS = """\
process: p
stages:
  a:
    # processengine: allow[one] the element below
    next:
      - b
      - c
    max_days: 3  # processengine: allow[two, three] this line
  # processengine: allow[four] the whole stage
  b:
    next: [won]

    max_days: 4
  won: {outcome: won}
"""


def decisions(text: str) -> list[Suppression]:
    """The suppressions of a text."""
    return suppressions(parse(text)[0])


def covered(one: Suppression) -> tuple[int, int]:
    """The first and the last line that a suppression covers."""
    return one.first_line, one.last_line


def test_one_on_a_line_of_its_own_covers_the_element_below() -> None:
    """To its last line, with what stands in it, and no further."""
    below, _, stage = decisions(PROCESS)
    assert covered(below) == (5, 7)
    assert covered(stage) == (10, 13)


def test_a_trailing_one_covers_its_line() -> None:
    """And names several rules, if it must."""
    _, trailing, _ = decisions(PROCESS)
    assert covered(trailing) == (8, 8)
    assert trailing.rules == ("two", "three")
    assert trailing.reason == "this line"


def test_it_covers_the_rules_that_it_names() -> None:
    """No other rule, and no other line."""
    _, trailing, _ = decisions(PROCESS)
    assert trailing.covers("two", 8)
    assert not trailing.covers("one", 8)
    assert not trailing.covers("two", 9)


def test_it_knows_where_it_stands() -> None:
    """From the `#` to the end of its text, and where the element that it covers begins."""
    below, trailing, _ = decisions(PROCESS)
    assert below.span == Span(4, 5, 4, 50)
    assert trailing.span == Span(8, 18, 8, 62)
    assert (below.place, trailing.place) == (Span(5, 5, 5, 5), Span(8, 5, 8, 5))


@pytest.mark.parametrize("comment", ["allow[one]", "allow[one]   ", "allow[one]\t"])
def test_without_a_reason_it_covers_nothing(comment: str) -> None:
    """It is read all the same, so that it can be reported."""
    (one,) = decisions(f"process: p\ntitle: t  # processengine: {comment}\n")
    assert one.reason == ""
    assert not one.covers("one", 2)


def test_an_item_of_a_list_can_be_covered() -> None:
    """From its dash on, with the lines below that belong to it."""
    text = "process: p\nfrom_anywhere:\n  # processengine: allow[one] this way\n  - to: lost\n    when: So\n  - b\n"
    (one,) = decisions(text)
    assert covered(one) == (4, 5)
    assert one.place == Span(4, 5, 4, 5)


def test_comments_between_may_pile_up() -> None:
    """Two above one element cover the same."""
    text = "process: p\n# processengine: allow[one] so\n# processengine: allow[two] too\n\ntitle: t\n"
    assert [covered(one) for one in decisions(text)] == [(5, 5), (5, 5)]


def test_below_the_last_element_it_covers_itself_only() -> None:
    """There is nothing below."""
    (one,) = decisions("process: p\n# processengine: allow[one] nothing\n")
    assert covered(one) == (2, 2)


@pytest.mark.parametrize(
    "value",
    [
        "'# processengine: allow[one] so'",
        '"# processengine: allow[one] so"',
        "|\n  text\n  # processengine: allow[one] so\n  more",
        ">\n  text\n  # processengine: allow[one] so",
    ],
)
def test_in_a_text_it_is_text(value: str) -> None:
    """Quoted or in block lines, what looks like a comment is none."""
    assert decisions(f"process: p\ntitle: {value}\n") == []


def test_after_a_quoted_text_it_counts() -> None:
    """The text ends before it."""
    (one,) = decisions('process: p\ntitle: "a # b"  # processengine: allow[one] so\n')
    assert covered(one) == (2, 2)


def test_other_comments_are_none() -> None:
    """Nor is anything in a text that can't be read."""
    assert decisions("process: p  # allow[one] so\n# processengine: says nothing\n") == []
    assert decisions("process: [  # processengine: allow[one] so\n") == []
