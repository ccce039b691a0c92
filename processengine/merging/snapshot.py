"""The files of a repository at a commit, or as a merge would leave them, with the libraries among them."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.merge import Judge
from processengine.merging.judging import findings
from processengine.store import LIBRARY_FILE, Shelf, shown

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Snapshot:
    """Files by their path from the repository's top.

    `label` is what the user calls it, `files` are the YAML files, `names` all files whatever they hold.
    """

    label: str
    files: Mapping[Path, bytes]
    names: AbstractSet[Path]

    @cached_property
    def homes(self) -> frozenset[Path]:
        """The folders that hold a library."""
        return frozenset(path.parent for path in self.files if path.name == LIBRARY_FILE)

    def home(self, path: Path) -> Path | None:
        """Return the folder of the library around a file; None where there is none."""
        return next((folder for folder in path.parents if folder in self.homes), None)

    def findings(self, path: Path, today: date) -> Sequence[Diagnostic]:
        """Return the errors and warnings of a file in the midst of its library."""
        return findings(self.files[path], shown(path), self._shelf(self.home(path)), today)

    def errors(self, path: Path, today: date) -> Sequence[Diagnostic]:
        """Return the errors of a file in the midst of its library."""
        return [one for one in self.findings(path, today) if one.severity is Severity.ERROR]

    def with_file(self, path: Path, data: bytes) -> "Snapshot":
        """Return the files with another content at a path, there or not."""
        return replace(self, files={**self.files, path: data}, names=self.names | {path})

    def judge_at(self, path: Path, today: date) -> Judge:
        """Return what judges a text as if it stood at a path."""
        return lambda text: self.with_file(path, text.encode()).findings(path, today)

    def _shelf(self, home: Path | None) -> Shelf | None:
        if home is None:
            return None
        if home not in self._shelves:
            self._shelves[home] = _Shelf(home, {path: data for path, data in self.files.items() if self.home(path) == home}, self.names)
        return self._shelves[home]

    @cached_property
    def _shelves(self) -> dict[Path, Shelf]:
        return {}


class _Shelf(Shelf):
    """A library of which nothing need be on the disk."""

    def __init__(self, root: Path, contents: Mapping[Path, bytes], names: AbstractSet[Path]) -> None:
        super().__init__(root)
        self.contents, self.names = contents, names

    def files(self) -> Iterator[Path]:
        """Yield the files of the library, in the order of their names."""
        return iter(sorted(self.contents))

    def data(self, path: Path) -> bytes:
        """Return what a file of the library holds."""
        if path not in self.contents:
            raise CannotRun(f"{path} is not there.")
        return self.contents[path]

    def has_file(self, path: str) -> bool:
        """Tell whether there is a file at a path below the folder; a path that leads out of it names none."""
        target = Path(posixpath.normpath(posixpath.join(shown(self.root), path)))
        return target.is_relative_to(self.root) and target in self.names


def snapshot(repository: Repository, commit: str, label: str) -> Snapshot:
    """Read the YAML files of a commit, given by its full id, those in hidden folders aside."""
    blobs = repository.files(commit)
    meant = [blob for blob in blobs if _is_meant(Path(blob.path))]
    files = zip(meant, repository.read(meant), strict=True)
    return Snapshot(label, {Path(blob.path): data for blob, data in files}, frozenset(Path(blob.path) for blob in blobs))


def _is_meant(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "node_modules" for part in path.parts)
    return path.suffix in _SUFFIXES and not hidden
