"""The lines of a map's entries, and the map with them in another order."""

from collections.abc import Sequence
from dataclasses import dataclass

from processengine.syntax.edit.block import extent
from processengine.syntax.edit.operation import EditError
from processengine.syntax.edit.page import KEEP, Page, ending
from processengine.syntax.nodes import Mapping


@dataclass(frozen=True)
class Part:
    """The lines of an entry, `stop` exclusive: from those that part it from the entry above, over its comments.

    Of the comments between two entries that belong to neither, those right below the upper one, in its column, are
    taken for its own where a blank line follows them, and all others for the lower one's. `body` is the first line
    that is not blank. `keeps` says that blank lines below would become part of the entry's text, `trails` that it ends
    with comments which without a blank line would become the next one's.
    """

    first: int
    body: int
    stop: int
    keeps: bool
    trails: bool

    @property
    def gap(self) -> bool:
        """Whether blank lines part the entry from what stands above."""
        return self.body > self.first


@dataclass(frozen=True)
class Sorting:
    """A block map whose entries change places.

    `way` leads to it by places in the tree, `places` are the entries' places in their new order. `dash` is what
    stands on the first line before the first key, where that is more than blanks.
    """

    way: tuple[int, ...]
    places: tuple[int, ...]
    parts: tuple[Part, ...]
    column: int
    dash: str

    @property
    def first(self) -> int:
        """The first line of the entries."""
        return self.parts[0].first

    @property
    def stop(self) -> int:
        """The line after their last one."""
        return self.parts[-1].stop


def sorting(page: Page, holder: Mapping, way: tuple[int, ...], places: Sequence[int]) -> Sorting | None:
    """Return what brings the entries of a block map into an order; None where they can't be told apart safely."""
    parts = parts_of(page, holder)
    if parts is None or not page.lines.line_end(parts[-1].stop - 1):
        return None
    column = holder.start.column
    line = page.lines.number(holder.start.index)
    dash = page.lines.content(line)[:column].rstrip(" ") and page.lines.content(line)[:column]
    first = places[0]
    if dash and parts[first].body < page.lines.number(page.elements(holder)[first].start):
        return None  # its comments would come between the dash and the key
    if any(_is_in_doubt(page, part, column) for part in parts[1:]):
        return None
    return Sorting(way, tuple(places), parts, column, dash)


def parts_of(page: Page, holder: Mapping) -> tuple[Part, ...] | None:
    """Return the lines of each entry of a block map; None where some share a line."""
    try:
        extents = [extent(page, holder, place) for place in range(len(holder.entries))]
    except EditError:
        return None
    parts: list[Part] = []
    for place, here in enumerate(extents):
        body = first = parts[-1].stop if parts else here.first
        while page.lines.is_blank(body):
            body += 1
        stop = here.stop if place == len(extents) - 1 else _with_trail(page, here.stop, holder.start.column)
        parts.append(Part(first, body, stop, _keeps(page, holder, place, stop), stop > here.stop))
    return tuple(parts)


def _with_trail(page: Page, stop: int, column: int) -> int:
    """Return the line after the comments right below an entry that a blank line parts from the next one."""
    line = stop
    while page.lines.comment(line) == column:
        line += 1
    return line if page.lines.is_blank(line) else stop


def _keeps(page: Page, holder: Mapping, place: int, stop: int) -> bool:
    element = page.elements(holder)[place]
    return KEEP in ending(page.text, element.value) and page.lines.number(element.end) == stop - 1


def _is_in_doubt(page: Page, part: Part, column: int) -> bool:
    """Tell of a comment right below the entry above, in another column, which may be about either."""
    if part.gap:
        return False
    line = part.body
    while (comment := page.lines.comment(line)) is not None and comment <= column:
        line += 1
    return page.lines.is_blank(line) or comment is not None
