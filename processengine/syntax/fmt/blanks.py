"""Blank lines: none at the start, below a key that opens a map or list, and at the end; nowhere two in a row.

Where most sections are parted from what stands above them by a blank line, all sections are parted from what stands
around them. Sections are the entries of the document and the stages that take up lines of their own: entries that
hold a map or list in block style, stages in block style that are no outcomes. A blank line that somebody set between
other things stays; one that is part of a value isn't blank.
"""

from collections.abc import Iterator

from processengine.syntax.edit.lines import Splice, spliced
from processengine.syntax.edit.meaning import tree_of
from processengine.syntax.edit.page import STRIP, Page, ending
from processengine.syntax.fmt.same import read_again
from processengine.syntax.fmt.sorting import Part, parts_of
from processengine.syntax.nodes import Mapping, Node, Scalar


def with_blanks_set(page: Page) -> Page:
    """Return a page with its blank lines and its last line end set; the page itself where that would change a value."""
    splices = [*_runs(page), *_partings(page), *_last_line_end(page)]
    if not splices:
        return page
    return read_again(page, spliced(page.text, splices), tree_of(page.root)) or page


def _runs(page: Page) -> Iterator[Splice]:
    """Return the splices that leave one blank line, or none, of each row of them."""
    lines = page.lines
    blank = [line for line, content in enumerate(page.document.lines[: len(lines)]) if not content.strip(" \t")]
    inside, openers = (_insides(page), _openers(page)) if blank else (set(), set())
    free = [line for line in blank if line not in inside]
    at = 0
    while at < len(free):
        first = stop = free[at]
        while at < len(free) and free[at] == stop:
            stop += 1
            at += 1
        is_wanted = first > 0 and stop < len(lines) and first - 1 not in openers
        new = lines.line_end(first) if is_wanted else ""
        if page.text[lines.start(first) : lines.start(stop)] != new:
            yield Splice(lines.start(first), lines.start(stop), new)


def _partings(page: Page) -> Iterator[Splice]:
    """Return the splices that part sections from what stands above and below them."""
    root = page.root
    yield from _between(page, root, [_is_in_block(entry.value) for entry in root.entries])
    stages = root.entry("stages")
    if page.document.kind == "process" and stages is not None and isinstance(stages.value, Mapping):
        yield from _between(page, stages.value, [_is_open(entry.value) for entry in stages.value.entries])


def _between(page: Page, holder: Mapping, sections: list[bool]) -> Iterator[Splice]:
    """Return the splices that part the sections in a map, where most of them are parted from what stands above."""
    parts = None if holder.flow else parts_of(page, holder)
    if parts is None:
        return
    may_be = [place for place in range(1, len(parts)) if not parts[place - 1].keeps]
    parted = {place for place in may_be if _is_parted(page, holder, place, parts[place])}
    own = [place for place in may_be if sections[place]]
    if 2 * len(parted.intersection(own)) > len(own):
        for place in may_be:
            if place not in parted and (sections[place] or sections[place - 1]):
                yield page.lines.insert_after(parts[place].first - 1, [""])


def _is_parted(page: Page, holder: Mapping, place: int, part: Part) -> bool:
    """Tell whether there is a blank line anywhere between an entry and the one above."""
    return any(map(page.lines.is_blank, range(part.first, page.lines.number(page.elements(holder)[place].start))))


def _last_line_end(page: Page) -> Iterator[Splice]:
    """Return the splice that ends the last line; a block text that is the last thing would become another."""
    last = len(page.lines) - 1
    if page.lines.line_end(last) or page.lines.is_blank(last):
        return
    if page.lines.number(page.end_of(page.root, 0)) == last and (end := ending(page.text, page.root)) and STRIP not in end:
        return
    yield page.lines.insert_after(last, [""])


def _is_in_block(node: Node) -> bool:
    return not isinstance(node, Scalar) and not node.flow


def _is_open(node: Node) -> bool:
    return isinstance(node, Mapping) and not node.flow and node.entry("outcome") is None


def _openers(page: Page) -> set[int]:
    """Return the lines of the keys below which a block map or list stands."""
    found: set[int] = set()
    waiting: list[Node] = [page.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping) and not node.flow:
            found.update(key.end.line for key, value in node.entries if _is_in_block(value))
        if not isinstance(node, Scalar) and not node.flow:
            waiting += [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
    return found


def _insides(page: Page) -> set[int]:
    """Return the lines of each scalar, map or list in brackets that takes up several, but for its first one."""
    found: set[int] = set()
    waiting: list[tuple[Node, int]] = [(page.root, 0)]
    while waiting:
        node, column = waiting.pop()
        if isinstance(node, Scalar) or node.flow:
            if node.end.line > node.start.line:
                found.update(range(node.start.line + 1, page.lines.number(page.end_of(node, column)) + 1))
        elif isinstance(node, Mapping):
            waiting += [(part, node.start.column) for entry in node.entries for part in entry]
        else:
            waiting += [(item, node.start.column) for item in node.items]
    return found
