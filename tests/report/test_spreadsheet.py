"""No cell that we write is worked out as a formula."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.report.spreadsheet import inert


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A", "\v=1", "\x0c=1", " =1", "   @A", "\u00a0-1", '"=1', "'=1", "' \"+1", "“=1", "＝1", "\ufeff=1", "\ttext"])
def test_what_begins_a_formula_gets_an_apostrophe(text: str) -> None:
    """Blanks, controls and quotation marks before it are no cover: programs take them off."""
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize(("text", "shown"), [
    ('x;=HYPERLINK("http://example.com")', "x;'=HYPERLINK(\"http://example.com\")"), ("a;@SUM(1)", "a;'@SUM(1)"), ("x\n=1+1", "x\n'=1+1"), ("x\r\n+1", "x\r\n'+1"),
    ("x\t-1", "x\t'-1"), ('x; "=1', "x;' \"=1"), (";=1", ";'=1"), ("\t=1", "'\t'=1"), ("=1;=2", "'=1;'=2"),
])
def test_another_separator_begins_no_formula_either(text: str, shown: str) -> None:
    """Spreadsheets of most of Europe read `;` as the end of a cell, and a line end in what they don't take for quoted ends the row."""
    assert inert(text) == shown


@pytest.mark.parametrize("text", ["", "north", "O'Hara = us", "a; b", "a\nb",  "a=1", '"quoted"', "1-2", " north", "'"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """A name is a name."""
    assert inert(text) == text


@given(st.text(" \"'=+-@\t\v a", max_size=6))
def test_no_text_begins_a_formula(text: str) -> None:
    """Nor does it where what may be taken off is taken off once."""
    shown = inert(text)
    assert shown.startswith("'") or not shown.strip(' "\t\v').startswith(("=", "+", "-", "@"))


@given(st.lists(st.text("\"'=@;,\t\r\n a", max_size=8), min_size=1, max_size=3))
def test_no_cell_begins_a_formula_whatever_separates_cells(texts: list[str]) -> None:
    """A file of ours is the same to a program that reads it with a comma, a semicolon or a tab."""
    out = StringIO()
    csv.writer(out).writerow([inert(one) for one in texts])
    for separator in ",;\t":
        read = [cell for row in csv.reader(StringIO(out.getvalue(), newline=""), delimiter=separator) for cell in row]
        assert not [one for one in read if one.lstrip(' "\t\r\n').startswith(("=", "@"))]
