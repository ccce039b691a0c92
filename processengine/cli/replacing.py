"""A result never takes the place of what a command reads: a report written over a process is a process lost."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from processengine.errors import CannotRun

Identity = tuple[int, int] | str


def refuse_replacing(outputs: Iterable[str | None], read: Iterable[str | Path]) -> None:
    """Raise CannotRun where a result would go to one of the files that are read, or to another document of ours.

    One file may have several names. Nothing may have been written before this.
    """
    files = {_identity(name): name for name in outputs if name is not None and name != "-"}
    if not files:
        return
    for output in files.values():
        refuse_over_source(output)
    for name in read:
        taken = files.get(_identity(name))
        if taken is not None:
            raise CannotRun(f"{taken} is read here, and the result would take its place. Name another file; nothing was written.")
    for name in files.values():
        kind = _kind_of(Path(name))
        if kind:
            raise CannotRun(f"{name} holds a {kind}, and the result would take its place. Name another file; nothing was written.")


def refuse_over_source(output: str) -> None:
    """Raise CannotRun where a result would go over the deals' history, or into its folder, where it would be read as one more table.

    The history is the one that the command names (`--source`), and those of the libraries around the result and around the current folder.
    """
    path = Path(output)
    for source in _sources(path):
        if _is_of(path, source):
            from processengine.store import shown

            raise CannotRun(f"{output} belongs to the deals' history, {shown(source)}: the result would take its place or be read with it. Name another file; nothing was written.")


def _sources(output: Path) -> Iterator[Path]:
    running = click.get_current_context(silent=True)
    if running is not None and isinstance(named := running.params.get("source"), str):
        yield Path(named)
    from processengine.store import LIBRARY_FILE, Shelves

    shelves = Shelves()
    for shelf in (shelves.around(output), shelves.around(Path(LIBRARY_FILE))):
        if shelf is None or not (shelf.root / LIBRARY_FILE).is_file():
            continue
        told = shelf.library.evidence.source if shelf.library is not None and shelf.library.evidence is not None else None
        if told and "://" not in told:
            yield shelf.root / told


def _is_of(output: Path, source: Path) -> bool:
    """Tell whether a file is a source, or one of those in its folder that are read, or would be once it is there."""
    if not os.path.isdir(source):  # noqa: PTH112 - what no system can have as a name is no source either
        return os.path.exists(source) and _identity(output) == _identity(source)  # noqa: PTH110
    from processengine.warehouse.files import is_read

    try:
        same = {_identity(one) for one in source.iterdir() if is_read(one.name)}
    except OSError:
        same = set()
    inside = os.path.realpath(output.parent) == os.path.realpath(source)
    return _identity(output) in same or (inside and is_read(output.name))


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
