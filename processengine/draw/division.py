"""Long words, divided where a syllable seems to begin: good for German, tolerable elsewhere."""

from collections.abc import Iterator
from itertools import accumulate

from processengine.draw.columns import columns, width_of

_VOWELS = "aeiouyäöüáéíóúàèìòùâêîôûåæøœ"
_LEEWAY = 6


def divided(word: str, width: int) -> Iterator[str]:
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
    """Return how many letters of a word fit some columns; at least one."""
    taken = accumulate(map(width_of, word))
    return max(1, sum(columns_so_far <= most for columns_so_far in taken))


def _begins_syllable(before: str, rest: str) -> bool:
    """Tell whether a syllable begins after a letter: a consonant before a vowel; `ch`, `ph`, `th` are not torn."""
    if rest.startswith("sch"):
        return True
    here, after = rest[:1], rest[1:2]
    return here.isalpha() and here not in _VOWELS and bool(after) and after in _VOWELS and (here != "h" or before.lower() in _VOWELS)


def _is_narrow_letter(char: str) -> bool:
    return char.isalpha() and width_of(char) == 1
