"""What a question's rows hold is read as it is: a NULL is no 0."""

import re
from pathlib import Path

import pytest

from processengine.evidence import question
from processengine.evidence.rows import first, maybe, name, numbers, one, whole


@pytest.mark.parametrize("value", [None, 1.5, "1"])
def test_what_is_no_whole_number_is_not_taken_for_one(value: object) -> None:
    """It would be a wrong figure."""
    with pytest.raises(AssertionError, match="no whole number"):
        whole(value)


def test_rows_are_read() -> None:
    """By what stands in them."""
    assert (one([(7,)]), first([(1, 2), (3, 4)]), numbers([(1, 2), (3, 4)])) == (7, (1, 2), [(1, 2), (3, 4)])
    assert (maybe(None), maybe(0), name(None), name("")) == (None, 0, None, "")


@pytest.mark.parametrize("rows", [[(None,)], [], [(1,), (2,)], [(1, 2)]])
def test_one_number_is_one(rows: list[tuple[int | None, ...]]) -> None:
    """Neither none nor several."""
    with pytest.raises((AssertionError, ValueError)):
        one(rows)


def test_no_question_reads_null_as_nothing() -> None:
    """All of them read by these."""
    files = Path(question.__file__).parent.rglob("*.py")
    assert [path.name for path in files if re.search(r"(int|float)\([^()]* or 0\)", path.read_text(encoding="utf-8"))] == []
