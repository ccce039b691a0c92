"""The files of a repository at a commit, or as a merge would leave them, with the libraries among them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from processengine.diagnostic import Diagnostic, Severity
from processengine.git import Repository
from processengine.merge import Judge
from processengine.merging.judging import findings
from processengine.since.ruling import counterpart, unsettled
from processengine.store import LIBRARY_FILE, HeldShelf, Shelf
from processengine.syntax.peek import peek

if TYPE_CHECKING:
    from processengine.model.library import Library

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Snapshot:
    """Files by their path from the repository's top.

    `label` is what the user calls it, `files` are the YAML files, `names` all files whatever they hold. `judged_by` are
    the files whose libraries say how serious each rule is; None for its own.
    """

    label: str
    files: Mapping[Path, bytes]
    names: AbstractSet[Path]
    judged_by: "Snapshot | None" = None

    @cached_property
    def homes(self) -> frozenset[Path]:
        """The folders that hold a library."""
        return frozenset(path.parent for path in self.files if path.name == LIBRARY_FILE)

    def home(self, path: Path) -> Path | None:
        """Return the folder of the library around a file; None where there is none."""
        return next((folder for folder in path.parents if folder in self.homes), None)

    def findings(self, path: Path, today: date) -> Sequence[Diagnostic]:
        """Return the errors and warnings of a file in the midst of its library."""
        home = self.home(path)
        return findings(self.files[path], path, self._shelf(home), today, self.rules(home) if home is not None else None)

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
            self._shelves[home] = HeldShelf(home, {path: data for path, data in self.files.items() if self.home(path) == home}, self.names)
        return self._shelves[home]

    def library(self, home: Path) -> "Library | None":
        """Return the settings of the library in a folder."""
        shelf = self._shelf(home)
        return None if shelf is None else shelf.library

    def rules(self, home: Path) -> "Library | None":
        """Return the library whose settings count for the one in a folder; None for its own."""
        if self.judged_by is None:
            return None
        own, by = self.library(home), self.judged_by
        there = {PurePosixPath(folder): peek(by.files[folder / LIBRARY_FILE])[1] for folder in by.homes}
        here = [PurePosixPath(folder) for folder in self.homes]
        found = counterpart(PurePosixPath(home), own.id if own else "", there, here)
        return None if found is None else by.library(Path(found)) or unsettled()

    @cached_property
    def _shelves(self) -> dict[Path, Shelf]:
        return {}


def snapshot(repository: Repository, commit: str, label: str) -> Snapshot:
    """Read the YAML files of a commit, given by its full id, those in hidden folders aside."""
    blobs = repository.files(commit)
    meant = [blob for blob in blobs if _is_meant(Path(blob.path))]
    files = zip(meant, repository.read(meant), strict=True)
    return Snapshot(label, {Path(blob.path): data for blob, data in files}, frozenset(Path(blob.path) for blob in blobs))


def _is_meant(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "node_modules" for part in path.parts)
    return path.suffix in _SUFFIXES and not hidden
