"""Whether a fact claims a feeling: the sentence's own claim counts, not every feeling that it mentions."""

from collections.abc import Sequence
from typing import Final

from processengine.rules.buyer.wording import (
    ADVERBS,
    BEING,
    BREAK,
    HAVING,
    OPENERS,
    after,
    bare_words_of,
    length_at,
    phrases,
    words_of,
)
from processengine.rules.lexicons import feelings as lexicon

Words = Sequence[str]

_MOODS: Final = phrases(lexicon.MOODS)
_LIKING: Final = phrases(lexicon.LIKING)
_BONDS: Final = phrases(lexicon.BONDS)
_WHOM: Final = frozenset(lexicon.WHOM)
_TOLD: Final = frozenset(lexicon.TOLD)
_INNER: Final = frozenset(lexicon.INNER)

_SEEMING: Final = BEING | {"seems", "seem", "looks", "look", "sounds", "appears", "remains", "stays", "gets", "becomes"}
_CLOSING: Final = frozenset({
    BREAK, "and", "or", "but", "in", "about", "with", "by", "on", "of", "at", "for", "that", "because", "since", "now", "after",
})  # fmt: skip
"""What may follow a mood that is claimed; any other word makes it a mere attribute: "interested parties"."""

_DEFINITE: Final = frozenset({"the", "our", "us", "this", "it", "what", "working", "how", "that"})
_POSSESSED: Final = frozenset({"been", "a", "an", "the", "no", "good", "strong", "real"})
_BARE: Final = frozenset({"like", "love", "trust", "feel", "see", "show"})
_NEVER_LIKING: Final = _SEEMING | HAVING | _CLOSING | {
    "would", "had", "more", "much", "something", "just", "things", "to", "not", "the", "a",
}  # fmt: skip
"""Words before "like" and its kin that make no verb of it: "would like", "looks like", "the trust"."""


_TELLING: Final = frozenset(max(entry, key=len) for entries, _ in (_MOODS, _LIKING, _BONDS) for entry in entries)
"""The longest word of each entry: without any of them a fact is looked at no further."""


def may_claim_feeling(words: Words) -> bool:
    """Tell at a glance whether bare words may claim a feeling."""
    return not _TELLING.isdisjoint(words)


def claimed_feeling(text: str) -> str | None:
    """Return the feeling that a fact claims, in its words; None where it claims none."""
    if not may_claim_feeling(bare_words_of(text)):
        return None
    words = words_of(text)
    for place in range(len(words)):
        if _is_told(words[:place]):
            return None
        for known, is_claim in ((_BONDS, _claims_bond), (_MOODS, _claims_mood), (_LIKING, _claims_liking)):
            length = length_at(words, place, known)
            if length and is_claim(words, place, place + length):
                return " ".join(words[place : place + length])
    return None


def _is_told(before: Words) -> bool:
    """Tell whether what comes next is no longer the claim: it is said, written, done, or part of an inner clause."""
    if not before:
        return False
    if before[-1] in OPENERS or before[-1] in _TOLD:
        return True
    place = len(before) - 1
    while place and before[place - 1] in ADVERBS:
        place -= 1
    return place > 0 and before[place - 1] in HAVING and _is_deed(before[place])


def _is_deed(word: str) -> bool:
    """Tell whether after "has" a deed is told, and no feeling or possession."""
    return word not in _INNER | ADVERBS | _POSSESSED


def _claims_bond(words: Words, _: int, end: int) -> bool:
    return end == len(words) or words[end] in _CLOSING | ADVERBS | BEING | {"between", "to"}


def _claims_mood(words: Words, _: int, end: int) -> bool:
    follower = words[end] if end < len(words) else BREAK
    if follower in _WHOM:
        return end + 1 == len(words) or words[end + 1] in _CLOSING
    if follower == "to":
        return words[end + 1 : end + 2] != [] and words[end + 1] in _DEFINITE
    return follower in _CLOSING


def _claims_liking(words: Words, place: int, end: int) -> bool:
    """Tell whether somebody likes something here; "like" alone is a verb only after somebody and before something."""
    before = words[place - 1] if place else BREAK
    if words[place] not in _BARE:
        return before not in ("would", "a", "the", "most", "much") and before not in BEING
    follows = words[after(words, end, ADVERBS)] if after(words, end, ADVERBS) < len(words) else BREAK
    return end - place > 1 or (before not in _NEVER_LIKING and follows in _DEFINITE)
