"""`git install`: the drivers in git's settings, and the files that they are for in `.gitattributes`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.configuration import Scope, write_setting
from processengine.install import drivers
from processengine.install.attributes import FILE, lines, with_lines
from processengine.store import LIBRARY_FILE, read, write

_WHERE = {"local": "in this repository's git settings", "global": "in your git settings, for all your repositories"}


@dataclass(frozen=True)
class Installed:
    """What was done, a sentence a line."""

    said: tuple[str, ...]


def install(scope: Scope) -> Installed:
    """Set the drivers up; raise CannotRun where that can't be done. Done twice, the second time changes nothing."""
    if scope == "local":
        repository = Repository.around(Path())
        return Installed((_settings(repository.root, scope), *_attributes(repository)))
    said = _settings(Path(), scope)
    try:
        repository = Repository.around(Path())
    except CannotRun:
        return Installed((said, f"In each repository with a library, `processengine git install` writes its {FILE} too."))
    return Installed((said, *_attributes(repository)))


def _settings(folder: Path, scope: Scope) -> str:
    written = [write_setting(folder, scope, name, value) for name, value in drivers.settings().items()]
    done = "are set" if any(written) else "were set already"
    return f"The drivers to merge and to compare by meaning {done} {_WHERE[scope]}."


def _attributes(repository: Repository) -> Iterator[str]:
    """Write the lines into the file at the repository's top, which everybody shares."""
    path = repository.root / FILE
    if path.is_symlink():
        raise CannotRun(f"{FILE} is a link, which git doesn't follow; put a file in its place.")
    folders = library_folders(repository)
    before = read(path).data if path.exists() else b""
    after = with_lines(before.decode("utf-8", "surrogateescape"), lines(folders or [""])).encode("utf-8", "surrogateescape")
    if not folders:
        yield "There is no library here yet, so all YAML files are meant; those that are no process files are merged by lines, as ever."
    if after == before:
        yield f"{FILE} names the files already."
        return
    write(path, after)
    yield f"{FILE} names the files now. Commit it: everybody gets it, and runs `processengine git install` once in their clone."


def library_folders(repository: Repository) -> list[str]:
    """Return the folders with a library that git doesn't ignore, from the repository's top."""
    root = repository.root.resolve()
    found = (path.parent for path in repository.tracked(".") if path.name == LIBRARY_FILE)
    names = (folder.relative_to(root).as_posix() for folder in found if folder.is_relative_to(root))
    return sorted("" if name == "." else name for name in names)
