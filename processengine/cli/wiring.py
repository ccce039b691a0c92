"""Editors set up for a library: the schema beside library.yaml, and in each document the line that names it."""

import json
import os
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun

FOLDER = ".processengine"
SCHEMA = "schema.json"


class Wired(NamedTuple):
    """What was written: the schema, the documents that now name it, and how many named one before."""

    schema: Path
    documents: list[Path]
    before: int


def libraries(path: str) -> list[Path]:
    """Return the folders that a path means: of the library around it, else of every library below it, else itself.

    Raise CannotRun where nothing is there, or no process file.
    """
    from processengine.store import LIBRARY_FILE, find, library_folder

    place = Path(path)
    if not place.exists():
        raise CannotRun(f"{path} is not there.")
    around = library_folder((place if place.is_dir() else place.parent).resolve() / LIBRARY_FILE)
    if around is not None:
        return [Path(os.path.relpath(around))]
    if not place.is_dir():
        raise CannotRun(f"There is no library around {path}. Name its folder, and the schema goes there.")
    return [found.path.parent for found in find([path]) if found.path.name == LIBRARY_FILE] or [place]


def wire(folder: Path) -> Wired:
    """Write the schema into a library's folder and name it in every document; a document that names one keeps it."""
    from processengine.rules import chosen
    from processengine.store import Shelf, read, write, write_if_unchanged
    from processengine.syntax.json_schema import DOCUMENT, json_schema
    from processengine.syntax.modeline import is_wired, wired
    from processengine.syntax.peek import peek

    texts = {source: source.data.decode() for source in map(read, Shelf(folder).files()) if peek(source.data)[0] and _is_text(source.data)}
    if not texts:
        raise CannotRun(f"{folder} holds no process files.")
    schema = _place(folder)
    write(schema, f"{json.dumps(json_schema(DOCUMENT, chosen.reports()), ensure_ascii=False, separators=(',', ':'))}\n".encode())
    bare = [source for source, text in texts.items() if not is_wired(text)]
    for source in bare:
        # Both lie in the library's folder, so nothing but `../` leads from one to the other: no name of a folder is in it.
        way = Path(os.path.relpath(schema, source.path.parent)).as_posix()
        write_if_unchanged(source, wired(texts[source], way).encode())
    return Wired(schema, [source.path for source in bare], len(texts) - len(bare))


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _place(folder: Path) -> Path:
    """Return where the schema goes; raise CannotRun where a link would lead it elsewhere."""
    place = folder / FOLDER
    schema = place / SCHEMA
    if place.is_symlink() or schema.is_symlink():
        raise CannotRun(f"{schema.as_posix()} is a link; nothing was written. Take it away and run the command again.")
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotRun(f"{place.as_posix()} can't be made: {error.strerror}.") from None
    return schema


def told(wired: Wired) -> str:
    """Return what was done, for whoever asked for it."""
    from processengine.report.safe import visible

    new, before = len(wired.documents), wired.before
    names = ", ".join(visible(path.as_posix()) for path in wired.documents[:3]) + (f" and {new - 3} more" if new > 3 else "")
    said = f"Wrote {visible(wired.schema.as_posix())}."
    if new:
        said += f" It is named in the first line of {names}."
    if before:
        said += f" {before} {'file has' if before == 1 else 'files have'} such a line already."
    return said
