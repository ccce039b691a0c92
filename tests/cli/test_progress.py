"""A word to those who wait, on a terminal only."""

import io
import re
import sys
import threading

import pytest

from processengine.cli.progress import Watch, progress, progress_bar


class Terminal(io.StringIO):
    """A terminal that tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        """Say so."""
        return True

    def write(self, text: str) -> int:
        """Write, and tell it."""
        done = super().write(text)
        self.written.set()
        return done


def test_a_long_run_says_what_it_is_at_and_clears_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is left when the work is done."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("Comparing", seconds=0):
        assert terminal.written.wait(10)
    assert terminal.getvalue() == "Comparing …\r\x1b[K"


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is over before anybody waits."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("Comparing", seconds=1000):
        pass
    assert terminal.getvalue() == ""


def test_a_file_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a pipe, however long it takes; and a failure passes through."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(ValueError, match="no"), progress("Comparing", seconds=0):
        raise ValueError("no")
    assert stream.getvalue() == ""


def test_a_bar_shows_how_many_are_done_and_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was shown is wiped away: the cursor goes up to its line and clears it."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar("Validating", seconds=0) as told:
        told(100, 400)
        told(400, 400)
    assert "Validating" in terminal.getvalue()
    assert "100/400" in terminal.getvalue()
    assert "400/400" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n\x1b[A\r\x1b[K")


def test_a_short_run_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is over before anybody waits."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar("Validating", seconds=60) as told:
        told(1, 1)
    assert not terminal.getvalue()


def test_a_log_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a terminal can take it away again."""
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    with progress_bar("Validating", seconds=0) as told:
        told(1, 1)
    assert not log.getvalue()


def test_a_run_shows_what_it_is_at_and_how_far_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so itself, whenever it is asked; what was shown is wiped away when it is over."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    asked = threading.Semaphore(0)

    def percent() -> float:
        asked.release()
        return 42.0

    with Watch(seconds=0)("Reading", percent) as at:
        assert asked.acquire(timeout=10)
        at("Counting")
        assert asked.acquire(timeout=10)
        assert asked.acquire(timeout=10)
    reading, counting = terminal.getvalue().index("Reading"), terminal.getvalue().index("Counting")
    assert reading < terminal.getvalue().index("42%") < counting < terminal.getvalue().rindex("42%")
    assert terminal.getvalue().endswith("\n\x1b[A\r\x1b[K")


def test_the_bar_is_never_full_before_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a run can't say how far it is, the bar is empty; it may go back when the next question begins."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    told, over = iter([30.0, -1.0, 100.0, 7.0]), threading.Event()

    def percent() -> float:
        following = next(told, None)
        if following is None:
            over.set()
        return 7.0 if following is None else following

    with Watch(seconds=0)("Reading", percent):
        assert over.wait(10)
    shown = re.findall(r"(\d+)%", terminal.getvalue())
    assert shown[:3] == ["0", "30", "0"]
    assert shown.index("99") < shown.index("7")
    assert "100" not in shown[: shown.index("7")]


def test_a_short_run_and_a_file_get_no_such_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is over within the time, and what nobody watches, is asked nothing."""
    terminal, stream = Terminal(), io.StringIO()
    for stderr, seconds in ((terminal, 1000.0), (stream, 0.0)):
        monkeypatch.setattr(sys, "stderr", stderr)
        with Watch(seconds)("Reading", lambda: 1 / 0) as at:
            at("Counting")
    assert (terminal.getvalue(), stream.getvalue()) == ("", "")
