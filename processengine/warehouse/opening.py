"""Opening a source: its files become the evidence tables of a locked engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from processengine.evidence.tables import SOURCE_COLUMNS
from processengine.warehouse.files import SourceFile, files_of
from processengine.warehouse.found import Wanted
from processengine.warehouse.locked import locked, private_folder
from processengine.warehouse.raws import linked, raws_of
from processengine.warehouse.shapes import converted
from processengine.warehouse.tables_made import Opened, evidence
from processengine.warehouse.watched import Watch, unwatched

__all__ = ["Opened", "opened"]


@contextmanager
def opened(wanted: Wanted, memory_limit: str | None = None, watch: Watch = unwatched) -> Iterator[Opened]:
    """Open a source for questions; raise CannotRun where it can't be read or holds no evidence.

    `memory_limit` (`300MB`) bounds what the engine keeps in memory, else the environment's PROCESSENGINE_MEMORY does, else the
    machine; what is more is spilled into a private folder, which is gone in the end whatever happens. `watch` is told what is
    being done until the source is closed.
    """
    files, others = files_of(wanted.source)
    with private_folder() as folder:
        with watch("Reading the log", lambda: -1):
            files = tuple(one for file in files for one in _readable(file, folder))
        paths = linked(files, folder)
        aliases = {file: f"source_{place}" for place, file in enumerate(files) if file.kind == "database"}
        databases = [(aliases[file], paths[file], file.file) for file in aliases]
        readable = [path for file, path in paths.items() if file not in aliases]
        with locked(folder, readable, databases, memory_limit) as connection, watch("Reading the deals' history", connection.query_progress) as at:
            raws = raws_of(connection, paths, aliases, frozenset(SOURCE_COLUMNS))
            held = evidence(connection, raws, wanted, others)
            at("Working out the answer")
            yield held


def _readable(file: SourceFile, folder: Path) -> list[SourceFile]:
    """Return a file, or what the event log that it is was written as."""
    if file.kind != "log":
        return [file]
    return [replace(file, path=path) for path in converted(file.path, folder)]
