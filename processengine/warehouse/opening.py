"""Opening a source: its files become the evidence tables of a locked engine."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from processengine.errors import CannotRun
from processengine.warehouse.files import SourceFile, files_of
from processengine.warehouse.found import Wanted
from processengine.warehouse.locked import attach, locked
from processengine.warehouse.private import private_folder
from processengine.warehouse.raws import left_out, linked, raws_of
from processengine.warehouse.shapes import converted
from processengine.warehouse.tables_made import Opened, evidence
from processengine.warehouse.watched import Watch, unwatched

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Opened", "opened"]

T = TypeVar("T")


@contextmanager
def opened(wanted: Wanted, memory_limit: str | None = None, watch: Watch = unwatched) -> Iterator[Opened]:
    """Open a source for questions; raise CannotRun where it can't be read or holds no evidence.

    `memory_limit` (`300MB`) bounds what the engine keeps in memory, else the environment's PROCESSENGINE_MEMORY does, else the
    machine; what is more is spilled into a private folder, which is gone in the end: whether all went well or not, and where
    the program is asked to end. Where it is killed, its copies stay until the next run, which takes them away. `watch` is told
    what is being done until the source is closed.
    """
    found = files_of(wanted.source)
    notes = list(found.notes)
    with private_folder() as folder:
        with watch("Reading the log", lambda: -1):
            files = [one for file in found.files for one in _tried(file, found.files, notes, partial(_readable, file, folder)) or ()]
        paths = linked(files, folder)
        aliases = {file: f"source_{place}" for place, file in enumerate(files) if file.kind == "database"}
        readable = [path for file, path in paths.items() if file not in aliases]

        def attached(connection: "DuckDBPyConnection") -> None:
            for file, alias in aliases.items():
                if _tried(file, found.files, notes, partial(_attached, connection, alias, paths[file], file)) is None:
                    paths.pop(file)

        with locked(folder, readable, attached, memory_limit) as connection, watch("Reading the deals' history", connection.query_progress) as at:
            raws = raws_of(connection, paths, aliases, lambda file: file.is_needed(found.files))
            raws = replace(raws, notes=(*notes, *raws.notes))
            if not raws.raws:
                raise CannotRun(" ".join(raws.notes))
            held = evidence(connection, raws, wanted, found.others)
            at("Working out the answer")
            yield held


def _readable(file: SourceFile, folder: Path) -> list[SourceFile]:
    """Return a file, or what the event log that it is was written as."""
    if file.kind != "log":
        return [file]
    return [replace(file, path=path) for path in converted(file.path, folder)]


def _attached(connection: "DuckDBPyConnection", alias: str, path: Path, file: SourceFile) -> bool:
    attach(connection, alias, path, file.file)
    return True


def _tried(file: SourceFile, files: Sequence[SourceFile], notes: list[str], reading: Callable[[], T]) -> T | None:
    """Return what reading a file gives; None, and a note, where it can't be read and the source can do without it."""
    try:
        return reading()
    except CannotRun as problem:
        if file.is_needed(files):
            raise
        notes.append(left_out(problem))
        return None
