"""User text in a cell of a spreadsheet, where a formula would be worked out."""

import re
from typing import Final

_BEGIN_FORMULAS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")
_NUMBER: Final = re.compile("[+-]?[0-9]+(?:[.][0-9]+)?")
_CUT_OFF: Final = "'\"\u2018\u2019\u201c\u201d"
"""Quotation marks, which some programs take off from the beginning of a cell, or of what is pasted."""


def inert(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula, blanks and quotation marks before it or none."""
    held = text
    while held and (held[0] in _CUT_OFF or held[0].isspace() or not held[0].isprintable()):
        held = held[1:]
    return f"'{text}" if held.startswith(_BEGIN_FORMULAS) or _CONTROL.match(text) else text


def cell(text: str) -> str:
    """Return what stands in a cell for a value that a source may hold as a number: a plain number stays one, any other text is `inert`."""
    return text if _NUMBER.fullmatch(text) else inert(text)
