"""Names that end in a version: whether one does, and what is left without it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from processengine.rules.lexicons.reading import Lexicon, lexicons

# A dot belongs to a word where it stands between digits, as in "v2.1".
_WORD: Final = r"[^\W_]+(?:\.[^\W_]+)*"
_BETWEEN: Final = " \t\n-–—_.,:;/|([{"
_YEAR_LENGTH: Final = 4
_CENTURIES: Final = ("19", "20")
_MOST_DIGITS: Final = 2
_DIGITS: Final = "0123456789"
_ANY_DIGIT: Final = tuple(_DIGITS)
_KNOWN: Final = lexicons("version-names")
_LAST_WORDS: Final = frozenset(word for lexicon in _KNOWN for word in lexicon.words("versions"))
_BEFORE_NUMBERS: Final = frozenset(word for lexicon in _KNOWN for word in lexicon.words("versions", "numbered"))


class Ending(NamedTuple):
    """How a name ends: the version as it is written, and the name without it, empty where nothing is left."""

    version: str
    rest: str


def may_end_in_version(words: Sequence[str]) -> bool:
    """Tell at a glance whether a name may end in a version, going by the last two of its bare words alone."""
    last = words[-1] if words else ""
    if not last.isdigit():
        return last in _LAST_WORDS or last.endswith(_ANY_DIGIT)
    previous = words[-2] if len(words) > 1 else ""
    return last.startswith(_CENTURIES) or previous in _BEFORE_NUMBERS or previous.endswith(_ANY_DIGIT)


def version_ending(name: str, known: Sequence[Lexicon] = _KNOWN) -> Ending | None:
    """Return how a title or an id ends where that is a version; None elsewhere."""
    found = list(re.finditer(_WORD, name))
    words = [one.group().casefold() for one in found]
    lengths = (_length(words, lexicon) for lexicon in known)
    length = next(filter(None, lengths), 0)
    if not length:
        return None
    start = found[-length].start()
    return Ending(name[start : found[-1].end()], name[:start].rstrip(_BETWEEN))


def _length(words: Sequence[str], lexicon: Lexicon) -> int:
    """Return how many words at the end name a version; 0 where none do."""
    if not words:
        return 0
    *before, last = words
    if _is_numbered(last, lexicon) or _is_year(before, last, lexicon) or _is_version(before, last, lexicon):
        return 1
    if before and _counts_versions(last):
        *further, previous = before
        is_prefix = previous in lexicon.words("numbered") or _is_numbered(previous, lexicon)
        return 2 if is_prefix or _is_version(further, previous, lexicon) else 0
    return 0


def _is_numbered(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a version's number: "v2", "v2.1"."""
    prefix = word.rstrip("." + _DIGITS)
    return prefix != word and prefix in lexicon.words("numbered")


def _is_version(before: Sequence[str], word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word that ends a longer name says which version it is."""
    return word in lexicon.words("versions") and bool(before) and before[-1] not in lexicon.words("said_of")


def _is_year(before: Sequence[str], word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a year and no other number: "2026", "FY2026", but not "50 to 2000"."""
    digits = word[-_YEAR_LENGTH:]
    if len(digits) < _YEAR_LENGTH or not _is_number(digits) or not digits.startswith(_CENTURIES):
        return False
    prefix = word[:-_YEAR_LENGTH]
    if prefix:
        return prefix in lexicon.words("years_of")
    near = before[-2:]
    return not any(one in lexicon.words("counted") or (_is_number(one) and not _is_year((), one, lexicon)) for one in near)


def _counts_versions(word: str) -> bool:
    """Tell whether a word may be the number of a version that another word names: "2", "2.1"."""
    return all(_is_number(part) and len(part) <= _MOST_DIGITS for part in word.split("."))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()
