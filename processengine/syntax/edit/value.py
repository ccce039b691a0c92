"""Giving another value to a key or item in block style: what stands beside the colon, and the lines below."""

from processengine.syntax.edit import block
from processengine.syntax.edit.lines import Splice
from processengine.syntax.edit.operation import Value
from processengine.syntax.edit.page import Element, Holder, Page, header
from processengine.syntax.edit.render import Rendered, Style, in_block, item_body
from processengine.syntax.nodes import Mapping, Scalar


def rendered(page: Page, holder: Holder, element: Element, value: Value, style: Style) -> Rendered:
    """Return a value as it will stand beside an element's colon or dash."""
    if isinstance(holder, Mapping):
        return in_block(value, style)
    start = int(element.value.start.index)
    is_beside = start > element.start + 1 and page.lines.number(start) == page.lines.number(element.start)
    indent = " " * (start - element.start if is_beside else 2)
    first, *rest = item_body(value, style)
    return Rendered(first, tuple(indent + line if line else line for line in rest))


def replace(page: Page, holder: Holder, place: int, new: Rendered) -> list[Splice]:
    """Return the splices that give another value to an element; a comment beside it stays."""
    element = page.elements(holder)[place]
    colon = block.colon_end(page, holder, element)
    body = block.indented(holder, new.body)
    value = element.value
    if isinstance(value, Scalar) and value.style in ("|", ">"):
        return _instead_of_block_text(page, element, colon, new.inline, body)
    if isinstance(value, Scalar) or value.flow:
        return _instead_of_inline(page, element, colon, new.inline, body)
    line, last = page.lines.number(colon), block.extent(page, holder, place).stop - 1
    if value.start.line == line:
        end = page.lines.end(page.lines.number(element.end))
        beside = new.inline + page.text[element.end : end]
        return [Splice(int(value.start.index), end, page.lines.newline(line).join([beside, *body]))]
    return [*_beside(colon, new.inline), page.lines.replace(line, last, body)]


def _instead_of_block_text(page: Page, element: Element, colon: int, inline: str, body: list[str]) -> list[Splice]:
    start = int(element.value.start.index)
    assert isinstance(element.value, Scalar)
    line = page.lines.number(start)
    beside = Splice(start if inline else colon, start + len(header(page.text, element.value)), inline)
    return [beside, page.lines.replace(line, page.lines.number(element.end), body)]


def _instead_of_inline(page: Page, element: Element, colon: int, inline: str, body: list[str]) -> list[Splice]:
    start, end = int(element.value.start.index), element.end
    first, last = page.lines.number(colon), page.lines.number(end)
    if start == end:
        return [*_beside(colon, inline), *_below(page, first, body)]
    if inline:
        return [Splice(start, end, inline), *_below(page, last, body)]
    if page.lines.number(start) != first:
        return [page.lines.replace(first, last, body)]
    return [Splice(colon, end), *_below(page, last, body)]


def _beside(colon: int, inline: str) -> list[Splice]:
    return [Splice(colon, colon, " " + inline)] if inline else []


def _below(page: Page, line: int, body: list[str]) -> list[Splice]:
    return [page.lines.insert_after(line, body)] if body else []
