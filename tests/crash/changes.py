"""Counts what a run changes, and kills it at the change of a number: just before that, or in the middle of what git does there.

A change is a file that is made, written, moved or taken away, and a git command that writes.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

_GIT = {"hash-object", "read-tree", "update-index", "write-tree", "commit-tree", "mktree", "mktag", "update-ref", "symbolic-ref", "push", "merge-tree"}
_OF_FILES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Stop(NamedTuple):
    """Before which change a run dies, 0 for none: `together` with all that it started, `python` alone, or `git` in its midst and all with it."""

    change: int
    how: str


def watch(stop: Stop) -> Callable[[], int]:
    """Count the changes from now on, and stop as said; return what tells how many there were."""
    count = [0]

    def seen(event: str, arguments: tuple[Any, ...]) -> None:
        if not _is_change(event, arguments):
            return
        count[0] += 1
        if count[0] == stop.change:
            if stop.how == "git" and event == "subprocess.Popen":
                _begun(arguments)
            _die(alone=stop.how == "python")

    sys.addaudithook(seen)
    return lambda: count[0]


def _is_change(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "subprocess.Popen":
        words = [str(one) for one in arguments[1]]
        return not _GIT.isdisjoint(words) and ("symbolic-ref" not in words or "-m" in words)
    if event == "open":
        path, _, flags = arguments
        return bool(flags & _WRITING) and str(path) != os.devnull and not isinstance(path, int)
    return event in _OF_FILES


def _die(*, alone: bool) -> None:
    (os.kill if alone else os.killpg)(os.getpid() if alone else os.getpgrp(), signal.SIGKILL)


def _begun(arguments: tuple[Any, ...]) -> None:
    """Leave what git leaves that dies in the middle: refs that are locked, an index that is locked, a HEAD that is."""
    _, call, folder, environment = arguments
    words = [str(one) for one in call]
    if "update-ref" in words:
        _refs_locked(words, folder, environment)
        return
    name = {"symbolic-ref": "HEAD", "update-index": "index", "read-tree": "index"}.get(next(one for one in words if one in _GIT))
    if name is not None:
        own = (environment or {}).get("GIT_INDEX_FILE") if name == "index" else None
        where = own or _asked(words, folder, environment, "rev-parse", "--git-path", name)
        Path(folder, f"{where}.lock").touch()


def _refs_locked(words: list[str], folder: str, environment: dict[str, str]) -> None:
    """Let git take the locks of its transaction, and go no further."""
    script = _input()
    end = b"\0" if "-z" in words else b"\n"
    if "--stdin" not in words:
        place = words.index("update-ref") + (3 if "-m" in words else 1)
        words, script, end = [*words[:words.index("update-ref") + 1], "--stdin"], b"update " + " ".join(words[place:place + 3]).encode() + b"\n", b"\n"
    lines = [one for one in script.split(end) if one and one not in {b"start", b"prepare", b"commit"}]
    git = subprocess.Popen(words, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert git.stdin is not None
    assert git.stdout is not None
    git.stdin.write(end.join([b"start", *lines, b"prepare", b""]))
    git.stdin.flush()
    while git.stdout.readline() not in {b"prepare: ok\n", b""}:
        pass


def _input() -> bytes:
    """Return what git is about to be told: subprocess.run's own argument of that name."""
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_name == "run" and frame.f_code.co_filename == subprocess.__file__:
            return bytes(frame.f_locals["input"] or b"")
    return b""


def _asked(words: list[str], folder: str, environment: dict[str, str], *question: str) -> str:
    command = next(place for place, one in enumerate(words) if one in _GIT)
    return subprocess.run([*words[:command], *question], cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout.strip()
