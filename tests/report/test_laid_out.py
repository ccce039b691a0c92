"""Texts for a terminal: no line is wider than it, no word is broken, and a table keeps its numbers below its heads."""

import pytest

from processengine.report.laid_out import laid_out, next_commands, table
from processengine.report.safe import width


def test_a_line_that_fits_stays_as_it_is() -> None:
    """And one that doesn't goes on two columns further to the right, or as far as it is said."""
    assert laid_out("  one two", 9) == ["  one two"]
    assert laid_out(f"  {'word ' * 6}end", 24) == ["  word word word word", "    word word end"]
    assert laid_out(f"1. {'word ' * 6}end", 24, indent=3)[1] == "   word word end"


def test_no_word_is_broken() -> None:
    """A name that is longer than the room sticks out."""
    assert laid_out(f"short {'x' * 60} short", 24) == ["short", f"  {'x' * 60}", "  short"]


@pytest.mark.parametrize("columns", [40, 80, 100, None])
def test_a_table_is_no_wider_than_the_room(columns: int | None) -> None:
    """Where names and numbers have no place side by side, the names stand above; remarks go below."""
    rows = [("A rather long name of a stage", "12", "3.5 days", "1 took no time: possibly back-filled"), ("B", "7", "-", "")]
    found = list(table(("Stage", "Visits", "Half within"), rows, columns))
    assert all(width(line) <= (columns or 100) for line in found)
    assert "possibly back-filled" in " ".join(" ".join(found).split())
    heads = next(line for line in found if "Visits" in line)
    assert all(line.index("12") + 2 == heads.index("Visits") + 6 for line in found if "3.5 days" in line)


def test_a_command_is_never_broken() -> None:
    """It is to be pasted."""
    assert laid_out("every stage stands in `-f csv` here", 28) == ["every stage stands in", "  `-f csv` here"]
    assert list(next_commands([f"processengine evidence check --source {'x' * 99}"])) == ["", f"Next: processengine evidence check --source {'x' * 99}"]
    assert list(next_commands([])) == []
