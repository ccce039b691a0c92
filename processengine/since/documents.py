"""The documents of a library, and what they are held against: themselves at another revision, and what happened since."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.git import Repository
from processengine.model.journey import Journey
from processengine.model.library import Library
from processengine.model.process import Process
from processengine.model.proposal import Proposal
from processengine.model.version import Version, version_of
from processengine.proposals.version import release_of
from processengine.rules.base import Base, Name, Released, Then
from processengine.sides.place import Commit, Text, home, libraries
from processengine.store import LIBRARY_FILE
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek


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
        next((one.then.value for one in (before if tip is None else tip) if isinstance(one.then.value, Library)), None),
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


def library_at(repository: Repository, place: Commit, library: str) -> tuple[str, list[Text]]:
    """Return the folder of a library in a commit, from the repository's top, and its files.

    That is the place's own folder; where that holds nothing, the one of the library with that id.
    """
    texts = place.texts()
    if texts or not library:
        return place.root, texts
    blobs = [blob for blob in repository.called(place.commit, LIBRARY_FILE) if not is_hidden(PurePosixPath(blob.path))]
    found = zip(blobs, repository.read(blobs), strict=True)
    folder = next((PurePosixPath(blob.path).parent for blob, data in found if peek(data) == ("library", library)), None)
    if folder is None:
        return place.root, []
    root = str(folder) if folder.name else ""
    return root, Commit(place.label, repository, place.commit, root).texts()


def is_hidden(path: PurePosixPath) -> bool:
    """Tell whether a file lies where nobody looks for libraries, as on the disk."""
    return any(part.startswith(".") or part == "node_modules" for part in path.parts)
