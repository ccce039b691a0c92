"""Renaming what is no stage: its key, and everything in the document that names it."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from processengine.syntax.document import Document
from processengine.syntax.edit.meaning import value_of
from processengine.syntax.edit.operation import Operation, Rename, Set

_PEOPLE: Final = frozenset({"involves", "equips", "tests", "names", "who", "for"})
_NAMED_BY: Final = {
    "roles": _PEOPLE | {"led_by", "by"},
    "buying_team": _PEOPLE,
    "change_work": frozenset({"settles"}),
    "kits": frozenset({"kit"}),
    "exit_criteria": frozenset({"needs"}),
    "steps": frozenset({"after"}),
}
"""The keys under which ids of each map are named."""

_AS_EVENT: Final = {"exit_criteria": "criterion", "plays": "play"}
"""How an event names them: `criterion: stage/id`."""

Names = tuple[str, ...]


def rename_element(document: Document, names: Names, new: str) -> list[Operation]:
    """Return the operations that give the element at a path another id, wherever the document names it."""
    holder, old = names[-2] if len(names) in {2, 4} else "", names[-1]
    operations: list[Operation] = []
    data = value_of(document.root) if document.root is not None and holder in {*_NAMED_BY, *_AS_EVENT} else None
    if isinstance(data, dict):
        inside = names[:2] if len(names) == 4 and names[0] == "stages" else ()
        operations += _named(data, inside, _NAMED_BY.get(holder, ()), old, new)
        if holder in _AS_EVENT:
            operations += _events(("measures",), data.get("measures"), _AS_EVENT[holder], inside[1:], old, new)
    return [*operations, Rename(names, new)]


def _named(data: Any, inside: Names, keys: Collection[str], old: str, new: str) -> Iterator[Operation]:
    """Yield the operations for what stands below the path `inside`; a measure's `by` is a column, no role."""
    for name in inside:
        data = data.get(name) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if key == "measures" and not inside:
            yield from _below((key,), value, frozenset(keys) - {"by"}, old, new)
        else:
            yield from _below((*inside, key), value, keys, old, new)


def _below(path: Names, value: Any, keys: Collection[str], old: str, new: str) -> Iterator[Operation]:
    is_named = path[-1] in keys
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _below((*path, key), inner, keys, old, new)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            if isinstance(item, dict):
                yield from _below((*path, str(item.get("to", place))), item, keys, old, new)
        if is_named and old in value:
            yield Rename((*path, old), new)
    elif is_named and value == old:
        yield Set(path, new)


def _events(path: Names, value: Any, key: str, stage: Names, old: str, new: str) -> Iterator[Operation]:
    """Yield the operations for events that name `stage/old`; without a stage, those that name it of any stage."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _events((*path, name), inner, key, stage, old, new)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _events((*path, str(place)), inner, key, stage, old, new)
    elif path[-1] == key and isinstance(value, str):
        where, slash, what = value.partition("/")
        if slash and what == old and (not stage or where == stage[0]):
            yield Set(path, f"{where}/{new}")
