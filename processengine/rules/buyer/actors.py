"""Who acts in a sentence: the seller, somebody else, or nobody who is named."""

from collections.abc import Sequence
from itertools import pairwise

from processengine.rules.buyer.wording import BREAK, after, length_at
from processengine.rules.lexicons.reading import Lexicon

Words = Sequence[str]


def _seller_at(words: Words, place: int, known: Lexicon) -> int:
    """Return the place after a seller who is named at `place`; 0 where none is."""
    place = after(words, place, known.words("articles"))
    if place < len(words) and words[place] in known.words("ours"):
        for start in range(place + 1, min(place + 4, len(words))):
            if length_at(words, start, known.phrases("buyers")):
                return 0
            length = length_at(words, start, known.phrases("our_people"))
            if length:
                return start + length
        return 0
    length = length_at(words, place, known.phrases("sellers"))
    return place + length if length else 0


def begins_with_seller(words: Words, known: Lexicon) -> bool:
    """Tell whether the sentence begins with a seller who then does something."""
    adverbs, no_acts = known.words("adverbs"), known.words("no_acts")
    end = _seller_at(words, 0, known)
    place = after(words, end, adverbs) if end and words[0] not in known.words("never_subjects") else len(words)
    if place >= len(words) or words[place] in no_acts:
        return False
    if words[place] not in known.words("having"):
        is_attribute = end == 1 and words[0] in known.words("attributes")
        return not is_attribute and _acts_plainly(words, place, known)
    place = after(words, place + 1, adverbs)
    done = words[place] if place < len(words) else ""
    return done not in no_acts and _is_participle(done, known)


def _acts_plainly(words: Words, place: int, known: Lexicon) -> bool:
    """Tell whether the verb at `place` is the seller's doing, and nothing that is done to them ("Account manager named")."""
    verb, verbs = words[place], known.words("verbs")
    is_pronoun = words[0] in known.words("pronouns")
    if verb in verbs or any(verb == one + ending for one in verbs for ending in known.words("verb_endings")):
        return place + 1 < len(words) or is_pronoun
    rest = words[place + 1 : place + 2]
    return _is_regularly_done(verb, known) and (is_pronoun or bool(rest and rest[0] not in known.words("prepositions")))


def somebody_has_done(words: Words, known: Lexicon) -> bool:
    """Tell whether the sentence says in the active voice that somebody has done something."""
    for place, word in enumerate(words):
        if word in known.words("having") and place and words[place - 1] not in known.words("openers"):
            done = after(words, place + 1, known.words("adverbs"))
            if not length_at(words, done, known.phrases("befallen")):
                return True
    return False


def after_by(words: Words, known: Lexicon) -> bool | None:
    """Tell whether the one after the last "by" sells; None where nobody stands there."""
    for place in range(len(words) - 1, 0, -1):
        if words[place] in known.words("by"):
            first = after(words, place + 1, known.words("articles"))
            if first < len(words) and words[first] not in known.words("means") and not words[first][0].isdigit():
                end = _seller_at(words, place + 1, known)
                is_done = any(_is_participle(word, known) for word in words[:place])
                return bool(end) and is_done and _ends_phrase(words, end, known)
    return None


def _ends_phrase(words: Words, end: int, known: Lexicon) -> bool:
    """Tell whether what was named up to `end` is named whole, and no verb comes after it."""
    rest = words[end:]
    goes_on = rest and rest[0] not in known.words("prepositions", "joining") | {BREAK}
    return not goes_on and known.words("being", "having").isdisjoint(rest)


def _is_participle(word: str, known: Lexicon) -> bool:
    return _is_regularly_done(word, known) or word in known.words("done")


def _is_regularly_done(word: str, known: Lexicon) -> bool:
    return word.endswith(known.entries("done_endings"))


def reaches_us(words: Words, known: Lexicon) -> bool:
    """Tell whether it comes to the seller, so that somebody else does it: "sent to us"."""
    reaching, reached = known.words("reaching"), known.words("reached")
    return any(word in reaching and following in reached for word, following in pairwise(words))
