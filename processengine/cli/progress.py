"""A word to those who wait: what a run is at, on a terminal, once it has taken a second."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 1.0
_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def progress(doing: str, seconds: float = SECONDS) -> Iterator[None]:
    """Show what is being done on the standard error, where that is a terminal, from `seconds` on until it is done."""
    if not sys.stderr.isatty():
        yield
        return
    shown = threading.Event()
    timer = threading.Timer(seconds, _show, (doing, shown))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()


def _show(doing: str, shown: threading.Event) -> None:
    shown.set()
    sys.stderr.write(f"{doing} …")
    sys.stderr.flush()
