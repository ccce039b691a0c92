"""Values as text: what stands after the key's colon, and the lines below it."""

import re
from typing import NamedTuple

from processengine.syntax.edit.operation import Value
from processengine.syntax.edit.scalar import is_id_like, key_of, text_of

_LONGEST_FLOW = 100

# What a block text can't hold as it is: a first line that starts with a blank or is empty, several final line ends,
# characters that are no plain line end or that only an escape can write.
_NOT_LITERAL = re.compile(
    r"\A[ \t\n]|\n\n\Z|\n[ \t]*\t|\n[ \t]+(?:\n|\Z)|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Style(NamedTuple):
    """How new block text is laid out where it will stand.

    `step` is how many blanks deeper the keys of a map stand, `dash` the same for a list's dashes. `flow` says that
    the neighbours are written in flow style. `block_text` says that a text of several lines may be written as it
    is: what follows would not be read as part of it.
    """

    step: int = 2
    dash: int = 2
    flow: bool = False
    block_text: bool = True


class Rendered(NamedTuple):
    """A value: the text on its key's line, and the lines below, indented from the column of the key."""

    inline: str
    body: tuple[str, ...] = ()


def in_flow(value: Value) -> str:
    """Return a value on one line, as it may stand inside brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_of(key, flow=True)}: {in_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(one) for one in value) + "]"
    return text_of(value, flow=True)


def in_block(value: Value, style: Style) -> Rendered:
    """Return a value as it stands in block style: ids in brackets, prose in lines of its own."""
    if not isinstance(value, dict | list):
        return _text(value, style)
    if not value or _suits_flow(value, style):
        return Rendered(in_flow(value))
    if isinstance(value, dict):
        return Rendered("", _indented(map_lines(value, style), style.step))
    return Rendered("", _indented([line for one in value for line in item_lines(one, style)], style.dash))


def map_lines(value: dict[str, Value], style: Style) -> tuple[str, ...]:
    """Return the lines of a map, its keys at column 0."""
    style = style._replace(flow=False)
    return tuple(line for key, one in value.items() for line in entry_lines(key, in_block(one, style)))


def entry_lines(key: str, value: Rendered) -> tuple[str, ...]:
    """Return the lines of a key and its value, the key at column 0."""
    return (f"{key_of(key, flow=False)}:{value.inline and ' '}{value.inline}", *value.body)


def item_lines(value: Value, style: Style) -> tuple[str, ...]:
    """Return the lines of a list's item, its dash at column 0."""
    first, *rest = item_body(value, style)
    return (f"- {first}", *_indented(rest, 2))


def item_body(value: Value, style: Style) -> tuple[str, ...]:
    """Return the lines of a list's item without its dash, as they stand where the dash and a blank end."""
    style = style._replace(flow=False)
    if isinstance(value, dict) and value:
        return map_lines(value, style)
    if isinstance(value, list):
        return (in_flow(value),)
    rendered = in_block(value, style._replace(step=0))
    return (rendered.inline, *rendered.body)


def _text(value: str | float, style: Style) -> Rendered:
    if isinstance(value, str) and "\n" in value and style.block_text and not _NOT_LITERAL.search(value):
        lines = value.removesuffix("\n").split("\n")
        return Rendered("|" if value.endswith("\n") else "|-", _indented(lines, style.step))
    return Rendered(text_of(value, flow=False))


def _suits_flow(value: dict[str, Value] | list[Value], style: Style) -> bool:
    return _holds_ids(value, style) and len(in_flow(value)) <= _LONGEST_FLOW


def _holds_ids(value: Value, style: Style) -> bool:
    """Tell whether a value is made of ids and numbers: a list of them, or a map with just one, unless neighbours flow."""
    if isinstance(value, dict):
        is_small = len(value) <= 1 and not any(isinstance(one, dict) for one in value.values())
        return (style.flow or is_small) and all(_holds_ids(one, style) for one in value.values())
    if isinstance(value, list):
        return all(_holds_ids(one, style) for one in value)
    return not isinstance(value, str) or is_id_like(value)


def _indented(lines: list[str] | tuple[str, ...], by: int) -> tuple[str, ...]:
    return tuple(" " * by + line if line else line for line in lines)
