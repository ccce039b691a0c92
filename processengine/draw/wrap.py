"""Text in lines: how wide it is, and where it breaks.

Widths are in columns, as a terminal and Unicode's East Asian Width count them: a letter is one, an ideograph two.
"""

import unicodedata
from collections.abc import Iterator

SMALL_COLUMNS = 36
"""The width of the small print in a box, so that what says more may stand on two lines."""

_ELLIPSIS = "…"
_NEVER_FIRST = "、。，．・：；？！）」』】〉》〕］｝ー々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]}%"
_NEVER_LAST = "（「『【〈《〔［｛([{"
_VOWELS = "aeiouyäöüáéíóúàèìòùâêîôûåæøœ"
_LEEWAY = 6
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


def width_of(char: str) -> int:
    """Return the columns of a character: 0, 1 or 2."""
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(width_of, text))


def pad(text: str, width: int) -> str:
    """Return a text followed by blanks up to a width."""
    return text + " " * max(0, width - columns(text))


def cut(text: str, width: int) -> str:
    """Return as much of a text as fits a width, with an ellipsis where something is left out."""
    if columns(text) <= width:
        return text
    kept = ""
    for char in text:
        if columns(kept) + width_of(char) > width - 1:
            break
        kept += char
    return kept.rstrip(" ,.;:") + _ELLIPSIS


def wrap(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` columns (4 or more), none where there is no text.

    It breaks at blanks, after hyphens and slashes, and between ideographs; a longer word is divided.
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
        yield from _divided(word, width) if columns(word.rstrip()) > width else [word]


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
    return left in " -/–—" or width_of(left) == 2 or width_of(right) == 2


def _divided(word: str, width: int) -> Iterator[str]:
    """Divide a word that no line holds: with a hyphen between letters, in parts that are about equal."""
    rest = word
    while columns(rest) > width:
        parts = -(-columns(rest) // (width - 1))
        place = _division(rest, min(width - 1, -(-columns(rest) // parts) + _LEEWAY // 2))
        part, rest = rest[:place], rest[place:]
        yield part + "-" if _is_narrow_letter(part[-1]) and _is_narrow_letter(rest[0]) else part
    yield rest


def _division(word: str, most: int) -> int:
    """Return where a word is best divided so that the first part takes at most some columns: where a syllable begins."""
    last = _places_within(word, most)
    for place in range(last, max(1, last - _LEEWAY), -1):
        if _begins_syllable(word[place - 1], word[place:].lower()):
            return place
    return last


def _places_within(word: str, most: int) -> int:
    taken = 0
    for place, char in enumerate(word):
        taken += width_of(char)
        if taken > most:
            return max(place, 1)
    return len(word)


def _begins_syllable(before: str, rest: str) -> bool:
    """Tell whether a syllable begins after a letter: a consonant before a vowel; `ch`, `ph`, `th` are not torn."""
    if rest.startswith("sch"):
        return True
    here, after = rest.ljust(2)[:2]
    return here.isalpha() and here not in _VOWELS and after in _VOWELS and (here != "h" or before.lower() in _VOWELS)


def _is_narrow_letter(char: str) -> bool:
    return char.isalpha() and width_of(char) == 1
