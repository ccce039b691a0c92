"""All documents of a repository at one commit, with what stands around each in its library."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from processengine.diff.revision import Revision
from processengine.model.base import Model
from processengine.model.journey import Journey
from processengine.model.library import Library
from processengine.model.process import Process
from processengine.sides.place import Commit, Text, home, libraries, within
from processengine.syntax.document import Document, Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal

M = TypeVar("M", bound=Model)


class Key(NamedTuple):
    """What one document is known by on every side: its library's folder, its kind and its id."""

    home: str
    kind: str
    id: str


@dataclass(frozen=True)
class Paper:
    """A document's file: where it lies, from the repository's top, and what is in it. Read when first asked."""

    key: Key
    file: str
    data: bytes

    @property
    def text(self) -> str:
        """The content as text, whatever in it is none."""
        return self.data.decode("utf-8", "replace")

    @cached_property
    def document(self) -> Document:
        """The document with its positions."""
        return parse_bytes(self.data)[0]

    @cached_property
    def value(self) -> Model | None:
        """The model, as far as the text can be read; None where it can't."""
        return load(self.document).value if self.document.root is not None else None


@dataclass(frozen=True)
class Papers:
    """The documents at a commit, and all its files: each one's object by its path from the repository's top.

    Of two documents with one key the first is `found`; `copies` has the files of all.
    """

    found: Mapping[Key, Paper]
    files: Mapping[str, str]
    copies: Mapping[Key, tuple[str, ...]]

    def of(self, kind: Kind) -> Iterator[Paper]:
        """Return the documents of a kind."""
        return (paper for key, paper in self.found.items() if key.kind == kind)

    def library(self, where: str) -> Library | None:
        """Return the settings of the library in a folder; None where there are none that can be read."""
        value = next((paper.value for key, paper in self.found.items() if key[:2] == (where, "library")), None)
        return value if isinstance(value, Library) else None

    def library_above(self, where: str) -> Library | None:
        """Return the settings of the library in a folder, else of the nearest around it."""
        folders = [where, *(folder.as_posix() for folder in PurePosixPath(where).parents)]
        return next((found for one in folders if (found := self.library("" if one == "." else one)) is not None), None)

    def around(self, where: str) -> "Around":
        """Return what stands around a document of the library in a folder."""
        return Around(self, where)

    def with_texts(self, texts: Mapping[Key, str | None]) -> "Papers":
        """Return these documents with some texts in their place; None takes one away."""
        found, copies = dict(self.found), dict(self.copies)
        for key, text in texts.items():
            old = found.pop(key, None)
            files = copies.pop(key, ())
            if text is not None:
                found[key] = Paper(key, old.file if old else f"{key.id}.yaml", text.encode())
                copies[key] = files or (found[key].file,)
        return Papers(found, self.files, copies)

    def revisions(self, without: frozenset[Key] = frozenset()) -> list[Revision]:
        """Return the processes and journeys that can be read, but for some, as a comparison takes them."""
        found = []
        for key, paper in self.found.items():
            if key not in without and isinstance(paper.value, Process | Journey):
                found.append(Revision(paper.value, paper.document, paper.file, key.home))
        return found

    def unread(self) -> frozenset[Key]:
        """Return the processes and journeys of which nothing can be read."""
        return frozenset(key for key, paper in self.found.items() if key.kind in ("process", "journey") and paper.value is None)

    def proposals(self) -> "dict[Key, Proposal]":
        """Return the proposals that can be read."""
        from processengine.model.proposal import Proposal

        return {paper.key: paper.value for paper in self.of("proposal") if isinstance(paper.value, Proposal)}


@dataclass(frozen=True)
class Around:
    """A document's surroundings at a commit: what rules may ask of its library."""

    papers: Papers
    where: str
    _models: dict[str, Mapping[str, Model]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def library(self) -> Library | None:
        """The library's settings."""
        return self.papers.library(self.where)

    @property
    def processes(self) -> Mapping[str, Process]:
        """The library's processes by id."""
        return self._of("process", Process)

    @property
    def journeys(self) -> Mapping[str, Journey]:
        """The library's own journeys by id."""
        return self._of("journey", Journey)

    def has_file(self, path: str) -> bool:
        """Tell whether the commit has a file at a path below the library's folder."""
        parts = PurePosixPath(self.where, path).parts
        return ".." not in parts and "/".join(parts) in self.papers.files

    def has_folder(self, path: str) -> bool:
        """Tell whether the commit has a folder at a path below the library's."""
        parts = PurePosixPath(self.where, path).parts
        return ".." not in parts and any(PurePosixPath(file).parts[: len(parts)] == parts for file in self.papers.files)

    def files_of(self, kind: Kind, name: str) -> list[str]:
        """Return the files that hold a document of this kind and id."""
        return list(self.papers.copies.get(Key(self.where, kind, name), ()))

    def _of(self, kind: Kind, model: type[M]) -> Mapping[str, M]:
        if kind not in self._models:
            papers = [paper for paper in self.papers.of(kind) if paper.key.home == self.where]
            self._models[kind] = {paper.key.id: paper.value for paper in papers if isinstance(paper.value, model)}
        return self._models[kind]  # type: ignore[return-value]  # each kind has its own model


def papers(place: Commit) -> Papers:
    """Read the documents of a commit at and below the place's root; those outside any library only where there is none."""
    files = {blob.path: blob.object for blob in place.repository.files(place.commit, place.root)}
    return of_texts(place.texts(), place.root, files)


def of_texts(texts: Sequence[Text], root: str, files: Mapping[str, str]) -> Papers:
    """Return the documents among some files; `root` is the folder, from the repository's top, that their paths start at."""
    folders = libraries(texts)
    if folders:
        texts = within(texts, folders)
    found: dict[Key, Paper] = {}
    copies: dict[Key, tuple[str, ...]] = {}
    for text in texts:
        paper = _paper(root, text, home(text, folders))
        if paper is not None:
            found.setdefault(paper.key, paper)
            copies[paper.key] = (*copies.get(paper.key, ()), paper.file)
    return Papers(found, files, copies)


def _paper(root: str, text: Text, where: PurePosixPath | None) -> Paper | None:
    kind, name = peek(text.data)
    if kind is None:
        return None
    folder = "" if where is None else PurePosixPath(root, where).as_posix()
    return Paper(Key("" if folder == "." else folder, kind, name), PurePosixPath(root, text.path).as_posix(), text.data)
