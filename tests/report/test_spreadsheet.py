"""No cell that we write is worked out as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.report.spreadsheet import inert


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A", "\t=1", "\r=1", "\v=1", "\x0c=1", " =1", "   @A", "\u00a0-1", '"=1', "'=1", "' \"+1", "“=1", "＝1", "\ufeff=1", "\ttext"])
def test_what_begins_a_formula_gets_an_apostrophe(text: str) -> None:
    """Blanks, controls and quotation marks before it are no cover: programs take them off."""
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "north", "O'Hara = us", "a=1", '"quoted"', "1-2", " north", "'"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """A name is a name."""
    assert inert(text) == text


@given(st.text(" \"'=+-@\t\v a", max_size=6))
def test_no_text_begins_a_formula(text: str) -> None:
    """Nor does it where what may be taken off is taken off once."""
    shown = inert(text)
    assert shown.startswith("'") or not shown.strip(' "\t\v').startswith(("=", "+", "-", "@"))
