"""The marks that git leaves in a text where a merge could not decide, told as what they are."""

import re
from collections.abc import Iterable, Iterator, Sequence

from processengine.diagnostic import Finding, Problem
from processengine.span import Span
from processengine.syntax.document import LINE_END

# Seven characters long, and longer where one conflict stands in another.
_MARK = re.compile(r"(?:<{7,}|>{7,}|\|{7,})(?= |$)|={7,}$")
_NEEDED = ("<<<<<<<", "=======", ">>>>>>>")
_ADVICE = "Keep what is right of the sides, delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>, then `git add` the file."
_MOST_LISTED = 3

Lines = tuple[int, int]


def conflict(text: str) -> Problem | None:
    """Say in which lines a text holds whole conflicts: all of <<<<<<<, ======= and >>>>>>>, each at the start of a line."""
    if not all(mark in text for mark in _NEEDED):
        return None
    lines = LINE_END.split(text)
    return _told("A merge conflict stands", "Merge conflicts stand", list(_whole(_marks(lines))), lines)


def leftover(text: str) -> Problem | None:
    """Say in which lines single marks stand; ask only where a text can't be read, because a text in quotes may hold some."""
    lines = LINE_END.split(text)
    places = [(number, number) for number, _ in _marks(lines)]
    return _told("A mark of a merge conflict stands", "Marks of a merge conflict stand", places, lines)


def _marks(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        if _MARK.match(line):
            yield number, line[0]


def _whole(marks: Iterable[tuple[int, str]]) -> Iterator[Lines]:
    """Yield the first and the last line of each conflict."""
    start, signs = 0, ""
    for number, sign in marks:
        if sign == "<":
            start, signs = number, "<"
        elif sign == ">" and signs == "<=":
            yield start, number
            signs = ""
        elif sign == "=" and signs == "<":
            signs = "<="


def _told(one: str, several: str, places: Sequence[Lines], lines: Sequence[str]) -> Problem | None:
    if not places:
        return None
    named = [str(first) if first == last else f"{first}-{last}" for first, last in places]
    most, more = named[:_MOST_LISTED], len(named) - _MOST_LISTED
    where = f"{', '.join(most)} and {more} more" if more > 0 else " and ".join(filter(None, [", ".join(most[:-1]), most[-1]]))
    first, last = places[0]
    line = "line" if len(places) == 1 and first == last else "lines"
    span = Span(first, 1, first, len(lines[first - 1]) + 1)
    return Problem("syntax-error", Finding(f"{one if len(places) == 1 else several} in {line} {where}.", "", "value", span, _ADVICE))
