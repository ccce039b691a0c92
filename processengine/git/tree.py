"""The files of a commit: listed from its tree, read from the object store."""

import os
import posixpath
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask, complaint

_LINK, _SUBMODULE = "120000", "160000"
MAX_TOTAL = 512 * 1024 * 1024
_KEPT_BYTES = 1024 * 1024
_ID = re.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BRINGS_ALL = "`git fetch --refetch --no-filter` brings all files."


class Blob(NamedTuple):
    """A file in a commit's tree: its path from the repository's top, its object and its size in bytes."""

    path: str
    object: str
    size: int


def blobs(root: Path, commit: str, path: str, called: str = "") -> list[Blob]:
    """Return the files at or below a path (empty for all) in a commit, in the order of the tree.

    With `called` only those that have this name, in whatever folder. Links and submodules are left out unless `path` names one itself, which raises CannotRun.
    """
    found: list[Blob] = []
    for entry in (_entries if _ID.fullmatch(commit) else _entries.__wrapped__)(root, commit, path):
        if entry:
            facts, _, name = entry.partition("\t")
            mode, _, object_, size = facts.split()
            if called and posixpath.basename(name) != called:
                continue
            if mode in (_LINK, _SUBMODULE):
                _refuse(name, mode, is_named=name == path)
            else:
                found.append(Blob(name, object_, int(size)))
    return found


def strange(root: Path, commit: str) -> dict[str, str]:
    """Return the links and submodules that a commit, given by its full id, has at any path, each with its mode and object."""
    found = {}
    for entry in _entries(root, commit, ""):
        facts, _, name = entry.partition("\t")
        if facts.startswith((_LINK, _SUBMODULE)):
            mode, _, object_, _ = facts.split()
            found[name] = f"{mode} {object_}"
    return found


@lru_cache(maxsize=64)
def _entries(root: Path, commit: str, path: str) -> tuple[str, ...]:
    """Return git's lines for the files at or below a path; what a commit's id stands for never changes, so each is asked once."""
    answer = ask(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *(["--", path] if path else []))
    if answer.code != 0:
        if _is_partial(root):
            raise CannotRun(f"This clone is partial and lacks files of commit {commit[:12]}: {_BRINGS_ALL}")
        raise CannotRun(f"The files of commit {commit[:12]} can't be listed: {complaint(answer)}.")
    return tuple(os.fsdecode(answer.out).split("\0"))


def _is_partial(root: Path) -> bool:
    return ask(root, "config", "--get-regexp", r"^remote\..*\.promisor$", "true").code == 0


def _refuse(name: str, mode: str, *, is_named: bool) -> None:
    if is_named or (mode == _LINK and name.endswith((".yaml", ".yml"))):
        what = "a link to another file" if mode == _LINK else "a submodule"
        raise CannotRun(f"{name} is {what} there, and links and submodules are not followed into a revision.")


def contents(root: Path, files: Sequence[Blob]) -> list[bytes]:
    """Return what is in some files, in their order; all are read in one go."""
    if sum(file.size for file in files) > MAX_TOTAL:
        raise CannotRun(f"The {len(files)} files of that revision are too large to compare; name a folder or a file.")
    if sum(file.size for file in files) <= _KEPT_BYTES:
        return list(_kept(root, tuple(files)))
    return _read(root, files)


@lru_cache(maxsize=32)
def _kept(root: Path, files: tuple[Blob, ...]) -> tuple[bytes, ...]:
    """Return what is in a few files, from git the first time: an object's id says what is in it."""
    return tuple(_read(root, files))


def _read(root: Path, files: Sequence[Blob]) -> list[bytes]:
    answer = ask(root, "cat-file", "--batch", stdin="".join(f"{file.object}\n" for file in files).encode())
    if answer.code != 0:
        raise CannotRun(f"The files of that revision can't be read: {complaint(answer)}.")
    found: list[bytes] = []
    place = 0
    for file in files:
        end = answer.out.find(b"\n", place)
        header = answer.out[place:end].split()
        if end < 0 or len(header) != 3:
            raise CannotRun(f"{file.path} is missing from the repository's store. In a partial clone {_BRINGS_ALL}")
        place = end + 1 + int(header[2])
        found.append(answer.out[end + 1 : place])
        place += 1
    return found


def normal(path: str, prefix: str) -> str:
    """Return a path from the repository's top: `./` and `../` start at the current folder, `prefix`; empty for the top."""
    joined = posixpath.join(prefix, path) if path.startswith(("./", "../")) or path in (".", "..") else path
    clean = posixpath.normpath(joined) if joined else "."
    if clean.startswith(("../", "/")) or clean == "..":
        raise CannotRun(f"{path} lies outside the repository.")
    return "" if clean == "." else clean
