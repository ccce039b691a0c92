"""Whether a stage's title or a criterion's fact says a seller's act: the actor decides, never the word.

A seller's act without an actor is the seller's ("Demo completed"); with somebody else as the actor it is theirs ("Proposal
asked for by the buyer"). Where a sentence leaves doubt the answer is no.
"""

from collections.abc import Sequence
from typing import Final

from processengine.rules.buyer.actors import after_by, begins_with_seller, reaches_us, somebody_has_done
from processengine.rules.buyer.wording import (
    ADVERBS,
    ARTICLES,
    BEING,
    BREAK,
    HAVING,
    OPENERS,
    PREPOSITIONS,
    Phrases,
    after,
    bare_words_of,
    length_at,
    phrases,
    words_of,
)
from processengine.rules.lexicons import seller_acts as lexicon

Words = Sequence[str]

_DONE_TO: Final = (
    (lexicon.PAPERS, lexicon.PAPER_ACTS),
    (lexicon.MESSAGES, lexicon.MESSAGE_ACTS),
    (lexicon.EVENTS, lexicon.EVENT_ACTS),
    (lexicon.OFFERINGS, lexicon.OFFERING_ACTS),
    (lexicon.CONTACTS, lexicon.CONTACT_ACTS),
    (lexicon.OBJECTIONS, lexicon.OBJECTION_ACTS),
)
_THINGS: Final = phrases(*(things for things, _ in _DONE_TO))
_THINGS_AND_ACTS: Final = tuple((phrases(things), phrases(acts)) for things, acts in _DONE_TO)
_BUYERS: Final = phrases(lexicon.BUYERS)
_APPROACHED: Final = phrases(lexicon.APPROACHED)
_APPROACH: Final = phrases(lexicon.APPROACH)
_DO: Final = phrases(lexicon.DO)
_WHOLE: Final = phrases(lexicon.WHOLE)

_OTHERS: Final = frozenset(lexicon.OTHER_MEETINGS)
_NOT_OURS: Final = _OTHERS | PREPOSITIONS | BEING | HAVING | OPENERS | {"their", "his", "her", "its"}
_NO_NOUNS: Final = PREPOSITIONS | ADVERBS | {BREAK, "and", "or", "again", "before", "after"}
_COUNTS: Final = frozenset({"1st", "2nd", "3rd", "first", "second", "third"})
_LONGEST_ABOUT: Final = 6
_MOST_MODIFIERS: Final = 4
_QUOTES: Final = "\"'“‘„«"


def _words_in(*lexica: Sequence[str], place: int = -1) -> frozenset[str]:
    return frozenset(entry.split()[place] for entries in lexica for entry in entries)


_BEGINNING: Final = 3
_BEGINNINGS: Final = _words_in(lexicon.SELLERS, lexicon.DO, lexicon.APPROACH, lexicon.WHOLE, place=0) | {"our"}
_SELLER_WORDS: Final = _words_in(lexicon.SELLERS, lexicon.OUR_PEOPLE)
_THING_WORDS: Final = _words_in(*(things for things, _ in _DONE_TO))
_ACT_WORDS: Final = frozenset(max(act.split(), key=len) for _, acts in _DONE_TO for act in acts)
_APPROACHED_WORDS: Final = _words_in(lexicon.APPROACHED)
_BUYER_WORDS: Final = _words_in(lexicon.BUYERS)
_TRIGGERS: Final = _ACT_WORDS | _APPROACHED_WORDS | {"by"}


def is_sellers_act(text: str) -> bool:
    """Tell whether a title or a fact says what a seller does, and nobody else."""
    if not may_be_sellers_act(bare_words_of(text)):
        return False
    words = words_of(text)
    if not words or text.lstrip()[0] in _QUOTES:
        return False
    if begins_with_seller(words):
        return True
    if somebody_has_done(words) or reaches_us(words):
        return False
    by_seller = after_by(words)
    if by_seller is not None:
        return by_seller
    return any(
        says(words)
        for says in (_is_done_to_thing, _is_done_to_people, _begins_with_doing, _begins_with_approach, _is_whole)
    )


