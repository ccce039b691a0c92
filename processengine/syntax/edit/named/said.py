"""What a named edit comes to, and what all of them ask of a document."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from processengine.model.base import is_id, slug
from processengine.model.nearest import did_you_mean
from processengine.syntax.document import Document
from processengine.syntax.edit.meaning import value_of
from processengine.syntax.edit.operation import EditError, Operation

_WORDS_IN_ID = 4


class Said(NamedTuple):
    """The operations of a named edit, and what it does, in plain words."""

    operations: list[Operation]
    sentence: str


def data_of(document: Document) -> dict[str, Any]:
    """Return a process's plain data; raise EditError where the document is none."""
    if document.root is None or document.kind != "process":
        raise EditError("This is no process file that can be read.")
    data = value_of(document.root)
    assert isinstance(data, dict)
    return data


def part(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return the map under a key; empty where there is none."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def items(data: Mapping[str, Any], key: str) -> list[Any]:
    """Return the list under a key; empty where there is none."""
    found = data.get(key)
    return found if isinstance(found, list) else []


def stage_of(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a stage's data; raise EditError where there is no such stage."""
    stages = part(data, "stages")
    if name not in stages:
        raise EditError(f"There is no stage `{name}`.{did_you_mean(name, stages) or known(stages)}")
    return part(stages, name)


def known(names: Iterable[str]) -> str:
    """Return a sentence that lists the names there are, with a blank before it."""
    listed = list(names)
    return f" There are {', '.join(f'`{name}`' for name in listed)}." if listed else " There are none."


def new_id(name: str, what: str, taken: Iterable[str]) -> str:
    """Return a name that may become an id; raise EditError where it can't be one, or is taken."""
    if not is_id(name):
        raise EditError(f"`{name}` can't be an id: lower-case letters, digits and hyphens make one. Try `{slug(name)}`.")
    if name in taken:
        raise EditError(f"There is {what} `{name}` already.")
    return name


def id_for(text: str, what: str, taken: Iterable[str]) -> str:
    """Return an id made of a text's first words, with a number where it is taken."""
    first = "-".join(slug(text).split("-")[:_WORDS_IN_ID])
    base = what if first == "x" and text.strip().lower() != "x" else first
    names = set(taken)
    return next(name for name in (base, *(f"{base}-{number}" for number in range(2, len(names) + 3))) if name not in names)


def without_empty(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], (), False)}
