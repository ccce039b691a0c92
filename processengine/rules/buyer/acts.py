"""Who acts in a stage's title or a criterion's fact: the actor decides, never the word.

A seller's act without an actor is the seller's ("Demo completed"); with somebody else as the actor it is theirs ("Proposal
asked for by the buyer"). Where a sentence leaves doubt the answer is no.
"""

from collections.abc import Sequence
from typing import Final

from processengine.rules.buyer.wording import (
    ADVERBS,
    ARTICLES,
    BEING,
    BREAK,
    HAVING,
    OPENERS,
    after,
    length_at,
    phrases,
    words_of,
)
from processengine.rules.lexicons import seller_acts as lexicon

Words = Sequence[str]

_SELLERS: Final = phrases(lexicon.SELLERS)
_OUR_PEOPLE: Final = phrases(lexicon.OUR_PEOPLE)
_BUYERS: Final = phrases(lexicon.BUYERS)
_APPROACHED: Final = phrases(lexicon.APPROACHED)
_APPROACH: Final = phrases(lexicon.APPROACH)
_DO: Final = phrases(lexicon.DO)
_WHOLE: Final = phrases(lexicon.WHOLE)
_DONE_TO: Final = tuple(
    (phrases(things), phrases(acts))
    for things, acts in (
        (lexicon.PAPERS, lexicon.PAPER_ACTS),
        (lexicon.MESSAGES, lexicon.MESSAGE_ACTS),
        (lexicon.EVENTS, lexicon.EVENT_ACTS),
        (lexicon.OFFERINGS, lexicon.OFFERING_ACTS),
        (lexicon.CONTACTS, lexicon.CONTACT_ACTS),
        (lexicon.OBJECTIONS, lexicon.OBJECTION_ACTS),
    )
)
_THINGS: Final = phrases(*(tuple(map(" ".join, things[0])) for things, _ in _DONE_TO))
_VERBS: Final = frozenset(lexicon.VERBS)
_DONE: Final = frozenset(lexicon.DONE)
_NO_ACTS: Final = frozenset(lexicon.NO_ACTS)
_OTHERS: Final = frozenset(lexicon.OTHER_MEETINGS)
_MEANS: Final = frozenset(lexicon.MEANS)

_PREPOSITIONS: Final = frozenset({"with", "to", "for", "of", "on", "at", "in", "about", "from", "between", "among", "by"})
_COUNTS: Final = frozenset({"1st", "2nd", "3rd", "first", "second", "third"})
_CLOSING_ABOUT: Final = 6
_MODIFIERS: Final = 4
_PRONOUNS: Final = frozenset({"we", "i"})
_NEVER_SUBJECTS: Final = frozenset({"us", "me"})
_QUOTES: Final = "\"'“‘„«"


def is_sellers_act(text: str) -> bool:
    """Tell whether a title or a fact says what a seller does, and nobody else."""
    words = words_of(text)
    if not words or text.lstrip()[0] in _QUOTES:
        return False
    if _begins_with_seller(words):
        return True
    if _somebody_has_done(words):
        return False
    actor = _after_by(words)
    if actor is not None:
        return actor
    if _reaches_us(words):
        return False
    return _is_done_to_thing(words) or _is_done_to_people(words) or _begins_with_doing(words) or _is_whole(words)


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


def _begins_with_seller(words: Words) -> bool:
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
    return verb.endswith("ed") and (words[0] in _PRONOUNS or bool(rest and rest[0] not in _PREPOSITIONS))


def _somebody_has_done(words: Words) -> bool:
    """Tell whether the sentence says in the active voice that somebody has done something."""
    for place, word in enumerate(words):
        if word in HAVING and place and words[place - 1] not in OPENERS:
            rest = words[after(words, place + 1, ADVERBS) :]
            if list(rest[:2]) != ["taken", "place"] and rest[:1] not in (["been"], ["happened"]):
                return True
    return False


def _after_by(words: Words) -> bool | None:
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
    return not rest or (rest[0] in _PREPOSITIONS | {BREAK, "and"} and not (BEING | HAVING).intersection(rest))


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in _DONE


def _reaches_us(words: Words) -> bool:
    """Tell whether it comes to the seller, so that somebody else does it: "sent to us"."""
    return any(word in ("to", "with", "for") and words[place + 1] in ("us", "our") for place, word in enumerate(words[:-1]))


def _is_done_to_thing(words: Words) -> bool:
    return any(
        length and _is_done(words, place + length, acts) and _is_sellers_thing(words, place)
        for place in range(len(words))
        for things, acts in _DONE_TO
        if (length := length_at(words, place, things))
    )


def _is_done(words: Words, place: int, acts: tuple[frozenset[tuple[str, ...]], int]) -> bool:
    """Tell whether from `place` on stands what was done to a thing, with whom or what about between them or not."""
    if place < len(words) and words[place] in _PREPOSITIONS:
        for end in range(place + 2, min(place + 2 + _CLOSING_ABOUT, len(words))):
            if words[end] == BREAK or words[end] in OPENERS:
                return False
            if _is_act(words, end, acts):
                return True
        return False
    return _is_act(words, place, acts)


def _is_act(words: Words, place: int, acts: tuple[frozenset[tuple[str, ...]], int]) -> bool:
    place = after(words, place, BEING | HAVING | ADVERBS)
    length = length_at(words, place, acts)
    return bool(length) and words[place + length : place + length + 1] not in (["back"], ["up"])


def _is_sellers_thing(words: Words, place: int) -> bool:
    """Tell whether what stands before a thing leaves it the seller's: it is the head of its phrase and nobody else's."""
    start = place
    while start and words[start - 1] not in (BREAK, "and", "or"):
        start -= 1
    before = words[start:place]
    others = _OTHERS | _PREPOSITIONS | BEING | HAVING | OPENERS | {"their", "his", "her", "its"}
    return len(before) <= _MODIFIERS and not any(word in others or "'" in word for word in before)


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
    if length:
        for place in range(length, min(length + _MODIFIERS, len(words))):
            if words[place] in (BREAK, *_PREPOSITIONS, *_OTHERS) or "'" in words[place]:
                break
            if length_at(words, place, _THINGS):
                return not _is_followed_by_noun(words, place + length_at(words, place, _THINGS))
    length = length_at(words, 0, _APPROACH)
    place = after(words, length, ARTICLES)
    people = length_at(words, place, _BUYERS) if length else 0
    return bool(people) and not _is_followed_by_noun(words, place + people)


def _is_followed_by_noun(words: Words, place: int) -> bool:
    return place < len(words) and words[place] not in _PREPOSITIONS | ADVERBS | {BREAK, "and", "or", "again", "before", "after"}


def _is_whole(words: Words) -> bool:
    place = after(words, 0, _COUNTS)
    length = length_at(words, place, _WHOLE)
    return bool(length) and place + length == len(words)
