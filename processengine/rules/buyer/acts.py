"""Whether a stage's title or a criterion's fact says a seller's act: the actor decides, never the word.

A seller's act without an actor is the seller's ("Demo completed"); with somebody else as the actor it is theirs ("Proposal
asked for by the buyer"). Where a sentence leaves doubt the answer is no.
"""

from collections.abc import Sequence
from typing import Final

from processengine.rules.buyer.actors import after_by, begins_with_seller, reaches_us, somebody_has_done
from processengine.rules.buyer.wording import BREAK, after, bare_words_of, length_at, words_of
from processengine.rules.lexicons.reading import Lexicon, Phrases, lexicons

Words = Sequence[str]

DONE_TO: Final = (
    ("papers", "paper_acts"),
    ("drafts", "draft_acts"),
    ("messages", "message_acts"),
    ("events", "event_acts"),
    ("proofs", "proof_acts"),
    ("offerings", "offering_acts"),
    ("contacts", "contact_acts"),
    ("objections", "objection_acts"),
)
"""Groups of things, each with the group of what is done to them by a seller's hand."""

_THINGS: Final = tuple(things for things, _ in DONE_TO)
_LONGEST_ABOUT: Final = 6
_MOST_MODIFIERS: Final = 4
_BEGINNING: Final = 3
_QUOTES: Final = "\"'“‘„«"


class Glance:
    """The words without which no text says a seller's act, in the language of a lexicon of such acts and its grammar.

    `said_with` gives for a word that may tell an act the words of which one must then be there too.
    """

    def __init__(self, known: Lexicon) -> None:
        self.known: Final = known
        self.leading: Final = known.words("articles", "counts")
        beginnings = known.entries("sellers", "ours", "do", "approach", "whole")
        self.beginnings: Final = frozenset(entry.split()[0] for entry in beginnings)
        self.by: Final = known.words("by")
        self.said_with: Final = dict.fromkeys(self.by, _telling(known, "sellers", "our_people"))
        for whom_or_what, acts in (*DONE_TO, ("buyers", "approached")):
            others = _telling(known, whom_or_what)
            for word in _telling(known, acts):
                self.said_with[word] = self.said_with.get(word, frozenset()) | others


def _telling(known: Lexicon, *groups: str) -> frozenset[str]:
    """Return the longest word of each entry, without which it can't be there."""
    return frozenset(max(entry.split(), key=len) for entry in known.entries(*groups))


_GLANCES: Final = tuple(map(Glance, lexicons("grammar", "seller-acts")))
_BEGINNINGS: Final = frozenset[str]().union(*(glance.beginnings for glance in _GLANCES))
_TRIGGERS: Final = frozenset[str]().union(*(glance.said_with for glance in _GLANCES))


def is_sellers_act(text: str, languages: Sequence[Glance] = _GLANCES) -> bool:
    """Tell whether a title or a fact says in some language what a seller does, and nobody else."""
    bare = bare_words_of(text)
    suspecting = [glance.known for glance in languages if _may_say(bare, glance)]
    if not suspecting or text.lstrip()[0] in _QUOTES:
        return False
    words = words_of(text)
    return any(_says(words, known) for known in suspecting)


def may_be_sellers_act(words: Words) -> bool:
    """Tell at a glance whether bare words may say a seller's act, so that most sentences are looked at no further."""
    if _TRIGGERS.isdisjoint(words) and _BEGINNINGS.isdisjoint(words[:_BEGINNING]):
        return False
    return any(_may_say(words, glance) for glance in _GLANCES)


def _may_say(words: Words, glance: Glance) -> bool:
    if not glance.beginnings.isdisjoint(words[:_BEGINNING]) and _first(words, glance) in glance.beginnings:
        return True
    return any(
        not glance.said_with[word].isdisjoint(words[place:] if word in glance.by else words)
        for place, word in enumerate(words)
        if word in glance.said_with
    )


def _first(words: Words, glance: Glance) -> str:
    place = after(words, 0, glance.leading)
    return words[place] if place < len(words) else ""


def _says(words: Words, known: Lexicon) -> bool:
    if begins_with_seller(words, known):
        return True
    if somebody_has_done(words, known) or reaches_us(words, known):
        return False
    by_seller = after_by(words, known)
    if by_seller is not None:
        return by_seller
    return any(
        says(words, known)
        for says in (_is_done_to_thing, _is_done_to_people, _begins_with_doing, _begins_with_approach, _is_whole)
    )


