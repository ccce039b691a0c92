"""Who acts in a sentence: the seller, somebody else, or nobody who is named."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from processengine.rules.buyer.wording import (
    ADVERBS,
    ARTICLES,
    BEING,
    BREAK,
    HAVING,
    OPENERS,
    PREPOSITIONS,
    after,
    length_at,
    phrases,
)
from processengine.rules.lexicons import seller_acts as lexicon

Words = Sequence[str]

_SELLERS: Final = phrases(lexicon.SELLERS)
_OUR_PEOPLE: Final = phrases(lexicon.OUR_PEOPLE)
_BUYERS: Final = phrases(lexicon.BUYERS)
_VERBS: Final = frozenset(lexicon.VERBS)
_DONE: Final = frozenset(lexicon.DONE)
_NO_ACTS: Final = frozenset(lexicon.NO_ACTS)
_MEANS: Final = frozenset(lexicon.MEANS)

_PRONOUNS: Final = frozenset({"we", "i"})
_NEVER_SUBJECTS: Final = frozenset({"us", "me"})


def _seller_at(words: Words, place: int) -> int:
    """Return the place after a seller who is named at `place`; 0 where none is."""
    place = after(words, place, ARTICLES)
    if place < len(words) and words[place] == "our":
        for start in range(place + 1, min(place + 4, len(words))):
            if length_at(words, start, _BUYERS):
                return 0
            length = length_at(words, start, _OUR_PEOPLE)
            if length:
                return start + length
        return 0
    length = length_at(words, place, _SELLERS)
    return place + length if length else 0


def begins_with_seller(words: Words) -> bool:
    """Tell whether the sentence begins with a seller who then does something."""
    end = _seller_at(words, 0)
    place = after(words, end, ADVERBS) if end and words[0] not in _NEVER_SUBJECTS else len(words)
    if place >= len(words) or words[place] in _NO_ACTS:
        return False
    if words[place] not in HAVING:
        return _acts_plainly(words, place) if words[:end] != ["sales"] else False
    place = after(words, place + 1, ADVERBS)
    done = words[place] if place < len(words) else ""
    return done not in _NO_ACTS and _is_participle(done)


def _acts_plainly(words: Words, place: int) -> bool:
    """Tell whether the verb at `place` is the seller's doing, and nothing that is done to them ("Account manager named")."""
    verb = words[place]
    if verb in _VERBS or any(verb == known + ending for known in _VERBS for ending in ("s", "ed", "d")):
        return place + 1 < len(words) or words[0] in _PRONOUNS
    rest = words[place + 1 : place + 2]
    return verb.endswith("ed") and (words[0] in _PRONOUNS or bool(rest and rest[0] not in PREPOSITIONS))


def somebody_has_done(words: Words) -> bool:
    """Tell whether the sentence says in the active voice that somebody has done something."""
    for place, word in enumerate(words):
        if word in HAVING and place and words[place - 1] not in OPENERS:
            rest = words[after(words, place + 1, ADVERBS) :]
            if list(rest[:2]) != ["taken", "place"] and rest[:1] not in (["been"], ["happened"]):
                return True
    return False


def after_by(words: Words) -> bool | None:
    """Tell whether the one after the last "by" sells; None where nobody stands there."""
    for place in range(len(words) - 1, 0, -1):
        if words[place] == "by":
            first = after(words, place + 1, ARTICLES)
            if first < len(words) and words[first] not in _MEANS and not words[first][0].isdigit():
                end = _seller_at(words, place + 1)
                return bool(end) and any(map(_is_participle, words[:place])) and _ends_phrase(words, end)
    return None


def _ends_phrase(words: Words, end: int) -> bool:
    """Tell whether what was named up to `end` is named whole, and no verb comes after it."""
    rest = words[end:]
    return not rest or (rest[0] in PREPOSITIONS | {BREAK, "and"} and not (BEING | HAVING).intersection(rest))


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in _DONE


def reaches_us(words: Words) -> bool:
    """Tell whether it comes to the seller, so that somebody else does it: "sent to us"."""
    return any(word in ("to", "with", "for") and following in ("us", "our") for word, following in pairwise(words))
