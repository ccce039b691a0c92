"""User text in a cell of a spreadsheet, where a formula would be worked out."""

import re
from typing import Final

_BEGIN_FORMULAS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")
_NUMBER: Final = re.compile("[+-]?[0-9]+(?:[.][0-9]+)?")
_CUT_OFF: Final = "'\"\u2018\u2019\u201c\u201d"
"""Quotation marks, which some programs take off from the beginning of a cell, or of what is pasted."""


_PARTS: Final = re.compile("([;\t\r\n])")
"""Where a program begins another cell that reads our file with its own separator, as spreadsheets in most of Europe do."""


def inert(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would take what follows for a formula, with blanks and quotation marks before it or none."""
    first, *others = _PARTS.split(text)
    begun = "'" if _is_formula(text) or _CONTROL.match(text) else ""
    return begun + first + "".join(f"'{one}" if _is_formula(one) else one for one in others)


def _is_formula(text: str) -> bool:
    first = next((one for one in text if one.isprintable() and not one.isspace() and one not in _CUT_OFF), "")
    return first in _BEGIN_FORMULAS


def cell(text: str) -> str:
    """Return what stands in a cell for a value that a source may hold as a number: a plain number stays one, any other text is `inert`."""
    return text if _NUMBER.fullmatch(text) else inert(text)
