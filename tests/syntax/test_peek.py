"""A look at a file's head finds what reading all of it would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("process: a\n", ("process", "a")),
        ("# comment\n---\njourney: 'b'\nsteps: {}\n", ("journey", "b")),
        ("\ufefflibrary: c\r\n", ("library", "c")),
        ("title: x\nprocess: a\n", (None, "x")),
        ("- a\n", (None, "")),
        ("process: [\n", (None, "")),
        ("", (None, "")),
        ("process:\n  a: b\n", (None, "")),
    ],
)
def test_the_first_key_and_value_tell_kind_and_id(text: str, expected: tuple[str | None, str]) -> None:
    """Comments, markers and a byte order mark before them make no difference."""
    assert peek(text.encode()) == expected


@given(st.integers(1990, 2060), st.sampled_from(["process: a-name", "proposal: 'quoted name'", 'journey: "ü-name"']))
def test_a_head_that_ends_anywhere_misleads_nobody(length: int, line: str) -> None:
    """However long the comment above is, the kind and id are those of the whole file."""
    data = f"#{'ü' * (length // 2)}{'x' * (length % 2)}\n{line}\nx-rest: {'y' * 3000}\n".encode()
    document, _ = parse_bytes(data)
    assert peek(data) == (document.kind, document.id)


def test_what_is_no_utf_8_is_of_no_kind() -> None:
    """Bytes that can't be read tell nothing."""
    assert peek(b"process: caf\xe9\n") == (None, "")
