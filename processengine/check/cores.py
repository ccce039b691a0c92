"""Many files on several cores: each worker takes a batch after another and reads the libraries around it for itself."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from processengine.check.by_library import SettingsByLibrary
from processengine.check.one import Checked, check_file
from processengine.collector import collector_paused
from processengine.errors import CannotRun
from processengine.store import Found
from processengine.validate import Settings

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

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
    from multiprocessing.connection import wait

    started = [_start(found, settings, first, workers) for first in range(workers)]
    waiting: list[Any] = [pipe for _, pipe in started]
    done: dict[int, list[Checked | None]] = {}
    try:
        for number in range(-(-len(found) // _BATCH)):
            while number not in done:
                for pipe in wait(waiting):
                    result = _received(pipe)
                    if result is None:
                        waiting.remove(pipe)
                    else:
                        done[result[0]] = result[1]
            yield from done.pop(number)
    finally:
        for process, pipe in started:
            process.terminate()
            process.join()
            pipe.close()


def _start(found: Sequence[Found], settings: Settings, first: int, workers: int) -> "tuple[BaseProcess, Connection]":
    """Start a worker that takes every so-many-th batch from the first on; each has a pipe of its own, so none waits for another."""
    import multiprocessing

    # On Linux workers start as copies of this process, which has read all the modules already.
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, its = context.Pipe(duplex=False)
    starts = range(first * _BATCH, len(found), workers * _BATCH)
    batches = {start // _BATCH: found[start : start + _BATCH] for start in starts}
    process = context.Process(target=_work, args=(batches, settings, its), daemon=True)
    process.start()
    its.close()
    return process, ours


def _received(pipe: Any) -> tuple[int, list[Checked | None]] | None:
    """Return a batch's number and what came of it; None where the worker has done its last."""
    try:
        result: tuple[int, list[Checked | None]] | CannotRun | None = pipe.recv()
    except EOFError:
        raise CannotRun("A process that validated some of the files was stopped; perhaps the memory didn't suffice.") from None
    if isinstance(result, CannotRun):
        raise result
    return result


def _work(batches: Mapping[int, Sequence[Found]], settings: Settings, pipe: "Connection") -> None:
    # Whoever stops the run stops this process's parent, which then sees to the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    by_library = SettingsByLibrary(settings)
    with collector_paused():
        for number, batch in batches.items():
            try:
                pipe.send((number, [check_file(one, *by_library.at(one.path), None) for one in batch]))
            except CannotRun as error:
                pipe.send(error)
                return
    pipe.send(None)
