"""Whether a fact claims a feeling: the sentence's own claim counts, not every feeling that it mentions."""

from collections.abc import Callable, Sequence
from typing import Final

from processengine.rules.buyer.wording import BREAK, after, bare_words_of, length_at, words_of
from processengine.rules.lexicons.reading import Lexicon, lexicons

Words = Sequence[str]


class Glance:
    """The words without which no fact claims a feeling, in the language of a lexicon of feelings and its grammar."""

    def __init__(self, known: Lexicon) -> None:
        entries = known.entries("moods", "moods_of_people", "liking", "bonds")
        self.known: Final = known
        self.telling: Final = frozenset(max(entry.split(), key=len) for entry in entries)


_GLANCES: Final = tuple(map(Glance, lexicons("grammar", "feelings")))
_TELLING: Final = frozenset[str]().union(*(glance.telling for glance in _GLANCES))


def may_claim_feeling(words: Words) -> bool:
    """Tell at a glance whether bare words may claim a feeling."""
    return not _TELLING.isdisjoint(words)


def claimed_feeling(fact: str, languages: Sequence[Glance] = _GLANCES) -> str | None:
    """Return the feeling that a fact claims in some language, in its words; None where it claims none."""
    bare = bare_words_of(fact)
    suspecting = [glance.known for glance in languages if not glance.telling.isdisjoint(bare)]
    words = words_of(fact) if suspecting else []
    return next(filter(None, (_claimed(words, known) for known in suspecting)), None)


def _claimed(words: Words, known: Lexicon) -> str | None:
    for place in range(len(words)):
        if _is_told(words[:place], known):
            return None
        for group, is_claim in _CLAIMS:
            length = length_at(words, place, known.phrases(group))
            if length and is_claim(words, place, place + length, known):
                return " ".join(words[place : place + length])
    return None


def _is_told(before: Words, known: Lexicon) -> bool:
    """Tell whether what comes next is no longer the claim: it is said, written, done, or part of an inner clause."""
    if not before:
        return False
    if before[-1] in known.words("openers", "told"):
        return True
    place = len(before) - 1
    while place and before[place - 1] in known.words("adverbs"):
        place -= 1
    return place > 0 and before[place - 1] in known.words("having") and _is_deed(before[place], known)


def _is_deed(word: str, known: Lexicon) -> bool:
    """Tell whether after "has" a deed is told, and no feeling or possession."""
    return word not in known.words("inner", "adverbs", "possessed")


def _ends_claim(word: str, known: Lexicon) -> bool:
    return word == BREAK or word in known.words("closing")


def _claims_bond(words: Words, _: int, end: int, known: Lexicon) -> bool:
    return end == len(words) or _ends_claim(words[end], known) or words[end] in known.words("adverbs", "being", "between")


def _claims_mood(words: Words, _: int, end: int, known: Lexicon) -> bool:
    follower = words[end] if end < len(words) else BREAK
    if follower in known.words("whom"):
        return end + 1 == len(words) or _ends_claim(words[end + 1], known)
    if follower in known.words("towards"):
        return end + 1 < len(words) and words[end + 1] in known.words("definite")
    return _ends_claim(follower, known)


def _claims_mood_of_people(words: Words, place: int, end: int, known: Lexicon) -> bool:
    """Tell whether it is people who are in a mood here: what is "positive" elsewhere is a test, or a balance."""
    verbs = known.words("being", "seeming", "having", "inner", "adverbs")
    subject = 0
    while subject < place and words[subject] not in verbs | known.words("prepositions"):
        subject += 1
    is_theirs = subject > 0 and words[subject - 1] in known.words("people")
    return is_theirs and (subject == place or words[place - 1] in verbs) and _claims_mood(words, place, end, known)


def _claims_liking(words: Words, place: int, end: int, known: Lexicon) -> bool:
    """Tell whether somebody likes something here; "like" alone is a verb only after somebody and before something."""
    before = words[place - 1] if place else BREAK
    if words[place] not in known.words("bare"):
        return before not in known.words("no_claim", "being")
    follower = after(words, end, known.words("adverbs"))
    follows = words[follower] if follower < len(words) else BREAK
    return end - place > 1 or (_may_like(before, known) and follows in known.words("definite"))


def _may_like(word: str, known: Lexicon) -> bool:
    return not _ends_claim(word, known) and word not in known.words("never_liking", "seeming", "being", "having")


_CLAIMS: Final[tuple[tuple[str, Callable[[Words, int, int, Lexicon], bool]], ...]] = (
    ("bonds", _claims_bond),
    ("moods", _claims_mood),
    ("moods_of_people", _claims_mood_of_people),
    ("liking", _claims_liking),
)
"""Groups of words, each with what tells whether one of them is the fact's claim."""
