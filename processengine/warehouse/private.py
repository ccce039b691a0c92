"""A folder that nobody else may look into, which is gone in the end: whatever happens, and whoever ends the program."""

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final

_PREFIX: Final = "processengine-deals-"
_YOUNG: Final = 60
"""For so many seconds a folder may be one that its owner has just made, and not yet taken hold of."""

Handler = Callable[[int, FrameType | None], object] | int | None


class Ended(KeyboardInterrupt):
    """The program is asked to end: it takes its copies of the deals with it."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that nobody else may look into, for what the engine can't keep in memory, and take it away in the end.

    It is taken away too where the program is asked to end (SIGTERM, or SIGHUP as its terminal closes), which then ends as it
    would have; while the engine works on a question it may finish that first. What a program that was killed has left behind goes when the next one begins.
    """
    with _ending_cleanly() as at_last:
        _sweep()
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        held = _hold(folder)
        try:
            yield folder
        finally:
            at_last()
            shutil.rmtree(folder, ignore_errors=True)
            if held is not None:
                os.close(held)


@contextmanager
def _ending_cleanly() -> Iterator[Callable[[], None]]:
    """Let a signal to end raise Ended, until what is given is called; at the end the program ends by the signal, if one has come.

    Signals that somebody else sees to are left alone, as is all of it outside the main thread.
    """
    owner, came, is_last = os.getpid(), list[int](), False

    def asked(number: int, frame: FrameType | None) -> None:
        del frame
        if os.getpid() != owner:  # a process that was made of this one has no folder to see to
            _end_by(number)
        came.append(number)
        if not is_last and len(came) == 1:
            raise Ended

    def at_last() -> None:
        nonlocal is_last
        is_last = True

    before: dict[int, Handler] = {}
    if threading.current_thread() is threading.main_thread():
        own = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
        before = {number: signal.getsignal(number) for number in own if signal.getsignal(number) is signal.SIG_DFL}
    try:
        for number in before:
            signal.signal(number, asked)
        yield at_last
    finally:
        is_last = True
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            _end_by(came[0])


def _end_by(number: int) -> None:
    """End the program as it would end without us, so that whoever started it sees which signal came."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _sweep() -> None:
    """Take away folders of ours whose owners are gone: those of this user that no process holds. Where that can't be told, none."""
    if sys.platform == "win32":
        return
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX):
                _take_away_if_left(Path(entry.path))


def _take_away_if_left(folder: Path) -> None:
    with suppress(OSError):
        seen = folder.lstat()
        if seen.st_uid != os.getuid() or time.time() - seen.st_mtime < _YOUNG:
            return
        held = _hold(folder)
        if held is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)


def _hold(folder: Path) -> int | None:
    """Return what holds a folder as long as this process lives; None where another does, or nobody can."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        return None
    return held
