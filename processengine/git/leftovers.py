"""What a killed run leaves behind: git's own lock files, which block everybody until somebody removes the right ones.

Before git is told to touch refs or the index, a note beside the lock says which; it goes when git is done. Whoever holds
our lock next finds that note only if a run was killed, and no git of such a run lives any more, as each inherits the lock.
A lock file that the note names is the killed run's, and not that of a living git of the user's, where all of this holds:

- it was made after the note, and no later than a git of ours is let run;
- it is empty, or holds the very id that we were about to write, or it is the index's;
- it stays as it is while we watch, though a git holds the lock of a ref for milliseconds;
- where it doesn't hold our id, no git lives in this repository: one that holds a lock for longer, as a commit does while
  its message is written, is a process that is seen living.

All others stay, above all whatever no note of ours names. Where the system doesn't tell which processes live, nothing
proves that an index.lock is ours, so it stays and git names it.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import SECONDS
from processengine.git.living import git_lives

_NOTE = "processengine.touching."
_QUIET_SECONDS = 0.5
_SLACK_SECONDS = 5.0


@dataclass(frozen=True)
class Touched:
    """What git is about to touch: refs with the id that each gets (None: it goes), and the index of a working tree, if so.

    `git_directory` is the working tree's own, where its HEAD and its index are. `held` are refs that are only held fast.
    """

    git_directory: Path
    refs: Mapping[str, str | None] = field(default_factory=dict)
    index: bool = False
    held: tuple[str, ...] = ()


class _State(NamedTuple):
    """What tells one lock file from another of the same name."""

    file: int
    changed_ns: int
    size: int


class _Suspect(NamedTuple):
    """A lock file that is there and may be ours: what it looked like at first, and the id that it holds if it is, empty for none."""

    path: Path
    content: str
    was: _State


@contextmanager
def touching(folder: Path, touched: Touched) -> Iterator[None]:
    """Leave a note of what git is about to touch, in the shared git directory whose lock is held, until it is done.

    The note stays where anything is raised: the next run then looks.
    """
    note = _written(folder, touched)
    yield
    note.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away the lock files that a killed run of ours has left; only for whoever holds the lock on the shared git directory."""
    for note in sorted(folder.glob(f"{_NOTE}*")):
        touched = _read(note)
        suspects = [] if touched is None else _suspects(folder, touched, note.stat().st_mtime)
        if touched is None or not suspects or _swept(suspects, git_lives(folder, touched.git_directory)):
            note.unlink(missing_ok=True)


def left_over(folder: Path) -> list[str]:
    """Return the lock files that a killed run may have left, as they stand now, without touching any."""
    notes = {note: touched for note in sorted(folder.glob(f"{_NOTE}*")) if (touched := _read(note)) is not None}
    return [str(one.path) for note, touched in notes.items() for one in _suspects(folder, touched, note.stat().st_mtime)]


def _written(folder: Path, touched: Touched) -> Path:
    content = {"git_directory": str(touched.git_directory), "refs": dict(touched.refs), "index": touched.index, "held": touched.held}
    note = folder / f"{_NOTE}{len(list(folder.glob(f'{_NOTE}*'))) + 1}.{os.getpid()}"
    try:
        with note.open("x", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotRun(f"{note} can't be written: {error.strerror or error}. Nothing was changed.") from None
    return note


def _read(note: Path) -> Touched | None:
    """Return what a note says; None where it was broken off, and so nothing was touched after it."""
    try:
        data = json.loads(note.read_bytes())
        return Touched(Path(data["git_directory"]), dict(data["refs"]), bool(data["index"]), tuple(data["held"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _suspects(folder: Path, touched: Touched, noted: float) -> list[_Suspect]:
    """Return the lock files that are there, were made when ours would have been, and hold what ours would hold."""
    found = []
    for path, content in _locks(folder, touched):
        state = _state(path)
        is_whole = path.name in {"index.lock", "packed-refs.new"}
        is_timely = state is not None and noted - 0.1 <= state.changed_ns / 1e9 <= noted + SECONDS + _SLACK_SECONDS
        if state is not None and is_timely and (is_whole or not state.size or (content and _holds(path, content))):
            found.append(_Suspect(path, content if state.size else "", state))
    return found


def _locks(folder: Path, touched: Touched) -> Iterator[tuple[Path, str]]:
    """Yield the lock files that git makes for what is touched, each with the id that it gets to hold, empty for none."""
    for ref, to in (*touched.refs.items(), *((ref, None) for ref in touched.held)):
        if ref.startswith("refs/") and ".." not in ref:
            yield folder / f"{ref}.lock", to or ""
    if any(ref.startswith(("refs/heads/", "HEAD")) for ref in (*touched.refs, *touched.held)):
        yield touched.git_directory / "HEAD.lock", touched.refs.get("HEAD") or ""
    if None in touched.refs.values():
        yield folder / "packed-refs.new", ""
        yield folder / "packed-refs.lock", ""
    if touched.index:
        yield touched.git_directory / "index.lock", ""


def _swept(suspects: Sequence[_Suspect], lives: bool | None) -> bool:  # noqa: FBT001 - what the system tells
    """Sweep those that are ours; return whether nothing is left to be decided."""
    time.sleep(_QUIET_SECONDS)
    for one in suspects:
        is_unproven = not one.content and (lives or (lives is None and one.path.name == "index.lock"))
        if _state(one.path) == one.was and not is_unproven:
            one.path.unlink(missing_ok=True)
    return not any(_state(one.path) == one.was for one in suspects)


def _state(path: Path) -> _State | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return _State(found.st_ino, found.st_mtime_ns, found.st_size)


def _holds(path: Path, content: str) -> bool:
    try:
        return path.read_bytes() == f"{content}\n".encode()
    except OSError:
        return False
