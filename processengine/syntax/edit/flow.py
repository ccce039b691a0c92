"""Edits of maps and lists in flow style: elements come and go with their commas."""

from typing import NamedTuple

from processengine.syntax.edit.lines import Splice, skip_between
from processengine.syntax.edit.operation import EditError
from processengine.syntax.edit.page import Element, Holder, Page
from processengine.syntax.nodes import Mapping


class Piece(NamedTuple):
    """An element as it is written between its neighbours, without its comma.

    `above` are the comment lines that belong to it, as they stand; `beside` is the comment at the end of its line.
    """

    text: str
    above: tuple[str, ...] = ()
    beside: str = ""


def insert(page: Page, holder: Holder, place: int, new: Piece) -> list[Splice]:
    """Return the splices that put an element at a place among the others."""
    elements = page.elements(holder)
    _refuse_complex(page, holder)
    if not elements:
        inside = int(holder.start.index) + 1
        end = _last(holder)
        return [Splice(inside, end if not page.text[inside:end].strip() else inside, new.text)]
    if place < len(elements):
        element = elements[place]
        if _has_own_line(page, element):
            return [page.lines.insert_after(_above(page, elements, place) - 1, _lines(page, element, new, ","))]
        return [Splice(element.start, element.start, _on_one_line(new) + ", ")]
    return _append(page, elements[-1], new)


def remove(page: Page, holder: Holder, place: int) -> list[Splice]:
    """Return the splices that take out an element with its comma."""
    elements = page.elements(holder)
    _refuse_complex(page, holder)
    element = elements[place]
    if len(elements) == 1:
        return [_empty(page, holder, element)]
    comma = _comma(page, element)
    if _has_own_line(page, element):
        first, last = _above(page, elements, place), page.lines.number(element.end)
        lines = page.lines.remove(first, last + 1)
        return [lines] if comma is not None or not place else [_cut_comma(page, elements[place - 1]), lines]
    if place == len(elements) - 1 and comma is None:
        return _remove_last(page, elements[place - 1], element)
    return [_remove_inline(page, elements, place, element.end if comma is None else comma + 1)]


def piece(page: Page, holder: Holder, place: int) -> Piece:
    """Return an element as it is written, with the comments that belong to it."""
    _refuse_complex(page, holder)
    elements = page.elements(holder)
    element = elements[place]
    text = page.text[element.start : element.end]
    if not _has_own_line(page, element):
        return Piece(text)
    first, last = page.lines.number(element.start), page.lines.number(element.end)
    above = tuple(page.lines.content(line) for line in range(_above(page, elements, place), first))
    return Piece(text, above, page.text[element.end : page.lines.end(last)].lstrip(" \t").removeprefix(","))


def _lines(page: Page, sibling: Element, new: Piece, comma: str) -> list[str]:
    """Return the lines of an element that gets some to itself, as its sibling has."""
    return [*new.above, _indent(page, sibling) + new.text + comma + new.beside]


def _on_one_line(new: Piece) -> str:
    if new.above or new.beside.strip():
        raise EditError("The comments of what moves have no room in the line that it moves to; move it by hand.")
    return new.text


def _append(page: Page, last: Element, new: Piece) -> list[Splice]:
    comma = _comma(page, last)
    if _has_own_line(page, last):
        line = page.lines.number(last.end if comma is None else comma)
        if comma is None:
            return [Splice(last.end, last.end, ","), page.lines.insert_after(line, _lines(page, last, new, ""))]
        return [page.lines.insert_after(line, _lines(page, last, new, ","))]
    if comma is None:
        return [Splice(last.end, last.end, ", " + _on_one_line(new))]
    return [Splice(comma + 1, comma + 1, f" {_on_one_line(new)},")]


def _empty(page: Page, holder: Holder, element: Element) -> Splice:
    """Take out the only element; comments inside the brackets stay."""
    start, end = int(holder.start.index) + 1, _last(holder)
    comma = _comma(page, element)
    after = element.end if comma is None else comma + 1
    has_comments = page.text[start : element.start].strip() or page.text[after:end].strip()
    return Splice(element.start, after) if has_comments else Splice(start, end)


def _remove_last(page: Page, previous: Element, element: Element) -> list[Splice]:
    """Take out the last element and the comma before it; a comment between the two stays."""
    comma = _comma(page, previous)
    assert comma is not None
    between = page.text[previous.end : comma] + page.text[comma + 1 : element.start]
    if not between.strip():
        return [Splice(previous.end, element.end)]
    return [Splice(comma, comma + 1), Splice(element.start, element.end)]


def _remove_inline(page: Page, elements: list[Element], place: int, end: int) -> Splice:
    """Take out an element that shares its line, with the comma that ends at `end`."""
    element = elements[place]
    if place + 1 < len(elements):
        following = elements[place + 1].start
        on_this_line = page.lines.number(following) == page.lines.number(element.end)
        starts_its_line = not page.text[page.lines.start(page.lines.number(element.start)) : element.start].strip()
        if on_this_line or (place == 0 and not starts_its_line and not page.text[end:following].strip()):
            return Splice(element.start, following)
    if place:
        comma = _comma(page, elements[place - 1])
        if comma is not None and page.lines.number(comma) == page.lines.number(element.start):
            return Splice(comma + 1, end)
    return Splice(element.start, end)


def _cut_comma(page: Page, element: Element) -> Splice:
    comma = _comma(page, element)
    assert comma is not None
    return Splice(comma, comma + 1)


def _comma(page: Page, element: Element) -> int | None:
    """Return where the comma after an element stands; None where the bracket closes first."""
    index = skip_between(page.text, element.end)
    return index if page.text[index : index + 1] == "," else None


def _has_own_line(page: Page, element: Element) -> bool:
    """Tell whether nothing but blanks, its comma and a comment share an element's lines."""
    lines, text = page.lines, page.text
    last = lines.number(element.end)
    after = text[element.end : lines.end(last)].lstrip(" \t").removeprefix(",").lstrip(" \t")
    if after and not after.startswith("#"):
        return False
    comma = _comma(page, element)
    if comma is not None and lines.number(comma) != last:
        return False
    first = lines.number(element.start)
    return first > 0 and not text[lines.start(first) : element.start].strip(" \t")


def _above(page: Page, elements: list[Element], place: int) -> int:
    """Return the first of the comment lines directly above an element that stand no deeper than it."""
    line = page.lines.number(elements[place].start)
    column = page.lines.column(elements[place].start)
    floor = page.lines.number(elements[place - 1].end) if place else -1
    while line - 1 > floor and (comment := page.lines.comment(line - 1)) is not None and comment <= column:
        line -= 1
    return line


def _indent(page: Page, element: Element) -> str:
    line = page.lines.number(element.start)
    return page.text[page.lines.start(line) : element.start]


def _last(holder: Holder) -> int:
    """Return where the closing bracket stands."""
    return int(holder.end.index) - 1


def _refuse_complex(page: Page, holder: Holder) -> None:
    """Refuse brackets that are left out (`[a: b]`), and keys after a question mark."""
    if page.text[holder.start.index] not in "[{":
        raise EditError(f"Line {holder.start.line + 1} is written in a way that can't be edited safely; put {{ }} around it.")
    if isinstance(holder, Mapping):
        before = int(holder.start.index) + 1
        for element in page.elements(holder):
            if "?" in page.text[before : element.start].split("#")[0]:
                raise EditError(f"Line {holder.start.line + 1} is written in a way that can't be edited safely.")
            before = element.end
