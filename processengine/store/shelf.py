"""The library around a file, read as far as somebody asks."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from processengine.errors import CannotRun
from processengine.model.process import Process
from processengine.store.files import head, read, shown
from processengine.store.finding import LIBRARY_FILE, find, library_folder
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import HEAD, peek, peek_at_head

if TYPE_CHECKING:
    from processengine.model.base import Model
    from processengine.model.journey import Journey
    from processengine.model.library import Library

T = TypeVar("T")


class Shelf:
    """A library's folder: what rules may ask of a document's surroundings.

    `root` is how the user knows the folder. Files are peeked at for their kind and id; a document is read when
    somebody asks for it. Folders below with a library of their own belong to that one. `instead` are texts to be
    taken in the place of what the disk holds at some paths, there or not.
    """

    def __init__(self, root: Path, instead: Mapping[Path, bytes] | None = None) -> None:
        self.root = root
        self._instead = {path.resolve(): (path, data) for path, data in (instead or {}).items()}
        self._looked_for: dict[str, bool] = {}

    @cached_property
    def library(self) -> "Library | None":
        """The library's settings, as far as they can be read."""
        from processengine.model.library import Library

        value = self.value(self.root / LIBRARY_FILE)
        return value if isinstance(value, Library) else None

    @cached_property
    def documents(self) -> dict[tuple[Kind, str], list[Path]]:
        """The files of the library by kind and id, in the order of their names."""
        found: dict[tuple[Kind, str], list[Path]] = {}
        for path in self.files():
            kind, name = peek_at_head(self.head(path), partial(self.data, path))
            if kind is not None:
                found.setdefault((kind, name), []).append(path)
        return found

    @cached_property
    def processes(self) -> Mapping[str, Process]:
        """The library's processes by id; the first file counts where two have one id."""
        return _Lazy(self._paths("process"), Process, self.value)

    @cached_property
    def journeys(self) -> "Mapping[str, Journey]":
        """The library's own journeys by id."""
        from processengine.model.journey import Journey

        return _Lazy(self._paths("journey"), Journey, self.value)

    def place(self, path: Path) -> str:
        """Return a file's path below the library's folder, with forward slashes."""
        below = path if path.is_relative_to(self.root) and ".." not in path.parts else path.resolve()
        return shown(below.relative_to(self.root if below is path else self.root.resolve()))

    def files_of(self, kind: Kind, name: str) -> list[str]:
        """Return the files that hold a document of this kind and id."""
        return [shown(path) for path in self.documents.get((kind, name), [])]

    def has_file(self, path: str) -> bool:
        """Tell whether there is a file at a path below the folder; a path that leads out of it names none."""
        if path not in self._looked_for:
            self._looked_for[path] = self._has(path, Path.is_file)
        return self._looked_for[path]

    def has_folder(self, path: str) -> bool:
        """Tell whether there is a folder at a path below the library's; a path that leads out of it names none."""
        return self._has(path, Path.is_dir)

    def _has(self, path: str, is_meant: Callable[[Path], bool]) -> bool:
        try:
            folder = self.root.resolve()
            target = (folder / path).resolve()
            return target.is_relative_to(folder) and is_meant(target)
        except (OSError, ValueError):
            return False  # no system has a file of such a name

    def data(self, path: Path) -> bytes:
        """Return what a file of the library holds."""
        _, data = self._instead.get(path.resolve(), (path, None)) if self._instead else (path, None)
        return read(path).data if data is None else data

    def head(self, path: Path) -> bytes:
        """Return the first HEAD bytes of what a file of the library holds: it mostly tells what the file is."""
        return self.data(path)[:HEAD] if self._instead else head(path, HEAD)

    def value(self, path: Path) -> "Model | None":
        """Return a file's document as a model; None where it can't be read."""
        try:
            document, _ = parse_bytes(self.data(path))
        except CannotRun:
            return None
        return load(document).value

    def _paths(self, kind: Kind) -> dict[str, Path]:
        return {name: paths[0] for (of, name), paths in self.documents.items() if of == kind}

    def files(self) -> Iterator[Path]:
        """Yield the files of the library, in the order of their names."""
        below = [found.path for found in find([str(self.root)])]
        if self._instead:
            there = {path.resolve() for path in below}
            below += [path for place, (path, _) in self._instead.items() if place not in there]
        nested = [path.parent for path in below if path.name == LIBRARY_FILE and path.parent != self.root]
        for path in below:
            if not any(path.is_relative_to(folder) for folder in nested):
                yield path


class Shelves:
    """The libraries around files, each read once however many of its files are asked about."""

    def __init__(self) -> None:
        self._by_library: dict[Path, Shelf] = {}
        self._by_folder: dict[Path, Shelf | None] = {}

    def around(self, path: Path) -> Shelf | None:
        """Return the library around a file; None where there is none."""
        if path.parent not in self._by_folder:
            self._by_folder[path.parent] = self._look_up(path)
        return self._by_folder[path.parent]

    def _look_up(self, path: Path) -> Shelf | None:
        folder = library_folder(path)
        if folder is None:
            return None
        return self._by_library.setdefault(folder, Shelf(_as_the_user_knows(folder, path)))


def find_process(argument: str) -> Path:
    """Return the file that a PROCESS argument means: a path, or the id of a process of a library here.

    Raise CannotRun where there is no such file or process, or more than one.
    """
    if Path(argument).exists() or argument.endswith((".yaml", ".yml")) or "/" in argument:
        return Path(argument)
    matches: dict[str, list[Path]] = {}
    for found in find([]):
        kind, name = peek(read(found.path).data)
        if kind == "process":
            matches.setdefault(name, []).append(found.path)
    if argument not in matches:
        from processengine.model.nearest import did_you_mean

        known = f" There are {', '.join(sorted(matches))}." if matches else ""
        raise CannotRun(f"There is no process `{argument}` here.{did_you_mean(argument, matches) or known}")
    if len(matches[argument]) > 1:
        files = ", ".join(shown(path) for path in matches[argument])
        raise CannotRun(f"`{argument}` is the id of more than one file; name one of {files}.")
    return matches[argument][0]


class _Lazy(Mapping[str, T], Generic[T]):
    """Documents by id, each read when first asked for; one that can't be read is as good as empty of meaning."""

    def __init__(self, paths: dict[str, Path], kind: type[T], read_value: "Callable[[Path], Model | None]") -> None:
        self._paths = paths
        self._kind = kind
        self._read_value = read_value
        self._read: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._read:
            value = self._read_value(self._paths[name])
            if not isinstance(value, self._kind):
                raise KeyError(name)
            self._read[name] = value
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _as_the_user_knows(folder: Path, path: Path) -> Path:
    """Return `folder` in the words of `path`, which lies below it: relative where that is relative."""
    for parent in path.parents:
        if parent.resolve() == folder:
            return parent
    return folder if path.is_absolute() else Path(os.path.relpath(folder))
