"""Finding things: which files some arguments mean, and which library a file belongs to."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from processengine.errors import CannotRun
from processengine.store.files import is_special, missing, reason

LIBRARY_FILE = "library.yaml"
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Found:
    """A file to look at; `is_named` tells one that the user named from one that was found in a folder."""

    path: Path
    is_named: bool


def find(paths: list[str]) -> list[Found]:
    """Return the files that some arguments mean: a file is itself, a folder all YAML files below it.

    Without arguments: the library around the current folder, else every library below it. Raise CannotRun where
    an argument is not there, or nothing is found.
    """
    if not paths:
        return _find_library()
    found: dict[Path, Found] = {}
    for argument in paths:
        path = Path(argument)
        if path.is_dir():
            below = list(_below(path))
            if not below:
                raise CannotRun(f"{argument} holds no process files (*.yaml, *.yml).")
            for one in below:
                found.setdefault(one, Found(one, is_named=False))
        elif path.exists():
            found[path] = Found(path, is_named=True)
        else:
            raise CannotRun(missing(path))
    return list(found.values())


def _find_library() -> list[Found]:
    here = Path()
    around = library_folder(here.resolve() / LIBRARY_FILE)
    folders = [Path(os.path.relpath(around))] if around else sorted(path.parent for path in _below(here) if path.name == LIBRARY_FILE)
    found = {path: Found(path, is_named=False) for folder in folders for path in _below(folder)}
    if not found:
        raise CannotRun(
            "There is no library here: no library.yaml in this folder, above it or below it. "
            "Name a file or a folder, or start one with `processengine init`."
        )
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    """Return the YAML files below a folder, sorted; hidden folders, pipes and devices are passed over, links to folders not followed."""
    for parent, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(files):
            path = Path(parent, name)
            if name.endswith(_SUFFIXES) and not name.startswith(".") and not is_special(path):
                yield path


def _refuse(error: OSError) -> None:
    raise CannotRun(f"{error.filename} can't be read: {reason(error)}.")


def library_folder(path: Path) -> Path | None:
    """Return the folder of the nearest library.yaml above a file, not past the git root; None where there is none."""
    for folder in path.resolve().parents:
        if (folder / LIBRARY_FILE).is_file():
            return folder
        if (folder / ".git").exists():
            return None
    return None
