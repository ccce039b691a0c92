"""Edits of anything in a document by its path, with values as people type them."""

from processengine.syntax.document import Document, split
from processengine.syntax.edit import shape
from processengine.syntax.edit.meaning import value_of
from processengine.syntax.edit.named.fixes import as_plain
from processengine.syntax.edit.named.parts import put
from processengine.syntax.edit.named.said import Said
from processengine.syntax.edit.operation import Add, EditError, Move, Remove, Value
from processengine.syntax.parse import parse


def set_value(document: Document, path: str, typed: str, *, text: bool = False) -> Said:
    """Give what stands at a path a value, whether or not it had one."""
    _holder_is_there(document, path)
    value = _value(document, path, typed, text=text)
    return Said([put(document, path, value)], f"`{path}` is now {_shown(typed) if isinstance(value, str) else typed}.")


def add_value(
    document: Document, path: str, typed: str | None, *, before: str | None = None, after: str | None = None, text: bool = False
) -> Said:
    """Add something new at a path; without a value the last name itself, as an item of a list."""
    names = split(path)
    value = (names[-1] if names else "") if typed is None else _value(document, path, typed, text=text)
    return Said([Add(path, value, before, after)], f"Added `{path}`.")


def remove_value(_: Document, path: str) -> Said:
    """Remove what stands at a path."""
    return Said([Remove(path)], f"Removed `{path}`.")


def move_value(_: Document, path: str, *, before: str | None, after: str | None) -> Said:
    """Move what stands at a path beside one of its siblings."""
    if (before is None) == (after is None):
        raise EditError("Say one of before and after.")
    return Said([Move(path, before, after)], f"Moved `{path}` {f'before `{before}`' if before else f'after `{after}`'}.")


def _holder_is_there(document: Document, path: str) -> None:
    """Refuse a path into a stage that isn't there: a typo would make a new one."""
    names = split(path)
    if not all(names) or not names:
        raise EditError(f"`{path}` is no path; write one like `stages.won.title`.")
    if names[0] == "stages" and len(names) > 2 and document.at(".".join(names[:2])) is None:
        raise EditError(f"There is no `{'.'.join(names[:2])}`. Add it first, or look at the spelling.")


def _value(document: Document, path: str, typed: str, *, text: bool) -> Value:
    """Return what somebody typed: a list or map in brackets, else a scalar as the schema wants it."""
    if text or shape.wants_text(document.kind, split(path)):
        return typed
    if not typed.startswith(("[", "{")):
        return as_plain(typed)
    found, problems = parse(f"value: {typed}")
    if problems or found.root is None:
        raise EditError(f"{_shown(typed)} is no list or map: {problems[0].finding.message}")
    return value_of(found.root.entries[0].value)


def _shown(typed: str) -> str:
    return f'"{typed}"'
