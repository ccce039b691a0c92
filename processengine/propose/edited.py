"""What somebody has edited in a library and not committed: the files on the disk against those of HEAD."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.model.process import Process
from processengine.review.documents import Key, Papers, of_texts, papers
from processengine.sides.place import Commit, Disk, from_top, on_disk
from processengine.store import Source, find, read

_OURS = ("process", "journey", "library", "proposal")


@dataclass(frozen=True)
class Edited:
    """The documents of HEAD, those of the disk, and what differs: contents by path, None for a file that is gone."""

    repository: Repository
    top: str
    head: Papers
    now: Papers
    contents: Mapping[str, bytes | None]

    def having(self, contents: Mapping[str, bytes | None]) -> "Edited":
        """Return this with other contents in the place of some files'."""
        every = {**self.contents, **contents}
        changed = {path: data for path, data in every.items() if data != self.old(path)}
        return replace(self, now=_with(self.now, contents), contents=changed)

    def only(self, paths: Iterable[str]) -> "Edited":
        """Return this with some files alone; the others are as HEAD has them."""
        wanted = set(paths)
        back = {path: self.old(path) for path in self.contents if path not in wanted}
        return replace(self, now=_with(self.now, back), contents={path: data for path, data in self.contents.items() if path in wanted})

    def old(self, path: str) -> bytes | None:
        """Return what HEAD has at a path; None where it has nothing."""
        blobs = [blob for blob in self.repository.files(self.repository.commit("HEAD"), path) if blob.path == path]
        return self.repository.read(blobs)[0] if blobs else None

    def key_at(self, path: str) -> Key | None:
        """Return which document is at a path, now or in HEAD."""
        return next((key for papers_ in (self.now, self.head) for key, paper in papers_.found.items() if paper.file == path), None)

    def source(self, path: str) -> Source:
        """Return a file of the disk as it is."""
        return read(on_disk(self.repository, path))


def edited(repository: Repository, top: str) -> Edited:
    """Return what is edited in the library at a path from the repository's top; raise CannotRun for what can't be kept."""
    commit = repository.commit("HEAD")
    head = papers(Commit("HEAD", repository, commit, top))
    _refuse_links(repository, top)
    tracked = repository.tracked(top)
    names = {from_top(repository, path): "" for path in tracked if path.is_file()}
    now = of_texts(Disk("now", on_disk(repository, top), tracked).texts(), top, names)
    found = Edited(repository, top, head, now, {})
    return found.having(_contents(found, repository))


def _refuse_links(repository: Repository, top: str) -> None:
    """Raise CannotRun for a link among the library's files: what it leads to is not the library's."""
    found = find([str(on_disk(repository, top))])
    link = next((one.path for one in found if one.path.is_symlink()), None)
    if link is not None:
        raise CannotRun(f"{link} is a link to another file; a proposal keeps files. Put a copy in its place.")


def _contents(found: Edited, repository: Repository) -> dict[str, bytes | None]:
    """Return the documents and kits whose file differs from HEAD's, as they would be kept."""
    files = {paper.file for papers_ in (found.head, found.now) for key, paper in papers_.found.items() if key.kind in _OURS}
    contents: dict[str, bytes | None] = {}
    old = {paper.file: paper.data for paper in found.head.found.values()}
    for path in sorted(files | _kits(found)):
        place = on_disk(repository, path)
        if place.is_symlink():
            raise CannotRun(f"{path} is a link to another file; a proposal keeps files. Put a copy in its place.")
        was = old[path] if path in old else found.old(path)
        data = _kept(read(place).data, was) if place.is_file() else None
        if data != was:
            contents[path] = data
    return contents


def _kits(found: Edited) -> set[str]:
    """Return the paths of kits that processes name; one that leads out of its library names none."""
    kits: set[str] = set()
    for key, paper in found.now.found.items():
        if isinstance(paper.value, Process):
            for kit in paper.value.kits.values():
                parts = PurePosixPath(key.home, kit.file).parts if kit.file else ()
                if parts and ".." not in parts and parts[0] != "/":
                    path = "/".join(parts)
                    if path in found.now.files or path in found.head.files:
                        kits.add(path)
    return kits


def _kept(data: bytes, was: bytes | None) -> bytes:
    """Return a file's content with the line ends that it had: some systems put others on the disk."""
    if was is not None and b"\r\n" in data and b"\r\n" not in was and data.count(b"\r\n") == data.count(b"\n"):
        return data.replace(b"\r\n", b"\n")
    return data


def _with(papers_: Papers, contents: Mapping[str, bytes | None]) -> Papers:
    """Return documents with other contents at some paths."""
    from processengine.sides.place import Text

    kept = [Text(paper.file, PurePosixPath(paper.file), paper.data, is_named=False)
            for paper in papers_.found.values() if paper.file not in contents]
    new = [Text(path, PurePosixPath(path), data, is_named=False)
           for path, data in contents.items() if data is not None and path.endswith((".yaml", ".yml"))]
    files = {path: "" for path in papers_.files if contents.get(path, b"") is not None} | {
        path: "" for path, data in contents.items() if data is not None}
    return of_texts([*kept, *new], "", files)


