"""The line that names a schema: first in the file, once, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.syntax.modeline import is_wired, modeline, wired

SCHEMA = "../.processengine/schema.json"
LINE = "# yaml-language-server: $schema=../.processengine/schema.json"


def test_the_line_stands_first() -> None:
    """Above the comments that are there."""
    assert wired("# Ours\nprocess: p\n", SCHEMA) == f"{LINE}\n# Ours\nprocess: p\n"


def test_a_byte_order_mark_stays_in_front() -> None:
    """It counts only as the very first character."""
    assert wired("\ufeffprocess: p\n", SCHEMA) == f"\ufeff{LINE}\nprocess: p\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_ends_as_the_other_lines_do(end: str) -> None:
    """A file from Windows stays one."""
    assert wired(f"process: p{end}stages: {{}}{end}", SCHEMA) == f"{LINE}{end}process: p{end}stages: {{}}{end}"


@pytest.mark.parametrize(
    "line", [modeline(SCHEMA), "# yaml-language-server: $schema=https://example.com/s.json", "#  yaml-language-server : $schema=own.json"]
)
@pytest.mark.parametrize("before", ["", "# Ours\n", "\ufeff"])
def test_a_line_that_is_there_stays(line: str, before: str) -> None:
    """Whatever schema it names, and wherever it stands."""
    text = f"{before}{line}\nprocess: p\n"
    assert is_wired(text)
    assert wired(text, SCHEMA) == text


@given(st.text(st.sampled_from("abc:#- \n\r\ufeff\u2028")))
def test_everything_else_stays_and_twice_is_once(text: str) -> None:
    """The line is put in front and every other character is as it was."""
    once = wired(text, SCHEMA)
    assert wired(once, SCHEMA) == once
    bom, rest = once[: len(once) - len(once.removeprefix("\ufeff"))], once.removeprefix("\ufeff")
    assert rest.startswith(LINE)
    assert bom + rest.removeprefix(LINE).removeprefix("\r\n" if rest[len(LINE) : len(LINE) + 2] == "\r\n" else rest[len(LINE)]) == text
