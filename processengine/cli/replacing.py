"""A result never takes the place of what a command reads: a report written over a process is a process lost."""

import os
from collections.abc import Iterable
from pathlib import Path

from processengine.errors import CannotRun

Identity = tuple[int, int] | str


def refuse_replacing(outputs: Iterable[str | None], read: Iterable[str | Path]) -> None:
    """Raise CannotRun where a result would go to one of the files that are read, or to another document of ours.

    One file may have several names. Nothing may have been written before this.
    """
    files = {_identity(name): name for name in outputs if name is not None and name != "-"}
    if not files:
        return
    for name in read:
        taken = files.get(_identity(name))
        if taken is not None:
            raise CannotRun(f"{taken} is read here, and the result would take its place. Name another file; nothing was written.")
    for name in files.values():
        kind = _kind_of(Path(name))
        if kind:
            raise CannotRun(f"{name} holds a {kind}, and the result would take its place. Name another file; nothing was written.")


def existing(outputs: Iterable[str | None]) -> list[str]:
    """Return those of some outputs that are files already: only these can be among files that are found."""
    return [name for name in outputs if name is not None and Path(name).is_file()]


def _identity(name: str | Path) -> Identity:
    """Return what a file is known by, whatever it is called: one that isn't there yet by where it would be."""
    try:
        found = os.stat(name)  # noqa: PTH116 - thousands of files may be asked about
    except (OSError, ValueError):
        return os.path.realpath(name)
    return found.st_dev, found.st_ino


def _kind_of(path: Path) -> str | None:
    if not path.is_file():
        return None
    from processengine.store import read
    from processengine.syntax.peek import peek

    try:
        return peek(read(path).data)[0]
    except CannotRun:
        return None
