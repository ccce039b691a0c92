"""Entries come into the schema's order: whole lines change places, for all maps of a text at once."""

from collections import deque
from collections.abc import Sequence

from processengine.syntax.edit.meaning import branch_at, tree_of
from processengine.syntax.edit.page import Page
from processengine.syntax.fmt.order import sortings
from processengine.syntax.fmt.same import read_again
from processengine.syntax.fmt.sorting import Part, Sorting

_TRIES = 64
"""How often a text is read again, at most, to find the maps that can't be sorted; where that is not enough none is."""


def with_entries_moved(page: Page) -> Page:
    """Return a page with its maps sorted, but for those in which that would change what the text says."""
    wanted = sortings(page)
    return _tried(page, wanted) or _tried(page, _safe_ones(page, wanted)) or page


def _safe_ones(page: Page, wanted: Sequence[Sorting]) -> list[Sorting]:
    """Return those of the sortings which can be done together, found by halves."""
    safe: list[int] = []
    waiting = deque([range(len(wanted))])
    for _ in range(_TRIES):
        if not waiting:
            return [wanted[number] for number in sorted(safe)]
        some = waiting.popleft()
        if _tried(page, [wanted[number] for number in sorted([*safe, *some])]) is not None:
            safe += some
        elif len(some) > 1:
            middle = len(some) // 2
            waiting.extendleft((some[middle:], some[:middle]))
    return []


def _tried(page: Page, some: Sequence[Sorting]) -> Page | None:
    """Return the page with some maps sorted; None where that changes what it says."""
    if not some:
        return page
    meant = tree_of(page.root)
    for one in reversed(some):
        twigs = branch_at(meant, one.way).twigs
        twigs[:] = [twigs[place] for place in one.places]
    return read_again(page, sorted_text(page, some), meant)


def sorted_text(page: Page, some: Sequence[Sorting]) -> str:
    """Return the text with the entries of some maps in their new order; outer maps come first."""
    return "".join(_lines(page, 0, len(page.lines), deque(some)))


def _lines(page: Page, first: int, stop: int, waiting: deque[Sorting]) -> list[str]:
    """Return some lines with their ends, sorting the maps in them."""
    found: list[str] = []
    here = first
    while waiting and waiting[0].first < stop:
        one = waiting.popleft()
        found += [_line(page, line) for line in range(here, one.first)]
        found += _arranged(page, one, [_lines(page, part.body, part.stop, waiting) for part in one.parts])
        here = one.stop
    return found + [_line(page, line) for line in range(here, stop)]


def _arranged(page: Page, one: Sorting, bodies: list[list[str]]) -> list[str]:
    """Return the entries' lines in their new order, each parted from the one above as it was before."""
    if one.dash:
        bodies[0][0] = " " * one.column + bodies[0][0][one.column :]
    found: list[str] = []
    above: Part | None = None
    for place in one.places:
        part = one.parts[place]
        if above is not None and not above.keeps and (part.gap or above.trails):
            found.append(page.lines.newline(part.first))
        found += bodies[place]
        above = part
    if one.dash:
        found[0] = one.dash + found[0][one.column :]
    return found


def _line(page: Page, line: int) -> str:
    return page.text[page.lines.start(line) : page.lines.start(line + 1)]