def _is_done_to_thing(words: Words, known: Lexicon) -> bool:
    pairs = [(known.phrases(things), known.phrases(acts)) for things, acts in DONE_TO]
    return any(
        length and _is_done(words, place + length, acts, known) and _is_sellers_thing(words, place, known)
        for place in range(len(words))
        for things, acts in pairs
        if (length := length_at(words, place, things))
    )


def _is_done(words: Words, place: int, acts: Phrases, known: Lexicon) -> bool:
    """Tell whether from `place` on stands what was done to a thing, with whom or what about between them or not."""
    if _is_act(words, place, acts, known):
        return True
    if place < len(words) and words[place] in known.words("prepositions"):
        if _is_among_others(words, place, known):
            return False
        for end in range(place + 2, min(place + 2 + _LONGEST_ABOUT, len(words))):
            if words[end] == BREAK or words[end] in known.words("openers"):
                return False
            if _is_act(words, end, acts, known):
                return True
    return False


def _is_among_others(words: Words, place: int, known: Lexicon) -> bool:
    """Tell whether it is held without the seller: "Meeting of the works council", "Meeting between finance and IT"."""
    if words[place] in known.words("among"):
        return True
    whose = after(words, place + 1, known.words("articles"))
    return (
        words[place] in known.words("of")
        and whose < len(words)
        and (words[whose] in known.words("other_meetings") or length_at(words, whose, known.phrases("buyers")) > 0)
    )


def _is_act(words: Words, place: int, acts: Phrases, known: Lexicon) -> bool:
    place = after(words, place, known.words("being", "having", "adverbs"))
    length = length_at(words, place, acts)
    return bool(length) and known.words("turned").isdisjoint(words[place + length : place + length + 1])


def _is_sellers_thing(words: Words, place: int, known: Lexicon) -> bool:
    """Tell whether what stands before a thing leaves it the seller's: it is the head of its phrase and nobody else's."""
    start = place
    while start and words[start - 1] not in known.words("joining") | {BREAK}:
        start -= 1
    before = words[start:place]
    not_ours = known.words("other_meetings", "prepositions", "being", "having", "openers", "theirs")
    return len(before) <= _MOST_MODIFIERS and not any(word in not_ours or "'" in word for word in before)


def _is_done_to_people(words: Words, known: Lexicon) -> bool:
    """Tell whether the sentence ends in what a seller does to people: "Decision maker contacted"."""
    first = after(words, 0, known.words("articles"))
    place = first
    while place < len(words) and (length := length_at(words, place, known.phrases("buyers"))):
        place += length
    if place == first:
        return False
    place = after(words, place, known.words("being", "having", "adverbs"))
    length = length_at(words, place, known.phrases("approached"))
    return bool(length) and place + length == len(words)


def _begins_with_doing(words: Words, known: Lexicon) -> bool:
    """Tell whether the sentence has no subject and begins with what a seller does: "Send the proposal"."""
    length = length_at(words, 0, known.phrases("do"))
    not_ours = known.words("prepositions", "other_meetings")
    for place in range(length, min(length + _MOST_MODIFIERS, len(words)) if length else 0):
        if words[place] == BREAK or words[place] in not_ours or "'" in words[place]:
            return False
        thing = length_at(words, place, known.phrases(*_THINGS))
        if thing:
            return not _is_followed_by_noun(words, place + thing, known)
    return False


def _begins_with_approach(words: Words, known: Lexicon) -> bool:
    """Tell whether the sentence has no subject and begins with whom a seller turns to: "Met with the decision maker"."""
    length = length_at(words, 0, known.phrases("approach"))
    place = after(words, length, known.words("articles"))
    people = length_at(words, place, known.phrases("buyers")) if length else 0
    return bool(people) and not _is_followed_by_noun(words, place + people, known)


def _is_followed_by_noun(words: Words, place: int, known: Lexicon) -> bool:
    no_nouns = known.words("prepositions", "adverbs", "asides")
    return place < len(words) and words[place] != BREAK and words[place] not in no_nouns


def _is_whole(words: Words, known: Lexicon) -> bool:
    place = after(words, 0, known.words("counts"))
    length = length_at(words, place, known.phrases("whole"))
    return bool(length) and place + length == len(words)
