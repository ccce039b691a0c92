"""How alike two names are."""

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1, whatever their case, punctuation and the order of their words.

    The better of two ratios of Ratcliff and Obershelp: of the texts as they stand, and with their words sorted.
    """
    left, right = _words(one), _words(other)
    if left == right:
        return 1.0
    return max(_ratio(" ".join(left), " ".join(right)), _ratio(" ".join(sorted(left)), " ".join(sorted(right))))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _ratio(one: str, other: str) -> float:
    # The order of the two would sway the ratio.
    return SequenceMatcher(None, min(one, other), max(one, other), autojunk=False).ratio()