def may_be_sellers_act(words: Words) -> bool:
    """Tell at a glance whether bare words may say a seller's act, so that most sentences are looked at no further."""
    if not _BEGINNINGS.isdisjoint(words[:_BEGINNING]) and _first(words) in _BEGINNINGS:
        return True
    return not _TRIGGERS.isdisjoint(words) and (
        not (_ACT_WORDS.isdisjoint(words) or _THING_WORDS.isdisjoint(words))
        or not (_APPROACHED_WORDS.isdisjoint(words) or _BUYER_WORDS.isdisjoint(words))
        or ("by" in words and not _SELLER_WORDS.isdisjoint(words[words.index("by") :]))
    )


def _first(words: Words) -> str:
    place = after(words, 0, ARTICLES | _COUNTS)
    return words[place] if place < len(words) else ""


def _is_done_to_thing(words: Words) -> bool:
    return any(
        length and _is_done(words, place + length, acts) and _is_sellers_thing(words, place)
        for place in range(len(words))
        for things, acts in _THINGS_AND_ACTS
        if (length := length_at(words, place, things))
    )


def _is_done(words: Words, place: int, acts: Phrases) -> bool:
    """Tell whether from `place` on stands what was done to a thing, with whom or what about between them or not."""
    if place < len(words) and words[place] in PREPOSITIONS:
        if _is_among_others(words, place):
            return False
        for end in range(place + 2, min(place + 2 + _LONGEST_ABOUT, len(words))):
            if words[end] == BREAK or words[end] in OPENERS:
                return False
            if _is_act(words, end, acts):
                return True
        return False
    return _is_act(words, place, acts)


def _is_among_others(words: Words, place: int) -> bool:
    """Tell whether it is held without the seller: "Meeting of the works council", "Meeting between finance and IT"."""
    if words[place] in ("between", "among"):
        return True
    whose = after(words, place + 1, ARTICLES)
    return (
        words[place] == "of"
        and whose < len(words)
        and (words[whose] in _OTHERS or length_at(words, whose, _BUYERS) > 0)
    )


def _is_act(words: Words, place: int, acts: Phrases) -> bool:
    place = after(words, place, BEING | HAVING | ADVERBS)
    length = length_at(words, place, acts)
    return bool(length) and words[place + length : place + length + 1] not in (["back"], ["up"])


def _is_sellers_thing(words: Words, place: int) -> bool:
    """Tell whether what stands before a thing leaves it the seller's: it is the head of its phrase and nobody else's."""
    start = place
    while start and words[start - 1] not in (BREAK, "and", "or"):
        start -= 1
    before = words[start:place]
    return len(before) <= _MOST_MODIFIERS and not any(word in _NOT_OURS or "'" in word for word in before)


def _is_done_to_people(words: Words) -> bool:
    """Tell whether the sentence ends in what a seller does to people: "Decision maker contacted"."""
    first = after(words, 0, ARTICLES)
    place = first
    while place < len(words) and (length := length_at(words, place, _BUYERS)):
        place += length
    if place == first:
        return False
    place = after(words, place, BEING | HAVING | ADVERBS)
    length = length_at(words, place, _APPROACHED)
    return bool(length) and place + length == len(words)


def _begins_with_doing(words: Words) -> bool:
    """Tell whether the sentence has no subject and begins with what a seller does: "Send the proposal"."""
    length = length_at(words, 0, _DO)
    for place in range(length, min(length + _MOST_MODIFIERS, len(words)) if length else 0):
        if words[place] in (BREAK, *PREPOSITIONS, *_OTHERS) or "'" in words[place]:
            return False
        thing = length_at(words, place, _THINGS)
        if thing:
            return not _is_followed_by_noun(words, place + thing)
    return False


def _begins_with_approach(words: Words) -> bool:
    """Tell whether the sentence has no subject and begins with whom a seller turns to: "Met with the decision maker"."""
    length = length_at(words, 0, _APPROACH)
    place = after(words, length, ARTICLES)
    people = length_at(words, place, _BUYERS) if length else 0
    return bool(people) and not _is_followed_by_noun(words, place + people)


def _is_followed_by_noun(words: Words, place: int) -> bool:
    return place < len(words) and words[place] not in _NO_NOUNS


def _is_whole(words: Words) -> bool:
    place = after(words, 0, _COUNTS)
    length = length_at(words, place, _WHOLE)
    return bool(length) and place + length == len(words)
