"""Lines of text: none too wide, nothing lost, broken where a reader would break them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.draw.columns import columns
from processengine.draw.wrap import balanced, clean, cut, wrap

TEXTS = st.text(max_size=120)
WIDTHS = st.integers(min_value=4, max_value=60)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    """Whatever the writing, ideographs count two."""
    assert all(columns(line) <= width for line in wrap(text, width))


@given(TEXTS, WIDTHS)
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """All but blanks is still there, and only hyphens are new."""
    joined = "".join(wrap(text, width))
    assert re.sub(r"[\s-]", "", joined) == re.sub(r"[\s-]", "", clean(text))


@given(TEXTS, WIDTHS)
def test_balancing_takes_no_more_lines(text: str, width: int) -> None:
    """It evens the lines out and keeps to the width."""
    lines = balanced(text, width)
    assert len(lines) == len(wrap(text, width))
    assert all(columns(line) <= width for line in lines)


@given(TEXTS)
def test_cleaning_leaves_one_line_and_is_done_once(text: str) -> None:
    """No line end, no blank at the ends, and a second time changes nothing."""
    once = clean(text)
    assert once == clean(once) == once.strip()
    assert len(once.splitlines()) <= 1


@given(TEXTS, WIDTHS)
def test_a_cut_text_fits(text: str, width: int) -> None:
    """It is the text where that fits, else its beginning and an ellipsis."""
    short = cut(clean(text), width)
    assert columns(short) <= width
    assert short == clean(text) or (short.endswith("…") and clean(text).startswith(short[:-1]))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("The board sends the champion back", 24, ["The board sends the", "champion back"]),
        ("Beschaffungsentscheidungsgremium", 24, ["Beschaffungsent-", "scheidungsgremium"]),
        ("mid-market new-business", 12, ["mid-market", "new-business"]),
        ("Inbound, self-serve: Demo completed", 16, ["Inbound,", "self-serve: Demo", "completed"]),
        ("mid-market-new-business", 12, ["mid-market-", "new-business"]),
        ("取締役会が決める。（次）", 14, ["取締役会が決め", "る。（次）"]),
        ("https://example.com/a/b/c", 12, ["https://", "example.com/", "a/b/c"]),
        ("", 10, []),
        (" \n\t ", 10, []),
    ],
)
def test_lines_break_where_a_reader_would_break_them(text: str, width: int, lines: list[str]) -> None:
    """At blanks, after slashes, after hyphens only where a word is too long, between ideographs but before no full stop, and else between syllables."""
    assert wrap(text, width) == lines


def test_a_balanced_text_leaves_no_word_alone() -> None:
    """Two lines of about the same length read better than a long and a short one."""
    assert balanced("They chose another supplier", 24) == ["They chose", "another supplier"]


def test_control_characters_and_marks_of_direction_go() -> None:
    """What can't be seen can't mislead."""
    assert clean("a\x00b\x1b[31m\u202ec\ufffe\ud800\u2028d\te") == "ab[31mc d e"
