"""What was moved: a file or a library that lies elsewhere on the other side, found by the id of what it holds."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.sides.place import Commit, Place, Text, from_top, on_disk
from processengine.store import LIBRARY_FILE
from processengine.syntax.peek import peek

Identity = tuple[str, str]
"""A document's kind and id."""


def followed(place: Place, other: Place, repository: Repository) -> Place:
    """Return the place on this side of what lies at the other side's place; `place` itself where nothing was moved.

    A file is known by its kind and id, a folder by its library's. Where several documents have that id, the one whose
    file has the same name counts.
    """
    wanted = _identity(other)
    if wanted is None or _is_there(place, wanted):
        return place
    try:
        found = _found(_everything(place, repository).texts(), wanted, _name(other))
    except CannotRun:  # of files that nobody asked for; what was asked for is simply not there
        return place
    if found is None:
        return place
    path = found.parent if wanted[0] == "library" else found
    if isinstance(place, Commit):
        return replace(place, root="" if path == PurePosixPath() else str(path))
    return replace(place, root=on_disk(repository, str(path)), tracked=None)


def _identity(place: Place) -> Identity | None:
    """Return what a place holds: the document of a file, the library of a folder; None where it is neither."""
    try:
        texts = _own(place).texts()
    except CannotRun:
        return None
    kind, name = peek(texts[0].data) if texts else (None, "")
    return None if kind is None else (kind, name)


def _own(place: Place) -> Place:
    """Return the place of the file that tells what a place holds: itself, or the folder's library file."""
    if isinstance(place, Commit):
        named = [blob for blob in place.repository.files(place.commit, place.root) if blob.path == place.root] if place.root else []
        return place if named else replace(place, root=str(PurePosixPath(place.root, LIBRARY_FILE)))
    return place if place.root.is_file() else replace(place, root=place.root / LIBRARY_FILE, tracked=None)


def _is_there(place: Place, wanted: Identity) -> bool:
    """Tell whether a place holds a document, or a file that can't be told from one."""
    if _identity(place) is not None:
        return True
    if wanted[0] == "library":
        return False
    return bool(place.root and place.repository.files(place.commit, place.root)) if isinstance(place, Commit) else place.root.exists()


def _everything(place: Place, repository: Repository) -> Place:
    if isinstance(place, Commit):
        return replace(place, root="")
    return replace(place, root=repository.root, tracked=repository.tracked(from_top(repository, repository.root)))


def _found(texts: list[Text], wanted: Identity, name: str) -> PurePosixPath | None:
    found = [text.path for text in texts if peek(text.data) == wanted]
    same = [path for path in found if path.name == name]
    for paths in (found, same):
        if len(paths) == 1:
            return paths[0]
    return None


def _name(place: Place) -> str:
    return PurePosixPath(place.root).name if isinstance(place, Commit) else Path(place.root).name
