"""Text in lines: what is left of it, and where it breaks. Widths are in columns."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from processengine.draw.columns import columns, width_of
from processengine.draw.division import divided

SMALL_COLUMNS = 36
"""The width of the small print in a box, so that what says more may stand on two lines."""

_ELLIPSIS = "…"
_NEVER_FIRST = "、。，．・：；？！）」』】〉》〕］｝ー々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]}%"
_NEVER_LAST = "（「『【〈《〔［｛([{"
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return a user's text as one line: blanks between words, nothing that can't be seen or that turns text round.

    Control characters, lone surrogates, noncharacters and the marks that override the direction of writing go.
    """
    kept = (" " if char.isspace() else char for char in text if char.isspace() or not _is_hidden(char))
    return " ".join("".join(kept).split())


def _is_hidden(char: str) -> bool:
    point = ord(char)
    return (
        char in _DIRECTIONS
        or unicodedata.category(char) in {"Cc", "Cs"}
        or 0xFDD0 <= point <= 0xFDEF
        or point & 0xFFFE == 0xFFFE
    )


def cut(text: str, width: int) -> str:
    """Return as much of a text as fits a width, with an ellipsis where something is left out."""
    if columns(text) <= width:
        return text
    fitting = sum(taken < width for taken in accumulate(map(width_of, text)))
    return text[:fitting].rstrip(" ,.;:") + _ELLIPSIS


def wrap(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` columns (4 or more), none where there is no text.

    It breaks at blanks, after slashes, and between ideographs; a longer word is divided, at a hyphen of its own before others.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(clean(text), width):
        if line and columns(line) + columns(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        lines.append(line.rstrip())
    return lines


def balanced(text: str, width: int) -> list[str]:
    """Return a text in as few lines as `wrap` makes of it, and those about equally long."""
    lines = wrap(text, width)
    for narrower in range(max(4, width // 2, longest_word(text)), width):
        tried = wrap(text, narrower)
        if len(tried) == len(lines):
            return tried
    return lines


def longest_word(text: str) -> int:
    """Return the columns of the longest stretch that `wrap` would divide only in need."""
    return max((columns(word.rstrip()) for word in _words(clean(text))), default=0)


def _pieces(text: str, width: int) -> Iterator[str]:
    """Return what must stay together on a line, in order; together they are the text, divided words aside."""
    for word in _words(text):
        yield from _parts(word, width) if columns(word.rstrip()) > width else [word]


def _parts(word: str, width: int) -> Iterator[str]:
    """Return a word that no line holds in parts: at its hyphens, and what is still too long at syllables."""
    for part in re.findall(r"[^-–—]*[-–—]+ *|[^-–—]+", word):
        yield from divided(part, width) if columns(part.rstrip()) > width else [part]


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if word and _may_break(word[-1], char):
            yield word
            word = ""
        word += char
    if word:
        yield word


def _may_break(left: str, right: str) -> bool:
    if right == " " or right in _NEVER_FIRST or left in _NEVER_LAST or width_of(right) == 0:
        return False
    return left in " /" or width_of(left) == 2 or width_of(right) == 2
