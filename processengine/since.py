"""What changes are held against: a library at another revision, and what happened since, there and here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.git import Repository
from processengine.git.tags import Tag, tags
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.model.version import Version, version_of
from processengine.proposals.version import library_of, release_of
from processengine.rules.base import Base, Name, Released, Then
from processengine.sides.place import Commit, Disk, Text, from_top, home, libraries
from processengine.store import LIBRARY_FILE, library_folder
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek


class Bases(Protocol):
    """Knows what each file is held against."""

    def base_of(self, path: Path) -> Base | None:
        """Return what a file is held against; None for nothing."""


class Read(NamedTuple):
    """A document of a library as far as it can be read."""

    kind: Kind
    id: str
    then: Then


def documents(texts: Sequence[Text]) -> list[Read]:
    """Read the documents of one library; what lies in a library further below, or can't be read, is left out."""
    folders = libraries(texts)
    found = []
    for text in texts:
        if home(text, folders) in (None, PurePosixPath()) and peek(text.data)[0] is not None:
            document, _ = parse_bytes(text.data)
            value = load(document).value
            if value is not None and document.kind is not None:
                found.append(Read(document.kind, document.id, Then(value, document, text.name)))
    return found


def compared(
    label: str, before: Sequence[Read], now: Sequence[Read], tip: Sequence[Read] | None = None,
    releases: Iterable[tuple[str, Sequence[Read]]] = (),
) -> Base:
    """Return what a library's documents are held against.

    `before` is the library where the change started, `now` as it is, `tip` what the base's own branch has made of it
    since (None: nothing), and `releases` what each release tag holds.
    """
    changes = changesets(_revisions(before), _revisions(now))
    return Base(
        label,
        _then(before, now, changes),
        {(one.kind, one.id): one for one in changes if one.after_file is not None},
        {} if tip is None else _meanwhile(before, changesets(_revisions(before), _revisions(tip))),
        {one.id: one.then.value for one in now if isinstance(one.then.value, Proposal)},
        _released(now, releases),
    )


def _revisions(read: Sequence[Read]) -> list[Revision]:
    return [Revision(one.then.value, one.then.document, one.then.file) for one in read if isinstance(one.then.value, Process | Journey)]


def _then(before: Sequence[Read], now: Sequence[Read], changes: Sequence[Changeset]) -> dict[Name, Then]:
    """Return what each document was, by the id that it has now; the library is the library, whatever it is called."""
    by_file = {one.then.file: one.then for one in before}
    found: dict[Name, Then] = {(one.kind, one.id): one.then for one in before if one.kind == "proposal"}
    for change in changes:
        if change.before_file is not None and change.after_file is not None:
            found[change.kind, change.id] = by_file[change.before_file]
    earlier = next((one.then for one in before if one.kind == "library"), None)
    today = next((one for one in now if one.kind == "library"), None)
    if earlier is not None:
        found["library", today.id if today else ""] = earlier
    return found


def _meanwhile(before: Sequence[Read], changes: Sequence[Changeset]) -> dict[Name, Changeset]:
    ids = {one.then.file: one.id for one in before}
    return {(one.kind, ids[one.before_file]): one for one in changes if one.before_file is not None and one.atoms}


def _released(now: Sequence[Read], releases: Iterable[tuple[str, Sequence[Read]]]) -> dict[str, tuple[Released, ...]]:
    """Return the releases of each process that there is, by the id that it has now, the lowest version first."""
    today = {old: one.id for one in now if isinstance(one.then.value, Process) for old in (*one.then.value.was, one.id)}
    found: dict[str, list[tuple[Version, Released]]] = {}
    for tag, read in releases:
        process, version = release_of(tag) or ("", "")
        rank = version_of(version)
        for one in read:
            if rank is not None and isinstance(one.then.value, Process) and one.id in today and process in (None, one.id):
                found.setdefault(today[one.id], []).append((rank, Released(version, one.then.value)))
    return {name: tuple(one for _, one in sorted(releases, key=itemgetter(0))) for name, releases in found.items()}


def _is_of(tag: Tag, read: Sequence[Read]) -> bool:
    """Tell whether a release tag is one of this library, not of another one in the same repository."""
    return library_of(tag.subject) in (None, *(one.id for one in read if one.kind == "library"))


def library_at(repository: Repository, place: Commit, library: str) -> tuple[str, list[Text]]:
    """Return the folder of a library in a commit, from the repository's top, and its files.

    That is the place's own folder; where that holds nothing, the one of the library with that id.
    """
    texts = place.texts()
    if texts or not library:
        return place.root, texts
    everywhere = Commit(place.label, repository, place.commit).texts()
    settings = (one for one in everywhere if one.path.name == LIBRARY_FILE and peek(one.data) == ("library", library))
    folder = next((one.path.parent for one in settings), None)
    if folder is None:
        return place.root, []
    folders = libraries(everywhere)
    inside = [one._replace(path=one.path.relative_to(folder)) for one in everywhere if home(one, folders) == folder]
    return str(folder) if folder.name else "", inside


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

    @cached_property
    def _tags(self) -> list[Tag]:
        return [tag for tag in tags(self.repository.root, self.repository.commit("HEAD")) if release_of(tag.name)]

    @cached_property
    def _known(self) -> dict[Path, Base]:
        return {}

    def base_of(self, path: Path) -> Base:
        """Return what a file's library is held against, or the file alone where it is in none."""
        root = library_folder(path) or path.resolve()
        if root not in self._known:
            self._known[root] = self._base(root)
        return self._known[root]

    def _base(self, root: Path) -> Base:
        now = documents(Disk("", root).texts())
        library = next((one.id for one in now if one.kind == "library"), "")
        top = from_top(self.repository, root)
        releases = [(tag.name, read) for tag in self._tags if _is_of(tag, read := self._at(tag.commit, top, library))]
        tip = None if self.tip == self.start else self._at(self.tip, top, library)
        return compared(self.revision, self._at(self.start, top, library), now, tip, releases)

    def _at(self, commit: str, top: str, library: str) -> list[Read]:
        label = self.revision if commit == self.tip else commit[:10]
        return documents(library_at(self.repository, Commit(label, self.repository, commit, top), library)[1])
