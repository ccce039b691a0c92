"""Sentences as words: what the rules that read prose share."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from processengine.rules.lexicons.reading import Phrases

BREAK: Final = "|"
"""Stands for a comma, a slash, an ampersand or any other sign that parts what it stands between."""

# `re` compiles these when a sentence is first read with care; few files need that.
_WORD_OR_BREAK: Final = r"[^\W_]+(?:'[^\W_]+)*|[,;:/&()\[\]–—.!?+|]"
_SHORT: Final = {
    "'ve": " have", "'re": " are", "'d": " had", "'ll": " will", "n't": " not", "it's": "it is", "that's": "that is", "who's": "who is",
}  # fmt: skip
_WORD: Final = r"[^\W_]+"
_SIGN: Final = r"[^\w\s]"
_CONTRACTED: Final = r"\bit's|\bthat's|\bwho's|'ve\b|'re\b|'d\b|'ll\b|n't\b"


def words_of(text: str) -> list[str]:
    """Return the words of a sentence in lower case, hyphens opened, contractions spelt out, signs as breaks."""
    plain = text.lower().replace("’", "'")
    plain = re.sub(_CONTRACTED, lambda found: _SHORT[found.group()], plain) if "'" in plain else plain
    return [token if token[0].isalnum() else BREAK for token in re.findall(_WORD_OR_BREAK, plain)]


def bare_words_of(text: str) -> list[str]:
    """Return the words of a sentence in lower case and nothing else: enough to see at a glance what it can't say."""
    return re.findall(_WORD, text.lower()) if re.search(_SIGN, text) else text.lower().split()


def length_at(words: Sequence[str], place: int, known: Phrases) -> int:
    """Return how many words from `place` on are a known phrase, the longest; 0 where they are none."""
    entries, longest = known
    for length in range(min(longest, len(words) - place), 0, -1):
        if tuple(words[place : place + length]) in entries:
            return length
    return 0


def after(words: Sequence[str], place: int, passed_over: Collection[str]) -> int:
    """Return the first place from `place` on whose word is not to be passed over."""
    while place < len(words) and words[place] in passed_over:
        place += 1
    return place
