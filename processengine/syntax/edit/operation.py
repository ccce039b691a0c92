"""The five edit operations, as frozen values."""

from dataclasses import dataclass
from typing import NamedTuple

Path = str | tuple[str, ...]
"""Where an element is: names joined by dots, or the names themselves where one of them may hold a dot.

An item of a list is named by its value or by the id in its `to`; one that has neither, by its number from 0.
"""

Value = str | int | float | bool | list["Value"] | dict[str, "Value"]
"""Plain data, as a document holds it."""


class Written(NamedTuple):
    """How another text writes an element: its lines with its comments, and the column of its key or dash.

    `end` is how the block text begins with which they end (`|`, `>-`), empty where they end with none.
    """

    lines: tuple[str, ...]
    column: int
    end: str = ""


class EditError(Exception):
    """An edit can't be done: what it is about isn't there, is there already, or can't be placed safely.

    The message is a sentence for the user. Nothing is changed.
    """


@dataclass(frozen=True, slots=True)
class Add:
    """Put a new element at `path`, with maps and lists above it where they are missing.

    It stands directly before or after the sibling named; else a key of the schema stands where the schema has it,
    and everything else comes last. An item of a list is given bare or as a map with `to`.

    `written` is how another text writes the same value (see `written_of`), taken over where this one is in block
    style too; elsewhere the value is written anew.
    """

    path: Path
    value: Value
    before: str | None = None
    after: str | None = None
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out the element at `path`, with its comments.

    The last one of a map or list takes the key that held it along, where the schema says that the key without
    content and no key mean the same; elsewhere `{}` or `[]` is left. `second` takes the second of those with its name.
    """

    path: Path
    second: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Put the element at `path`, with its comments, directly before or after one of its siblings."""

    path: Path
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """Give another key, or for an item of a list another value (or `to`), to the element at `path`."""

    path: Path
    new: str


@dataclass(frozen=True, slots=True)
class Set:
    """Give another value to the element at `path`; comments inside a map or list so replaced go with it.

    With `written`, how another text writes the same value, all of the element's lines are replaced where both are in
    block style, its own comments too.
    """

    path: Path
    value: Value
    written: Written | None = None


Operation = Add | Remove | Move | Rename | Set


def names_of(path: Path) -> tuple[str, ...]:
    """Return the names that a path is made of."""
    if isinstance(path, tuple):
        return path
    return tuple(path.split(".")) if path else ()


def shown(names: tuple[str, ...]) -> str:
    """Return a path as a message shows it."""
    return f"`{'.'.join(names)}`"
