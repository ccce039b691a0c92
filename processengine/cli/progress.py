"""A word to those who wait: what a run is at, on a terminal, once it has taken a second."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

SECONDS = 1.0
_CLEAR_LINE = "\r\x1b[K"
_UP = "\x1b[A"

Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


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


@contextmanager
def progress_bar(doing: str, seconds: float = SECONDS) -> Iterator[Told]:
    """Yield what is to be told how much is done; it shows a bar on the standard error, where that is a terminal, from `seconds` on."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    bar = _Bar(doing, time.monotonic() + seconds)
    try:
        yield bar.tell
    finally:
        bar.clear()


class _Bar:
    def __init__(self, doing: str, begin: float) -> None:
        self.doing, self.begin = doing, begin
        self.bar: ProgressBar[int] | None = None

    def tell(self, done: int, total: int) -> None:
        """Show how much is done, once it is time."""
        if self.bar is None:
            if time.monotonic() < self.begin:
                return
            import click

            self.bar = click.progressbar(length=total, label=self.doing, file=sys.stderr, show_pos=True)
        self.bar.update(done - self.bar.pos)

    def clear(self) -> None:
        """Take the bar away, and give the cursor back."""
        if self.bar is not None:
            self.bar.render_finish()
            sys.stderr.write(_UP + _CLEAR_LINE)
            sys.stderr.flush()
