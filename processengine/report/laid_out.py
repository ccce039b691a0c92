"""Texts laid out for the eye: paragraphs no wider than the terminal, commands whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from processengine.report.safe import width

WIDTH: Final = 100
"""How many columns a text has where no terminal says otherwise."""

_LEAST: Final = 20
_COMMAND: Final = re.compile("`[^`]*`")
_BLANK: Final = "\x1f"
"""Stands for a blank within a command while lines are broken."""


def laid_out(line: str, columns: int | None, *, indent: int | None = None) -> list[str]:
    """Return a line over as many lines as it takes, those after the first `indent` columns to the right: two more than itself, unless said.

    A line that fits stays as it is, and no word is ever broken: a name or a command that is longer than the room sticks out.
    """
    room = columns or WIDTH
    if width(line) <= room:
        return [line.rstrip()]
    own = len(line) - len(line.lstrip())
    further = " " * (own + 2 if indent is None else indent)
    return broken(line.strip(), max(room, len(further) + _LEAST), " " * own, further)


def broken(text: str, room: int, first: str = "", further: str = "") -> list[str]:
    """Return a text in lines of some columns, behind `first` and then `further`; what stands between backticks stays together."""
    kept = _COMMAND.sub(lambda found: found[0].replace(" ", _BLANK), text)
    lines = wrap(kept, room, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_BLANK, " ") for line in lines] or [""]


def paragraph(lines: Iterable[str], columns: int | None) -> Iterator[str]:
    """Yield lines laid out one by one."""
    for line in lines:
        yield from laid_out(line, columns)


def next_commands(following: Sequence[str]) -> Iterator[str]:
    """Yield commands to go on with, each whole on its line."""
    if following:
        yield ""
    yield from (f"Next: {one}" for one in following)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None) -> Iterator[str]:
    """Yield a table whose first column is of names and stands left, the others right, with two blanks between them.

    What a row has more than the head are remarks. Where the room is too narrow for names beside numbers, a name stands on a
    line of its own above its numbers; where a remark doesn't fit behind them, it stands below.
    """
    count = len(head)
    wide = [max(map(width, column)) for column in zip(head, *(row[:count] for row in rows), strict=True)]
    room = columns or WIDTH
    apart = sum(wide) + 2 * (count - 1) > room
    first = 2 if apart else wide[0]
    for row in (head, *rows):
        numbers = "".join(f"  {_right(cell, size)}" for cell, size in zip(row[1:count], wide[1:], strict=True))
        if apart:
            yield from laid_out(row[0], columns)
        start = " " * first if apart else row[0] + " " * (first - width(row[0]))
        yield from _with_remark(f"{start}{numbers}", row[count:], first, columns)


def _with_remark(line: str, remarks: Sequence[str], indent: int, columns: int | None) -> Iterator[str]:
    remark = "; ".join(filter(None, remarks))
    whole = f"{line}  {remark}".rstrip()
    if not remark or width(whole) <= (columns or WIDTH):
        yield whole
        return
    yield line.rstrip()
    yield from laid_out(f"{' ' * min(indent + 2, 4)}{remark}", columns)


def _right(cell: str, size: int) -> str:
    return " " * (size - width(cell)) + cell
