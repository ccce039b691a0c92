"""Plain scalars: what each reader of YAML makes of them.

The same plain text is a number to one reader and a string to the next: `no` is false in YAML 1.1 and a word in
YAML 1.2, `010` is eight or ten, `1.10` loses its zero. Such a scalar is ambiguous. One that every reader turns
into the same thing, and that reads back as it was written, is not.
"""

import re
from typing import Final

_WORDS = {"true": True, "false": False}
_AMBIGUOUS_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "~", "null"})
LONGEST_WORD: Final = 5
"""A plain scalar that is longer and begins with a letter is text to every reader."""

_LONGEST_INTEGER = 19
_INTEGER = re.compile(r"-?[1-9][0-9]*|0")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,9})\.[0-9]{0,9}[1-9]")
_FLOAT_THAT_LOSES = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_YAML_1_1 = re.compile(
    r"""[-+]?0[0-7_]+                                  # octal
      | [-+]?0[0-9]+
      | 0o[0-7]+
      | [-+]?0b[01_]+
      | [-+]?0x[0-9a-fA-F_]+
      | [-+]?[0-9][0-9_]*(?:\.[0-9_]*)?                # blanks in numbers, trailing zeros, plus signs
      | [-+]?\.[0-9][0-9_]*
      | [-+]?[0-9][0-9_]*(?:\.[0-9_]*)?[eE][-+]?[0-9]+
      | [-+]?\.[0-9]+[eE][-+]?[0-9]+
      | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?   # sexagesimal
      | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
    """,
    re.VERBOSE,
)


class Ambiguous:
    """A plain scalar that two readers of YAML read differently: it validates as no text.

    `number` is set where all readers agree on a number and only text would lose something, as in `1.10`.
    """

    __slots__ = ("number", "text")

    def __init__(self, text: str, number: float | None = None) -> None:
        self.text = text
        self.number = number


class Hole:
    """A value that was refused, or is not there: it validates as nothing."""


REFUSED_VALUE = Hole()
NO_VALUE = Hole()

Plain = str | int | float | bool | Ambiguous | Hole

# The first characters of everything that is not simply text; most prose ends here, so it is the fast path.
_SUSPECT = frozenset("0123456789+-.~yYnNoOtTfF")
_NUMERIC = frozenset("0123456789+-.")


def resolve(text: str) -> Plain:  # noqa: PLR0911 - a table in the order of what is common
    """Return what a plain scalar stands for."""
    if not text:
        return NO_VALUE
    if text[0] not in _SUSPECT:
        return text
    if text[0] not in _NUMERIC:
        return _word(text) if len(text) <= LONGEST_WORD else text
    if _INTEGER.fullmatch(text):
        # An integer longer than any quantity stays text, which is refused where a number is due.
        return int(text) if len(text) < _LONGEST_INTEGER else text
    if _FLOAT.fullmatch(text):
        return float(text)
    if _FLOAT_THAT_LOSES.fullmatch(text):
        return Ambiguous(text, float(text))
    return Ambiguous(text) if _YAML_1_1.fullmatch(text) else text


def _word(text: str) -> Plain:
    lowered = text.lower()
    if lowered in _AMBIGUOUS_WORDS:
        return Ambiguous(text)
    return _WORDS.get(lowered, text)


def is_ambiguous(text: str) -> bool:
    """Tell whether a plain scalar may not stand for text: some reader of YAML makes something else of it."""
    return isinstance(resolve(text), Ambiguous | bool)
