"""Many files on several cores: each worker takes a batch after another and reads the libraries around it for itself."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from processengine.check.by_library import SettingsByLibrary
from processengine.check.one import Checked, check_file
from processengine.collector import collector_paused
from processengine.errors import CannotRun
from processengine.store import Found
from processengine.validate import Settings

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext

ENOUGH = 200
"""Files from which on workers save more time than it costs to start them."""

_BATCH = 10


def workers_for(files: int) -> int:
    """Return how many workers a number of files is worth: one a core at most; 1 means that this process does it alone."""
    if files < ENOUGH:
        return 1
    # What this process may use, which in a container is less than what the machine has.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, files // (ENOUGH // 2))


def check_on_cores(found: Sequence[Found], settings: Settings, workers: int) -> Iterator[Checked | None]:
    """Validate files, several at once, and yield what came of each in the order of the files.

    Raise CannotRun where a file can't be read, or a worker is stopped from outside.
    """
    from concurrent.futures.process import BrokenProcessPool

    batches = [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
    pool = _pool(settings, workers)
    try:
        for checked in pool.map(_check_batch, batches):
            yield from checked
    except BrokenProcessPool:
        raise CannotRun("A process that validated some of the files was stopped; perhaps the memory didn't suffice.") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(settings: Settings, workers: int) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(workers, _context(), _begin, (settings,))


def _context() -> "BaseContext":
    """Return how workers start: on Linux as copies of this process, which has read all the modules already."""
    import multiprocessing

    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


_mine: list[SettingsByLibrary] = []
"""In a worker: what it knows of the libraries."""


def _begin(settings: Settings) -> None:
    # Whoever stops the run stops this process's parent, which then sees to the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _mine.append(SettingsByLibrary(settings))


def _check_batch(batch: Sequence[Found]) -> list[Checked | None]:
    with collector_paused():
        return [check_file(one, *_mine[0].at(one.path), None) for one in batch]
