"""Edits of maps and lists in block style: whole lines come and go."""

from collections.abc import Sequence
from typing import NamedTuple

from processengine.syntax.edit.lines import Splice
from processengine.syntax.edit.operation import EditError
from processengine.syntax.edit.page import KEEP, STRIP, Element, Holder, Page, ending
from processengine.syntax.nodes import Mapping


class Extent(NamedTuple):
    """The lines of an element, `stop` exclusive, with its comments.

    `attached` says that it begins on a line that something else begins, as the first key after a dash does.
    """

    first: int
    stop: int
    attached: bool


def extent(page: Page, holder: Holder, place: int) -> Extent:
    """Return the lines that belong to an element."""
    element = page.elements(holder)[place]
    line = page.lines.number(element.start)
    before = page.text[page.lines.start(line) : element.start]
    attached = before.strip(" ") != ""
    if attached and before.strip(" -"):
        raise EditError(f"Line {line + 1} is written in a way that can't be edited safely; write it as `key: value`.")
    column = len(before)
    first = line if attached else _above(page, holder, place, line, column)
    return Extent(first, _below(page, page.lines.number(element.end) + 1, column), attached)


def indented(holder: Holder, new: Sequence[str]) -> list[str]:
    """Return lines that are written from column 0 as they stand in a map or list."""
    return [" " * holder.start.column + line if line else line for line in new]


def insert(page: Page, holder: Holder, place: int, new: Sequence[str], end: str = "") -> list[Splice]:
    """Return the splices that put an element's lines at a place among the others.

    `end` is how the block scalar begins with which they end: what follows may not become part of it.
    """
    lines = page.lines
    if place == 0:
        here = extent(page, holder, 0)
        if not here.attached:
            return [lines.insert_after(here.first - 1, [*new, *[""] * (0 if KEEP in end else _gap(page, holder, 0))])]
        start = page.elements(holder)[0].start
        moved = [new[0].lstrip(" "), *new[1:], " " * holder.start.column]
        return [Splice(start, start, lines.newline(here.first).join(moved))]
    here = extent(page, holder, place - 1)
    above = _ending(page, holder, place - 1)
    at_the_end = not lines.line_end(here.stop - 1)
    if at_the_end and above and STRIP not in above:
        raise EditError("The file ends inside a text that keeps its final line break; add a line break to the file first.")
    final = [""] if at_the_end and end and STRIP not in end else []
    if end and _takes_over(page, end, here.stop):
        return [lines.insert_after(here.stop + _blanks_below(page, here.stop) - 1, [*new, *final])]
    gap = 0 if KEEP in above else _gap(page, holder, place - 1)
    return [lines.insert_after(here.stop - 1, [*[""] * gap, *new, *final])]


def remove(page: Page, holder: Holder, place: int) -> list[Splice]:
    """Return the splices that take out an element which is not the only one, with the blank lines that part it."""
    here = extent(page, holder, place)
    if here.attached:
        return [_detach(page, holder, here)]
    is_last = place == len(page.elements(holder)) - 1
    blanks_above, blanks_below = _blanks_above(page, here.first), _blanks_below(page, here.stop)
    above = _ending(page, holder, place - 1) if place else ""
    keep_end = above != "" and STRIP not in above
    if place == 0 or (above and _takes_over(page, above, here.stop)):
        return [page.lines.remove(here.first, here.stop + blanks_below, keep_end=keep_end)]
    first = here.first - (blanks_above if is_last or blanks_below else 0)
    return [page.lines.remove(first, here.stop, keep_end=keep_end)]


def own_text(page: Page, holder: Holder, place: int) -> str:
    """Return an element's lines with its comments as they are written, without the last line end."""
    here = extent(page, holder, place)
    start = page.lines.start(here.first)
    if not here.attached:
        return page.text[start : page.lines.end(here.stop - 1)]
    start = page.elements(holder)[place].start
    return " " * holder.start.column + page.text[start : page.lines.end(here.stop - 1)]


def colon_end(page: Page, holder: Holder, element: Element) -> int:
    """Return where the colon of a key, or a list's dash, ends."""
    if not isinstance(holder, Mapping) or element.key is None:
        return element.start + 1
    end = int(element.key.end.index)
    while page.text[end : end + 1] in (" ", "\t"):
        end += 1
    if page.text[end : end + 1] != ":":
        raise EditError(f"Line {element.key.start.line + 1} is written in a way that can't be edited safely.")
    return end + 1


def _above(page: Page, holder: Holder, place: int, line: int, column: int) -> int:
    """Return the first of the comment lines directly above an element that stand no deeper than it.

    Comments above a file's first key are the file's.
    """
    if place == 0 and holder is page.root:
        return line
    floor = page.lines.number(page.elements(holder)[place - 1].end) if place else -1
    while line - 1 > floor and (comment := page.lines.comment(line - 1)) is not None and comment <= column:
        line -= 1
    return line


def _below(page: Page, stop: int, column: int) -> int:
    """Return the line after the last comment line below that stands deeper than the column."""
    line = stop
    while (comment := page.lines.comment(line)) is not None or page.lines.is_blank(line):
        line += 1
        if comment is not None:
            if comment <= column:
                break
            stop = line
    return stop


def _detach(page: Page, holder: Holder, here: Extent) -> Splice:
    """Take out the first key after a dash: the second comes up to the dash, unless comments part them."""
    start, following = page.elements(holder)[0].start, page.elements(holder)[1].start
    if extent(page, holder, 1).first == here.stop and here.stop == page.lines.number(following):
        return Splice(start, following)
    dash = page.text.rindex("-", 0, start) + 1
    return Splice(dash, page.lines.end(here.stop - 1))


def _gap(page: Page, holder: Holder, place: int) -> int:
    """Return how many blank lines part an element from the next one; from the one above where it is the last."""
    if place < len(page.elements(holder)) - 1:
        return _blanks_below(page, extent(page, holder, place).stop)
    return _blanks_above(page, extent(page, holder, place).first) if place else 0


def _takes_over(page: Page, above: str, line: int) -> bool:
    """Tell whether a block text would take the blank lines from `line` on for its own: it keeps them, or they hold blanks."""
    return KEEP in above or any(map(page.lines.content, range(line, line + _blanks_below(page, line))))


def _blanks_above(page: Page, line: int) -> int:
    count = 0
    while page.lines.is_blank(line - 1 - count):
        count += 1
    return count


def _blanks_below(page: Page, line: int) -> int:
    count = 0
    while page.lines.is_blank(line + count):
        count += 1
    return count


def _ending(page: Page, holder: Holder, place: int) -> str:
    """Return how the block scalar begins with which an element's lines end; empty where comments follow it."""
    element = page.elements(holder)[place]
    is_last_line = extent(page, holder, place).stop - 1 == page.lines.number(element.end)
    return ending(page.text, element.value) if is_last_line else ""
