"""One run of ours at a time in a repository: an advisory lock that the kernel lets go of when whoever holds it dies."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import kept_open
from processengine.git.leftovers import sweep
from processengine.git.repository import Repository

FILE = "processengine.lock"
"""The file in the repository's shared git directory; it is never deleted, or two could hold two files of one name."""

SECONDS = 60.0
_LOOK_AGAIN = 0.02
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Lock(NamedTuple):
    """A repository whose lock is held: what proves to a function that it may write there."""

    repository: Repository
    folder: Path


_HELD: ContextVar[tuple[Lock, ...]] = ContextVar("held", default=())


@contextmanager
def locked(repository: Repository, seconds: float = SECONDS) -> Iterator[Lock]:
    """Hold the repository's one lock, and sweep what a killed run has left behind; raise CannotRun where it isn't free within `seconds`.

    All working trees of a repository share the lock. Whoever holds it in a thread already holds it on. On POSIX every git
    that is started meanwhile inherits it, so that a git which outlives a killed run of ours keeps it until it is done;
    on Windows such a git doesn't keep it.
    """
    folder = repository.common_directory
    held = next((one for one in _HELD.get() if one.folder == folder), None)
    if held is not None:
        yield Lock(repository, folder)
        return
    descriptor = _opened(folder / FILE)
    try:
        _wait(descriptor, folder, seconds)
        lock = Lock(repository, folder)
        before = _HELD.set((*_HELD.get(), lock))
        try:
            with kept_open(descriptor):
                sweep(folder)
                yield lock
        finally:
            _HELD.reset(before)
            _free(descriptor)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise CannotRun(f"{path} can't be opened, so nobody can tell who else is at work here: {error.strerror or error}.") from None


def _wait(descriptor: int, folder: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not _taken(descriptor, folder):
        if time.monotonic() >= until:
            raise CannotRun(f"Another run of processengine is at work in {folder} and wasn't done within {seconds:g} seconds. Run this again when it is.")
        time.sleep(_LOOK_AGAIN)


if sys.platform != "win32":
    import fcntl

    def _taken(descriptor: int, folder: Path) -> bool:
        # flock belongs to the open file and all who inherited it; POSIX' own record locks would not outlive this process.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise CannotRun(f"{folder} lies where files can't be locked: {error.strerror or error}.") from None
        return True

    def _free(descriptor: int) -> None:
        """Leave it to the last who closes it: a git of ours that still runs keeps it."""

else:  # pragma: no cover - Windows
    import msvcrt

    def _taken(descriptor: int, folder: Path) -> bool:
        del folder
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
