"""A revision that the files on the disk are held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

from processengine.git import Repository
from processengine.git.tags import Tag, tags
from processengine.model.library import Library
from processengine.proposals.version import library_of, release_of
from processengine.rules.base import Base
from processengine.settings import said_of_rules
from processengine.sides.place import Commit, Disk, from_top
from processengine.since.documents import Read, compared, documents, is_hidden, library_at
from processengine.since.earlier import Earlier
from processengine.since.ruling import counterpart, unsettled
from processengine.store import LIBRARY_FILE, Shelf, library_folder, shown
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes


class Bases(Protocol):
    """Knows what each file is held against."""

    def base_of(self, path: Path) -> Base | None:
        """Return what a file is held against; None for nothing."""


@dataclass(frozen=True)
class SinceRevision:
    """Holds the files on the disk against a revision: against where HEAD left it, so that nobody answers for others' changes."""

    repository: Repository
    revision: str

    @classmethod
    def named(cls, revision: str) -> "SinceRevision":
        """Return what holds files against a revision; raise CannotRun where there is no such one, or no way to it."""
        repository = Repository.around(Path())
        found = cls(repository, revision)
        assert found.start
        return found

    @cached_property
    def tip(self) -> str:
        """The revision's commit."""
        return self.repository.commit(self.revision)

    @cached_property
    def start(self) -> str:
        """The commit where HEAD left the revision."""
        return self.repository.merge_base(self.revision, "HEAD")

    def base_of(self, path: Path) -> Base:
        """Return what a file's library is held against, or the file alone where it is in none."""
        return self.library_of(path).base

    def library_of(self, path: Path) -> "LibrarySince":
        """Return what is known of a file's library, or of the file alone where it is in none."""
        root = library_folder(path) or path.resolve()
        if root not in self._known:
            self._known[root] = LibrarySince(self, root)
        return self._known[root]

    @cached_property
    def _known(self) -> "dict[Path, LibrarySince]":
        return {}

    @cached_property
    def remarks(self) -> list[str]:
        """Sentences about the settings that count, where they are not those of the disk; more come with `settings_of`."""
        return []

    def settings_of(self, shelf: Shelf) -> Library | None:
        """Return the library whose settings count for the files of a folder: as the revision has it, not as it is here."""
        here, name = shelf.library, shown(shelf.root / LIBRARY_FILE)
        top = PurePosixPath(from_top(self.repository, shelf.root))
        folder = counterpart(top, here.id if here else "", self._ids, self._still_here)
        if folder is None:
            if said_of_rules(here) != said_of_rules(None):
                self.remarks.append(f"{self.revision} has no library like that of {name} yet, so the settings here count.")
            return here
        there = self._libraries[folder]
        if said_of_rules(here) != said_of_rules(there):
            self.remarks.append(f"{name} here has other settings for rules than {self.revision}; those of {self.revision} count.")
        return there

    @cached_property
    def _libraries(self) -> dict[PurePosixPath, Library]:
        """The libraries of the revision by their folders; one that can't be read sets nothing."""
        blobs = [blob for blob in self.repository.called(self.tip, LIBRARY_FILE) if not is_hidden(PurePosixPath(blob.path))]
        found = zip(blobs, self.repository.read(blobs), strict=True)
        return {PurePosixPath(blob.path).parent: _library(data) for blob, data in found}

    @property
    def _ids(self) -> dict[PurePosixPath, str]:
        return {folder: library.id for folder, library in self._libraries.items()}

    @cached_property
    def _still_here(self) -> frozenset[PurePosixPath]:
        """The folders of the revision's libraries that are libraries on the disk too."""
        return frozenset(folder for folder in self._libraries if (self.repository.root / folder / LIBRARY_FILE).is_file())

    def at_tip(self, path: Path) -> bytes | None:
        """Return what a file on the disk holds in the revision; None where it isn't there."""
        top = from_top(self.repository, path)
        blobs = [blob for blob in self.repository.files(self.tip, top) if blob.path == top]
        return self.repository.read(blobs)[0] if blobs else None

    @cached_property
    def tags(self) -> list[Tag]:
        """The release tags of HEAD's history."""
        return [tag for tag in tags(self.repository.root, self.repository.commit("HEAD")) if release_of(tag.name)]


@dataclass(frozen=True)
class LibrarySince:
    """A library on the disk, or a file alone, at `root`, and what it was."""

    since: SinceRevision
    root: Path

    @cached_property
    def now(self) -> list[Read]:
        """Its documents as they are."""
        return documents(Disk("", self.root).texts())

    @cached_property
    def base(self) -> Base:
        """What its documents are held against."""
        since = self.since
        releases = [(tag.name, read) for tag in since.tags if _is_of(tag, read := self._at(tag.commit))]
        tip = None if since.tip == since.start else self._at(since.tip)
        return compared(since.revision, self._at(since.start), self.now, tip, releases)

    @cached_property
    def earlier(self) -> Earlier:
        """It as it was where the change started."""
        since = self.since
        folder, texts = library_at(since.repository, self._commit(since.start), self._id)
        names = frozenset(Path(blob.path) for blob in since.repository.files(since.start, folder))
        return Earlier(folder, texts, names)

    def _at(self, commit: str) -> list[Read]:
        return documents(library_at(self.since.repository, self._commit(commit), self._id)[1])

    def _commit(self, commit: str) -> Commit:
        since = self.since
        label = since.revision if commit == since.tip else commit[:10]
        return Commit(label, since.repository, commit, from_top(since.repository, self.root))

    @property
    def _id(self) -> str:
        return next((one.id for one in self.now if one.kind == "library"), "")


def _library(data: bytes) -> Library:
    found = load(parse_bytes(data)[0]).value
    return found if isinstance(found, Library) else unsettled()


def _is_of(tag: Tag, read: Sequence[Read]) -> bool:
    """Tell whether a release tag is one of this library, not of another one in the same repository."""
    return library_of(tag.subject) in (None, *(one.id for one in read if one.kind == "library"))
