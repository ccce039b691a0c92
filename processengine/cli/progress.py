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
_LOOK_AGAIN = 0.1
_WHOLE = 100

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


class Watch:
    """Shows on a terminal what a run is at, and how far that is, from `seconds` on after the watch was made."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._begin = time.monotonic() + seconds

    @contextmanager
    def __call__(self, doing: str, percent: Callable[[], float]) -> Iterator[Callable[[str], None]]:
        """Show a bar while something goes on, and yield what is to be told when it does something else.

        `percent` says how far it is (0 to 100, below 0 where it can't say); it is asked from another thread, at any time.
        """
        if not sys.stderr.isatty():
            yield lambda _: None
            return
        view = _View(doing, percent, self._begin)
        thread = threading.Thread(target=view.show, daemon=True)
        thread.start()
        try:
            yield view.at
        finally:
            view.over.set()
            thread.join()


class _View:
    def __init__(self, doing: str, percent: Callable[[], float], begin: float) -> None:
        self.doing, self.percent, self.begin = doing, percent, begin
        self.over = threading.Event()

    def at(self, doing: str) -> None:
        """Say what is being done from now on."""
        self.doing = doing

    def show(self) -> None:
        """Draw until it is over, then take it away."""
        if self.over.wait(max(self.begin - time.monotonic(), 0)):
            return
        bar = _Bar(self.doing, self.begin, of_parts=False)
        while not self.over.wait(_LOOK_AGAIN):
            done = min(max(int(self.percent()), 0), _WHOLE - 1)
            if bar.doing != self.doing or done < bar.done:
                bar.clear()
                bar = _Bar(self.doing, self.begin, of_parts=False)
            bar.tell(done, _WHOLE)
        bar.clear()


class _Bar:
    def __init__(self, doing: str, begin: float, *, of_parts: bool = True) -> None:
        self.doing, self.begin, self.of_parts = doing, begin, of_parts
        self.bar: ProgressBar[int] | None = None

    def tell(self, done: int, total: int) -> None:
        """Show how much is done, once it is time."""
        if self.bar is None:
            if time.monotonic() < self.begin:
                return
            import click

            self.bar = click.progressbar(length=total, label=self.doing, file=sys.stderr, show_pos=self.of_parts, show_eta=self.of_parts)
            self.bar.render_progress()
        self.bar.update(done - self.bar.pos)

    @property
    def done(self) -> int:
        """How much is shown as done."""
        return self.bar.pos if self.bar is not None else 0

    def clear(self) -> None:
        """Take the bar away, and give the cursor back."""
        if self.bar is not None:
            self.bar.render_finish()
            sys.stderr.write(_UP + _CLEAR_LINE)
            sys.stderr.flush()
