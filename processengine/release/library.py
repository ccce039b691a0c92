"""A library as a commit holds it."""

from dataclasses import dataclass
from functools import cached_property

from processengine.git import Repository
from processengine.model.library import Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.sides.place import Commit, Text
from processengine.since import Read, documents, library_at
from processengine.store import LIBRARY_FILE
from processengine.syntax.peek import peek

CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True)
class Held:
    """What a commit holds of a library: `top` is its folder from the repository's top, empty for that itself."""

    repository: Repository
    commit: str
    top: str
    texts: tuple[Text, ...]

    @cached_property
    def documents(self) -> list[Read]:
        """Its documents, as far as they can be read."""
        return documents(self.texts)

    @cached_property
    def processes(self) -> dict[str, tuple[Read, Process]]:
        """Its processes by id, in the order of their files."""
        return {one.id: (one, one.then.value) for one in self.documents if isinstance(one.then.value, Process)}

    @cached_property
    def proposals(self) -> dict[str, Proposal]:
        """Its proposals by id."""
        return {name: value for name, one in self.proposal_files.items() if isinstance(value := one.then.value, Proposal)}

    @cached_property
    def proposal_files(self) -> dict[str, Read]:
        """The file of each proposal, by its id; of several with the same id one with a record, which nobody gets rid of by another file."""
        found: dict[str, Read] = {}
        for one in self.documents:
            if isinstance(one.then.value, Proposal) and not (one.id in found and _is_ruled_on(found[one.id])):
                found[one.id] = one
        return found

    @cached_property
    def library(self) -> Library | None:
        """Its settings."""
        return next((one.then.value for one in self.documents if isinstance(one.then.value, Library)), None)

    @property
    def id(self) -> str:
        """The library's id; empty where its settings can't be read."""
        return "" if self.library is None else self.library.id

    def path(self, file: str) -> str:
        """Return the path from the repository's top of a file of the library."""
        return f"{self.top}/{file}" if self.top else file

    def path_of(self, read: Read) -> str:
        """Return the path from the repository's top of a document's file."""
        return read.then.file.partition(":")[2]

    def data(self, path: str) -> bytes | None:
        """Return what a file held, by its path from the repository's top; None where there was none."""
        blobs = [blob for blob in self.repository.files(self.commit, path) if blob.path == path]
        return self.repository.read(blobs)[0] if blobs else None


def _is_ruled_on(read: Read) -> bool:
    return isinstance(read.then.value, Proposal) and read.then.value.record is not None


def is_held(repository: Repository, commit: str, library: str) -> bool:
    """Tell whether a commit holds a library with an id, in whatever folder."""
    return any(peek(data) == ("library", library) for data in repository.read(repository.called(commit, LIBRARY_FILE)))


def held(repository: Repository, commit: str, top: str, library: str = "") -> Held:
    """Return what a commit holds of the library at `top`; where that folder is not there, of the one with that id."""
    folder, texts = library_at(repository, Commit(commit, repository, commit, top), library)
    return Held(repository, commit, folder, tuple(texts))
