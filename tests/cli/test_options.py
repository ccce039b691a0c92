"""How results leave: to a file, with a word to whoever sits at a terminal."""

import io
import sys
from pathlib import Path

import pytest

from processengine.cli.options import deliver


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(("stream", "said"), [(Terminal(), "Wrote a<U+001B>.svg.\n"), (io.StringIO(), "")], ids=["terminal", "pipe"])
def test_a_written_file_is_named_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, said: str
) -> None:
    """Silence would leave one wondering; in a pipe nobody is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stderr", stream)
    deliver("<svg/>", "a\x1b.svg")
    assert Path("a\x1b.svg").read_text(encoding="utf-8") == "<svg/>"
    assert stream.getvalue() == said
