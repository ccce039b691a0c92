"""A word to those who wait, on a terminal only."""

import io
import sys
import threading

import pytest

from processengine.cli.progress import progress, progress_bar


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
