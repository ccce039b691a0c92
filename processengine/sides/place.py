"""Where a side's files are: on the disk or in a commit, and what is in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git import Blob, Repository
from processengine.store import LIBRARY_FILE, find, read, shown


class Text(NamedTuple):
    """A file of one side.

    `name` is what users know it by, `path` leads to it from the side's root, and `is_named` tells a file that the
    user named from one that was found in a folder.
    """

    name: str
    path: PurePosixPath
    data: bytes
    is_named: bool


@dataclass(frozen=True)
class Disk:
    """Files on the disk at a root, a file or a folder; nothing where the root is not there.

    `tracked` are the only files that count, where it is given: what git ignores is no part of a library.
    """

    label: str
    root: Path
    tracked: frozenset[Path] | None = None

    def texts(self) -> list[Text]:
        """Read the files."""
        if not self.root.exists():
            return []
        named = not self.root.is_dir()
        files = [self.root] if named else [one.path for one in find([str(self.root)])]
        return [
            Text(shown(file), PurePosixPath(file.relative_to(self.root)), read(file).data, named)
            for file in files if self.tracked is None or file.resolve() in self.tracked
        ]


@dataclass(frozen=True)
class Commit:
    """Files in a commit, given by its full id, at a root from the repository's top; empty for the top itself."""

    label: str
    repository: Repository
    commit: str
    root: str = ""

    @property
    def revision(self) -> str:
        """The revision as the user names it, without a path."""
        return self.label.partition(":")[0]

    def texts(self) -> list[Text]:
        """Read the files."""
        blobs = [blob for blob in self.repository.files(self.commit, self.root) if self._is_meant(blob)]
        data = self.repository.read(blobs)
        return [
            Text(f"{self.revision}:{blob.path}", self._below_root(blob), content, blob.path == self.root)
            for blob, content in zip(blobs, data, strict=True)
        ]

    def _is_meant(self, blob: Blob) -> bool:
        """Tell whether a file counts, as on the disk: YAML and in no hidden folder, or named outright."""
        parts = self._below_root(blob).parts
        hidden = any(part.startswith(".") or part == "node_modules" for part in parts)
        return blob.path == self.root or (blob.path.endswith((".yaml", ".yml")) and not hidden)

    def _below_root(self, blob: Blob) -> PurePosixPath:
        return PurePosixPath(blob.path).relative_to(self.root) if self.root else PurePosixPath(blob.path)


Place = Disk | Commit


def on_disk(repository: Repository, path: str) -> Path:
    """Return a path from the repository's top as one on the disk, relative to the current folder where it is below."""
    full = repository.root / path
    here = Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else full


def from_top(repository: Repository, path: Path) -> str:
    """Return a path on the disk as one from the repository's top; empty for the top itself."""
    full = path.resolve()
    if not full.is_relative_to(repository.root.resolve()):
        raise CannotRun(f"{path} lies outside the repository {repository.root}.")
    top = shown(full.relative_to(repository.root.resolve()))
    return "" if top == "." else top


def libraries(texts: Iterable[Text]) -> frozenset[PurePosixPath]:
    """Return the folders, from the side's root, that hold a library."""
    return frozenset(text.path.parent for text in texts if text.path.name == LIBRARY_FILE)


def home(text: Text, folders: frozenset[PurePosixPath]) -> PurePosixPath | None:
    """Return the folder of a file's library, the nearest above it; None where it is in none of `folders`."""
    return next((folder for folder in text.path.parents if folder in folders), None)


def within(texts: Sequence[Text], folders: frozenset[PurePosixPath]) -> list[Text]:
    """Return the files that lie in some library."""
    return [text for text in texts if home(text, folders) is not None]
