"""Scalars and keys as text: plain only where every reader takes them for what they are, else in double quotes."""

import re

from processengine.model.base import ID_PATTERN
from processengine.syntax.edit.meaning import Strange
from processengine.syntax.edit.operation import EditError
from processengine.syntax.scalars import Ambiguous, resolve

# What may start a plain text: no indicator of YAML, and nothing that looks like the start of a number or a mark.
_STARTS = re.compile(r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`=<~.+]""")
_CUTS = re.compile(r":(?=\s|$)|\s\#|[^\S ]|\s$|[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NUMBER_LIKE = re.compile(r"(?=.*\d)[\d._:,+eExXoO]+")
_WORD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*|[1-9][0-9]* days?")
_ID = re.compile(rf"{ID_PATTERN}(/{ID_PATTERN})?")

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v",
            "\f": "\\f", "\r": "\\r", "\x1b": "\\e", "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P"}
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def is_id_like(text: str) -> bool:
    """Tell whether a text is an id, or `process/stage`: flow style is for those."""
    return _ID.fullmatch(text) is not None


def text_of(value: str | bool | float | Strange, *, flow: bool) -> str:  # noqa: FBT001 - one value among others
    """Return a scalar on one line, as it may stand as a value in block or flow style."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Strange):
        return value.text
    if isinstance(value, str):
        return value if _is_plain_value(value, flow=flow) else quoted(value)
    return _number(value)


def key_of(name: str, *, flow: bool) -> str:
    """Return a key as text, without its colon."""
    is_plain = _is_plain(name, flow=flow) and not isinstance(resolve(name), Ambiguous | bool)
    return name if is_plain and " #" not in name else quoted(name)


def quoted(text: str) -> str:
    """Return a text in double quotes, on one line."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _is_plain_value(text: str, *, flow: bool) -> bool:
    if resolve(text) != text or (_NUMBER_LIKE.fullmatch(text) and not _is_day(text)):
        return False
    return _is_plain(text, flow=flow)


def _is_plain(text: str, *, flow: bool) -> bool:
    if flow:
        return _WORD.fullmatch(text) is not None
    return _STARTS.match(text) is not None and _CUTS.search(text) is None


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def _number(number: float) -> str:
    written = str(number)
    if isinstance(number, float):
        written = str(int(number)) if number.is_integer() else written
    if resolve(written) != number:
        raise EditError(f"The number {number!r} can't be written so that every reader of YAML reads the same.")
    return written


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    if "\ud800" <= char <= "\udfff":
        raise EditError("The text holds half a character; it can't be written.")
    return _ESCAPES.get(char) or (f"\\x{ord(char):02X}" if ord(char) < 0x100 else f"\\u{ord(char):04X}")
