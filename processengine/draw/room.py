"""How the text of a box stands in lines, and the room it takes."""

from collections.abc import Iterable
from typing import NamedTuple

from processengine.draw.picture import Box
from processengine.draw.size import LEADING, points
from processengine.draw.style import SHAPES, SMALL_SIZE, TITLE_SIZE
from processengine.draw.wrap import SMALL_COLUMNS, balanced, cut, longest_word

_TITLE_COLUMNS = 24
_WIDEST_WORD = 34
_LONGEST = 170
_LONGEST_TITLE = 120
_LEAST_WIDTH = 1.1
_POINTS_PER_INCH = 72
_CONDITION_SIZE = 9.0


class Room(NamedTuple):
    """A box's lines, and its size in inches."""

    titles: list[str]
    small: list[str]
    width: float
    height: float


def room_of(box: Box) -> Room:
    """Return the lines of a box's text and the size that its outline needs to hold them in any of the usual fonts."""
    shape = SHAPES[box.look]
    title = cut(box.title, _LONGEST_TITLE)
    titles = balanced(f"{box.mark} {title}", max(_TITLE_COLUMNS, min(longest_word(title), _WIDEST_WORD)))
    texts = [box.kind, *box.lines, *box.changes]
    small = [line for text in texts for line in balanced(cut(text, _LONGEST), SMALL_COLUMNS)]
    wide = max(
        [points(line, TITLE_SIZE, is_bold=True) for line in titles] + [points(line, SMALL_SIZE) for line in small], default=0
    )
    high = (len(titles) * TITLE_SIZE + len(small) * SMALL_SIZE) * LEADING
    width, height = (wide * shape.across + 18) / _POINTS_PER_INCH, (high * shape.down + 14) / _POINTS_PER_INCH
    return Room(titles, small, max(width, _LEAST_WIDTH), height)


def condition_width(lines: Iterable[str]) -> float:
    """Return the width in inches that the conditions beside each other in a column need."""
    return max((points(line, _CONDITION_SIZE) + 6 for line in lines), default=0) / _POINTS_PER_INCH
