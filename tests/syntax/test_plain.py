"""Plain data: what a text says, with what its keys do wrong."""

import pytest

from processengine.syntax.document import Document
from processengine.syntax.parse import parse
from processengine.syntax.peek import peek
from processengine.syntax.plain import plain


def test_an_unread_document_has_no_data() -> None:
    """And nothing is wrong with it that was not told before."""
    assert plain(Document("")) == ({}, [])


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: {x: [1], y: b}\na: {x: [1, 2], z: c}\n", {"a": {"x": [1, 2], "y": "b", "z": "c"}}),
        ("a: b\na: c\n", {"a": "b"}),
        ("a: b\na: {c: d}\n", {"a": "b"}),
    ],
)
def test_what_stands_twice_is_read_as_both_say(text: str, data: dict[str, object]) -> None:
    """So that nothing seems to be missing that is there; a scalar's first value counts."""
    found, problems = plain(parse(text)[0])
    assert found == data
    assert [problem.rule for problem in problems] == ["duplicate-key"]


@pytest.mark.parametrize("text", ["[a]: b\nc: d\n", "? {a: b}\n: c\nc: d\n"])
def test_a_list_or_map_in_a_keys_place_is_told_and_left_out(text: str) -> None:
    """The rest is read."""
    found, problems = plain(parse(text)[0])
    assert found == {"c": "d"}
    assert [problem.finding.message for problem in problems] == ["A list or map stands where a key should."]


def test_a_refused_key_is_left_out_in_silence() -> None:
    """The guard has told of it."""
    assert plain(parse("a: &x b\n*x : c\n")[0])[0].keys() == {"a"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"process: p\nstages: [", ("process", "p")),
        (b"\xef\xbb\xbf# c\n---\nlibrary: a\n", ("library", "a")),
        (b"shopping: list\n", (None, "list")),
        (b"process: [p]\n", (None, "")),
        (b"- process\n", (None, "")),
        (b"", (None, "")),
        (b"[\n", (None, "")),
        (b"\xff\n", (None, "")),
    ],
)
def test_a_look_at_the_first_key_tells_kind_and_id(data: bytes, expected: tuple[str | None, str]) -> None:
    """Without reading the rest, which may be broken."""
    assert peek(data) == expected
