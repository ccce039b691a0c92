"""Lines of a review on a terminal: wrapped to eighty columns, cut where they are long, coloured where somebody looks."""

import textwrap
from collections.abc import Callable, Iterable, Iterator

from processengine.change import Change, Impact
from processengine.report.safe import visible

WIDTH = 80
IMPACT = {Impact.BREAKING: "red", Impact.BEHAVIOURAL: "yellow", Impact.EDITORIAL: "cyan"}
_LABEL = 13

Paint = Callable[[str, str], str]


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def wrapped(text: str, first: str = "", rest: str | None = None, most: int | None = None) -> list[str]:
    """Return a text in lines of at most 80 characters; `first` stands before the first line, `rest` before the others.

    Of more than `most` lines the last one ends in `…`.
    """
    return textwrap.wrap(visible(text), WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest,
                         break_long_words=most is not None, break_on_hyphens=False, max_lines=most, placeholder=" …") or [first.rstrip()]


def told(changes: Iterable[Change], paint: Paint, indent: str, most: int | None = None) -> Iterator[str]:
    """Return changes as lines, no sentence twice, each with its impact before it."""
    for message, impact in {one.message: one.impact for one in changes}.items():
        yield from labelled(message, impact, paint, indent, most)


def labelled(message: str, impact: Impact, paint: Paint, indent: str, most: int | None = None) -> Iterator[str]:
    """Return a sentence as lines, with an impact before it."""
    first, *rest = wrapped(message, indent + " " * _LABEL, most=most)
    label = paint(impact.value, IMPACT[impact]) + " " * (_LABEL - len(impact.value))
    yield f"{indent}{label}{first.lstrip()}"
    yield from rest


def opening(word: str, text: str, colour: str, paint: Paint, most: int | None = None) -> Iterator[str]:
    """Return a text as lines with the word coloured that opens it."""
    first, *rest = wrapped(text, "", "  ", most)
    yield (paint(word, colour) if colour else word) + first.removeprefix(word)
    yield from rest
