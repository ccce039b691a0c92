"""The versions of a process and when each was in force, as the release tags of its repository have them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from processengine.errors import CannotRun
from processengine.evidence.allowed import EVER, InForce
from processengine.git import Blob, Repository
from processengine.git.tags import Tag, dates, is_shallow, tags
from processengine.model.process import Process
from processengine.model.version import version_of
from processengine.proposals.version import library_of, release_of
from processengine.store import Shelf, find_process, read, shown
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek

_SECOND = 1_000_000


@dataclass(frozen=True)
class Judged:
    """The versions of a process that judge its moves, the first in force first, and sentences on where they come from."""

    versions: tuple[InForce, ...]
    remarks: tuple[str, ...] = ()


def by_file(process: Process, why: str = "") -> Judged:
    """Return what judges every move by a process as it stands, and says `why`."""
    return Judged((InForce(process.version, EVER[0], process),), (why,) if why else ())


def by_releases(path: Path, process: Process, shelf: Shelf | None) -> Judged:
    """Return what judges each move by the release of a process that was in force; `path` is its file on the disk.

    A release is in force from its tag's time on. Outside git, or before the first release, the file as it stands judges.
    """
    try:
        repository = Repository.around(path.parent)
    except CannotRun:
        return by_file(process, f"{shown(path)} is in no git repository, so it judges every move as it stands.")
    head = repository.find("HEAD")
    found, unread = [], []
    if head is not None:
        library = shelf.library.id if shelf is not None and shelf.library is not None else None
        times, files = dates(repository.root), _Files(repository, _place(repository, path), (process.id, *process.was))
        for tag, version in _releases(tags(repository.root, head), process, library):
            then = files.process(tag.commit)
            if then is None:
                unread.append(tag.name)
            else:
                found.append(InForce(version, times[tag.name] * _SECOND, then))
    remarks = tuple(f"The process can't be read in release {name}, so that one judges no move." for name in unread)
    if is_shallow(repository.root):
        remarks = (*remarks, "This clone is shallow, so releases may be missing: `git fetch --unshallow --tags` brings them.")
    if not found:
        return Judged(by_file(process).versions, (*remarks, f"{process.id} has not been released yet, so the file as it stands judges every move."))
    found.sort(key=_order)
    return Judged(tuple(found), remarks)


def by_one(path: Path, process: Process, argument: str) -> Judged:
    """Return what judges every move by one file, revision or `REV:path`; raise CannotRun where no process is there."""
    if Path(argument).exists():
        there = _process(read(find_process(argument)).data)
    else:
        repository = Repository.around(path.parent, f"there is no file {argument} either.")
        revision, colon, inside = argument.partition(":")
        commit = repository.commit(revision)
        if colon:
            found = [_process(data) for data in repository.read(repository.files(commit, repository.path(inside)))]
            there = found[0] if len(found) == 1 else None
        else:
            there = _Files(repository, _place(repository, path), (process.id, *process.was)).process(commit)
    if there is None:
        raise CannotRun(f"There is no process {process.id} at {argument}." if ":" not in argument else f"{argument} can't be read as a process.")
    return Judged((InForce(argument, EVER[0], there),), (f"Every move is judged by the process at {argument}.",))


def judged_by(path: Path, process: Process, shelf: Shelf | None, against: str | None) -> Judged:
    """Return what judges each move: one file or revision where it is named, else the releases."""
    return by_one(path, process, against) if against else by_releases(path, process, shelf)


def _place(repository: Repository, path: Path) -> PurePosixPath:
    """Return a file's path from the repository's top; that of its name alone where it lies outside, as a link may lead there."""
    full, root = path.resolve(), repository.root.resolve()
    return PurePosixPath(full.relative_to(root).as_posix() if full.is_relative_to(root) else full.name)


def _process(data: bytes) -> Process | None:
    value = load(parse_bytes(data)[0]).value
    return value if isinstance(value, Process) else None


def _releases(found: Sequence[Tag], process: Process, library: str | None) -> list[tuple[Tag, str]]:
    """Return the release tags of a process, under the ids that it had as well; another library's are left out."""
    names = (None, process.id, *process.was)
    meant = [(tag, release_of(tag.name)) for tag in found if library is None or library_of(tag.subject) in (None, library)]
    return [(tag, release[1]) for tag, release in meant if release is not None and release[0] in names]


def _order(one: InForce) -> tuple[int, object]:
    return one.since, version_of(one.version)


class _Files:
    """Finds a process in commits: at its place today, else in its folder, else anywhere if it is there once."""

    def __init__(self, repository: Repository, place: PurePosixPath, ids: Collection[str]) -> None:
        self.repository, self.place, self.ids = repository, place, ids
        self._known: dict[str, Process | None] = {}

    def process(self, commit: str) -> Process | None:
        """Return the process as a commit has it, given by its full id; None where it isn't there or can't be read."""
        folder = "" if str(self.place.parent) == "." else str(self.place.parent)
        here = self._meant(self.repository.files(commit, str(self.place)))
        near = here or self._meant(self.repository.files(commit, folder))
        if near:
            return near[0]
        anywhere = self._meant(self.repository.files(commit))
        return anywhere[0] if len(anywhere) == 1 else None

    def _meant(self, blobs: Sequence[Blob]) -> list[Process]:
        yaml = [blob for blob in blobs if blob.path.endswith((".yaml", ".yml"))]
        new = [blob for blob in yaml if blob.object not in self._known]
        for blob, data in zip(new, self.repository.read(new), strict=True):
            self._known[blob.object] = self._read(data)
        return [one for one in (self._known[blob.object] for blob in yaml) if one is not None]

    def _read(self, data: bytes) -> Process | None:
        kind, name = peek(data)
        return _process(data) if kind == "process" and name in self.ids else None
