"""Names that tell how a deal ended, in English: what sales teams call their outcomes.

A name counts only where it is the whole of a title or ends it: "Closed won" and "Deal lost" are names, "First
close" and "Lost to another" are not. Case, hyphens and punctuation don't matter. The names are those of the
default pipelines of CRM systems and of published sales handbooks.
"""

import re
from collections.abc import Sequence
from typing import Final

from processengine.model.measure import OutcomeKind

AT_THE_END: Final[dict[OutcomeKind, tuple[str, ...]]] = {
    "won": ("won",),
    "lost": ("lost",),
    "no-decision": (
        "no decision", "no decision made", "stayed put", "stayed with the status quo", "stayed with status quo",
        "kept the status quo",
    ),
    "disqualified": ("disqualified", "not a fit", "no fit", "bad fit"),
    "realised": ("result realised", "result realized"),
    "unrealised": ("unrealised", "unrealized", "not realised", "not realized", "stayed without the result"),
    "admin": (
        "duplicate", "duplicates", "in error", "by mistake", "in mistake", "admin", "for administration",
        "administrative reasons", "admin reasons",
    ),
}  # fmt: skip
"""Names that count at the end of a longer title too."""

ALONE: Final[dict[OutcomeKind, tuple[str, ...]]] = {
    "won": ("win", "wins"),
    "lost": ("loss", "losses", "churned"),
    "no-decision": ("undecided", "status quo", "indecision"),
    "disqualified": ("not for us", "we advised against"),
    "introduced": ("introduced", "introduced to another client", "referred", "referred to another client"),
    "realised": ("realised", "realized"),
    "admin": (
        "administration", "administrative", "administrative close", "administrative closing", "admin close", "admin closing",
        "error", "errors", "mistake", "mistakes", "test", "tests", "testing", "test deal", "test deals", "test record",
        "test records", "test entry", "test entries", "test data", "duplicate record", "duplicate deal", "duplicate entry",
    ),
}  # fmt: skip
"""Names that mean an outcome only alone, or after a word for the deal itself: "Closed test", but not "Field test"."""

_OF_THE_DEAL: Final = frozenset({
    "a", "the", "as", "is", "was", "closed", "close", "deal", "deals", "opportunity", "outcome", "archived",
})  # fmt: skip
_CLOSED: Final = frozenset({"closed", "close"})

_TURNED: Final = frozenset({
    "not", "never", "nothing", "nobody", "no", "nearly", "almost", "half", "be", "being", "until", "before", "if", "how", "why",
    "what", "trust", "support", "in", "heart", "hearts", "mind", "minds", "champion", "sponsor", "time", "times", "day",
    "days", "hour", "hours", "week", "weeks", "month", "months", "money", "revenue", "ground", "sleep",
})  # fmt: skip
"""Words before "won" and "lost" after which something else than the deal is won or lost: "Buy-in won", "Hours lost"."""

_TURNS: Final = frozenset({"won", "lost", "disqualified", "duplicate", "duplicates", "admin"})
_OPEN_TOO: Final[frozenset[OutcomeKind]] = frozenset({"won", "lost", "no-decision", "disqualified"})
_WORDS = re.compile(r"[^\W_]+")


def _by_name(lexicon: dict[OutcomeKind, tuple[str, ...]]) -> dict[tuple[str, ...], OutcomeKind]:
    return {tuple(name.split()): kind for kind, names in lexicon.items() for name in names}


_ENDINGS: Final = _by_name(AT_THE_END)
_WHOLES: Final = _by_name(ALONE)
_LONGEST: Final = max(map(len, _ENDINGS))
_NO_KIND: Final = frozenset[OutcomeKind]()
_BY_LAST_WORD: Final[dict[str, frozenset[OutcomeKind]]] = {}
for _name, _kind in (*_ENDINGS.items(), *_WHOLES.items()):
    _BY_LAST_WORD[_name[-1]] = _BY_LAST_WORD.get(_name[-1], _NO_KIND) | {_kind}
_LONGEST_WORD: Final = 2 * max(map(len, _BY_LAST_WORD))
_PUNCTUATION: Final = ".,;:!?'\"()[]{}/_…–—"


def kinds_at_a_glance(words: Sequence[str]) -> frozenset[OutcomeKind]:
    """Return the kinds of outcome that the bare words of a title or an id may name, going by the last one alone."""
    return _BY_LAST_WORD.get(words[-1], _NO_KIND) if words else _NO_KIND


def named_kind(text: str) -> OutcomeKind | None:
    """Return the kind of outcome that a title or an id names; None where it names none."""
    words = _words(text)
    return _at_the_end(words) or _alone(words)


def named_kind_of_open(text: str) -> OutcomeKind | None:
    """Return the kind of outcome that the name of a stage says which is none.

    An open stage may well be called "Introduced", "Test" or "Status quo", so only names that end every deal count, and
    every name after "closed".
    """
    words = _words(text)
    if words and words[0] in _CLOSED:
        return _at_the_end(words) or _alone(words)
    kind = _at_the_end(words)
    return kind if kind in _OPEN_TOO else None


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text; none where already its last word ends no name."""
    last = text[-_LONGEST_WORD:].lower().replace("-", " ").split()
    if not last or last[-1].strip(_PUNCTUATION) not in _BY_LAST_WORD:
        return ()
    return tuple(_WORDS.findall(text.lower()))


def _at_the_end(words: tuple[str, ...]) -> OutcomeKind | None:
    for length in range(min(len(words), _LONGEST), 0, -1):
        kind = _ENDINGS.get(words[-length:])
        if kind is not None:
            before = words[:-length]
            return None if before and before[-1] in _TURNED and words[-1] in _TURNS else kind
    return None


def _alone(words: tuple[str, ...]) -> OutcomeKind | None:
    for first in range(len(words)):
        if words[first:] in _WHOLES:
            return _WHOLES[words[first:]]
        if words[first] not in _OF_THE_DEAL:
            break
    return None
