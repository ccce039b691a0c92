"""Commits of ours on a branch whose files the disk and the index have not followed yet, because a run was stopped.

A branch moves in one step; the files of whoever is on it follow one by one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from processengine.errors import CannotRun
from processengine.git import Repository, refs, writing
from processengine.git.command import ask, complaint
from processengine.git.leftovers import Touched, touching
from processengine.store import write


@dataclass(frozen=True)
class Landed:
    """A commit that a branch went on to, and what of it may have to follow: `paths` are from the repository's top."""

    repository: Repository
    before: str
    after: str
    paths: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing has to follow."""
        return not (self._contents() or self._staged())

    def settle(self) -> None:
        """Let files on the disk and the index follow, where they still are as they were before; a server's has none."""
        if self.repository.is_bare:
            return
        for path, data in self._contents().items():
            place = self.repository.root / path
            if data is None:
                place.unlink(missing_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                write(place, data)
        behind = self._staged()
        if behind:
            with touching(self.repository.common_directory, Touched(self.repository.git_directory, index=True)):
                writing.keep_in_index(self.repository.root, self.after, behind)

    def _contents(self) -> dict[str, bytes | None]:
        """Return what files on the disk that still are as before are to hold, with the line ends that they have; None for one that goes."""
        found: dict[str, bytes | None] = {}
        before, after = (_data(self.repository, commit, self.paths) for commit in (self.before, self.after))
        for path in self.paths:
            old, new = before.get(path), after.get(path)
            there = _on_disk(self.repository.root / path)
            if there is None:
                if old is None and new is not None:
                    found[path] = new
            elif old is not None and same(there, old) and not (new is not None and same(there, new)):
                found[path] = new if new is None or there == old else new.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return found

    def _staged(self) -> list[str]:
        """Return the files that the index has just as they were before; none where somebody has staged any of them."""
        root = self.repository.root
        behind = set(refs.staged_against(root, self.after)).intersection(self.paths)
        touched = behind.intersection(refs.staged_against(root, self.before)) if behind else behind
        return [] if touched else sorted(behind)


def same(one: bytes, other: bytes) -> bool:
    """Tell whether two contents are the same but for the line ends that git may have turned."""
    return one == other or one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def changed(repository: Repository, before: str, after: str) -> tuple[str, ...]:
    """Return the paths, from the repository's top, at which two commits differ."""
    answer = ask(repository.root, "diff-tree", "-r", "-z", "--name-only", "--no-renames", before, after, "--")
    if answer.code != 0:
        raise CannotRun(f"What {after[:12]} changed can't be told: {complaint(answer)}.")
    return tuple(name for name in answer.out.decode("utf-8", "surrogateescape").split("\0") if name)


def _data(repository: Repository, commit: str, paths: Sequence[str]) -> dict[str, bytes]:
    wanted = set(paths)
    blobs = [blob for blob in repository.files(commit) if blob.path in wanted]
    return dict(zip((blob.path for blob in blobs), repository.read(blobs), strict=True))


def _on_disk(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def dirty(repository: Repository, commit: str, paths: Iterable[str]) -> list[str]:
    """Return those of some paths that are otherwise on the disk or in the index than in a commit, sorted."""
    if repository.is_bare:
        return []
    wanted = tuple(paths)
    data, staged = _data(repository, commit, wanted), set(refs.staged_against(repository.root, commit))
    found = []
    for path in wanted:
        there, held = _on_disk(repository.root / path), data.get(path)
        is_same = there is None if held is None else there is not None and same(there, held)
        if not is_same or path in staged:
            found.append(path)
    return sorted(found)
