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


CELL = "a\x1b[31m\x07\x9b2J\u202eb"


@pytest.mark.parametrize(("result", "is_data", "shown"), [
    (f"x,{CELL}\n", True, "x,a<U+001B>[31m<U+0007><U+009B>2J<U+202E>b\n"),
    ("x \x1b[31mred\x1b[0m \x1b]0;title\x07\x7f\n", False, "x \x1b[31mred\x1b[0m <U+001B>]0;title<U+0007><U+007F>\n"),
    ('{"a": "\x9b\u202e\x7f\U000e0041é"}\n', False, '{"a": "\\u009b\\u202e\\u007f\\udb40\\udc41é"}\n'),
])
def test_a_terminal_obeys_nothing_of_a_result(monkeypatch: pytest.MonkeyPatch, result: str, shown: str, is_data: bool) -> None:  # noqa: FBT001 - a parameter
    """Our own colours stay, where there is a terminal; another program, or a file, gets data to the letter."""
    piped = result if is_data or "\x1b" not in result else "x red \x1b]0;title\x07\x7f\n"
    for stream, expected in ((Terminal(), shown), (io.StringIO(), piped)):
        monkeypatch.setattr(sys, "stdout", stream)
        deliver(result, None, is_data=is_data)
        assert stream.getvalue() == expected
