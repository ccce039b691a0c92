"""User text in a cell of a spreadsheet, where a formula would be worked out."""

from typing import Final

_BEGIN_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
