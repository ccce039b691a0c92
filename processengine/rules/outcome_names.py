"""Names that tell how a deal ended: whether a title or an id is one, and of which kind.

A name counts only where it is the whole of a title or ends it: "Closed won" and "Deal lost" are names, "First
close" and "Lost to another" are not. Several names of one kind make one: "Duplicates and tests". Case, hyphens and
punctuation don't matter.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from processengine.model.measure import OUTCOME_KINDS, OutcomeKind
from processengine.rules.lexicons.reading import Lexicon, lexicons

Name = tuple[str, ...]


class Names:
    """The names of one language, cut into words, and the small words around them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.endings: Final = _by_name(lexicon, "")
        self.wholes: Final = _by_name(lexicon, "_alone")
        self.longest: Final = max(map(len, self.endings), default=0)
        self.of_the_deal: Final = lexicon.words("of_the_deal")
        self.closed: Final = lexicon.words("closed")
        self.tying: Final = lexicon.words("tying")
        self.something_else: Final = lexicon.words("something_else")
        self.may_be_something_else: Final = lexicon.words("may_be_something_else")


def _by_name(lexicon: Lexicon, suffix: str) -> dict[Name, OutcomeKind]:
    groups = {kind: kind.replace("-", "_") + suffix for kind in OUTCOME_KINDS}
    return {
        tuple(name.split()): kind
        for kind, group in groups.items()
        if group in lexicon.groups
        for name in lexicon.entries(group)
    }


def _kinds_by_last_word(languages: Sequence[Names]) -> dict[str, frozenset[OutcomeKind]]:
    found: dict[str, frozenset[OutcomeKind]] = {}
    for names in languages:
        for name, kind in (*names.endings.items(), *names.wholes.items()):
            found[name[-1]] = found.get(name[-1], _NO_KIND) | {kind}
    return found


_WORDS: Final = r"[^\W_]+"
_PUNCTUATION: Final = ".,;:!?'\"()[]{}/_…–—"
_OPEN_TOO: Final[frozenset[OutcomeKind]] = frozenset({"won", "lost", "no-decision", "disqualified"})
_NO_KIND: Final = frozenset[OutcomeKind]()
_KNOWN: Final = tuple(map(Names, lexicons("outcome-names")))
_BY_LAST_WORD: Final = _kinds_by_last_word(_KNOWN)


def kinds_at_a_glance(words: Sequence[str]) -> frozenset[OutcomeKind]:
    """Return the kinds of outcome that the bare words of a title or an id may name, going by the last one alone."""
    return _BY_LAST_WORD.get(words[-1], _NO_KIND) if words else _NO_KIND


def named_kind(text: str, known: Sequence[Names] = _KNOWN) -> OutcomeKind | None:
    """Return the kind of outcome that a title or an id names; None where it names none."""
    words = _words(text)
    kinds = (_at_the_end(words, names) or _alone(words, names) for names in known)
    return next(filter(None, kinds), None)


def named_kind_of_open(text: str, known: Sequence[Names] = _KNOWN) -> OutcomeKind | None:
    """Return the kind of outcome that the name of a stage says which is none.

    An open stage may well be called "Introduced", "Test" or "Status quo", so only names that end every deal count, and
    every name after "closed".
    """
    words = _words(text)
    return next(filter(None, (_of_open(words, names) for names in known)), None)


def _of_open(words: Name, names: Names) -> OutcomeKind | None:
    kind = _at_the_end(words, names)
    if words and words[0] in names.closed:
        return kind or _alone(words, names)
    return kind if kind in _OPEN_TOO else None


def _words(text: str) -> Name:
    return tuple(re.findall(_WORDS, text.lower()))


def _at_the_end(words: Name, names: Names) -> OutcomeKind | None:
    for length in range(min(len(words), names.longest), 0, -1):
        kind = names.endings.get(words[-length:])
        if kind is not None:
            before = words[:-length]
            is_another = before and before[-1] in names.something_else and words[-1] in names.may_be_something_else
            return None if is_another else kind
    return None


def _alone(words: Name, names: Names) -> OutcomeKind | None:
    return _untied(words, names) or _tied(words, names)


def _untied(words: Name, names: Names) -> OutcomeKind | None:
    for first in range(len(words)):
        if words[first:] in names.wholes:
            return names.wholes[words[first:]]
        if words[first] not in names.of_the_deal:
            break
    return None


def _tied(words: Name, names: Names) -> OutcomeKind | None:
    """Return the kind that each of the names means which words such as "and" tie; None where they differ."""
    parts = [tuple(part) for ties, part in groupby(words, names.tying.__contains__) if not ties]
    kinds = {_at_the_end(part, names) or _untied(part, names) for part in parts}
    return kinds.pop() if len(parts) > 1 and len(kinds) == 1 else None
