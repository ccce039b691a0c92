"""The log of a run of GitHub Actions: what goes there is read for commands, so nobody's text may give one."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from io import BufferedIOBase, TextIOWrapper
from typing import BinaryIO, TextIO

_LINE_ENDS = (b"\n", b"\r")


class _Log(BufferedIOBase):
    """What passes whole lines on, with no command in them; the last one waits until it ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self._begun: list[bytes] = []

    def writable(self) -> bool:
        """Say so."""
        return True

    def write(self, data: object) -> int:
        """Take some text in UTF-8, and pass on what whole lines there are."""
        given = bytes(data)  # type: ignore[call-overload]  # any buffer of bytes
        end = 1 + max(given.rfind(one) for one in _LINE_ENDS)
        if end:
            self._pass_on(b"".join((*self._begun, given[:end])))
            self._begun = []
        if given[end:]:
            self._begun.append(given[end:])
        return len(given)

    def write_exactly(self, data: bytes) -> None:
        """Pass something on as it is, after what came before."""
        self.finish()
        self.stream.write(data)
        self.stream.flush()

    def flush(self) -> None:
        """Hand over what has been passed on."""
        if not self.stream.closed:
            self.stream.flush()

    def fileno(self) -> int:
        """Return the number of the file that is written to."""
        return self.stream.fileno()

    def finish(self) -> None:
        """Pass on the last line too."""
        self._pass_on(b"".join(self._begun))
        self._begun = []
        self.stream.flush()

    def _pass_on(self, data: bytes) -> None:
        from processengine.report.safe import unread

        self.stream.write(unread(data.decode(errors="surrogateescape")).encode(errors="surrogateescape"))


@contextlib.contextmanager
def no_commands() -> Iterator[None]:
    """Let nothing that is printed meanwhile be a command for the runner of GitHub Actions, but what is meant as one.

    A terminal and a file that the shell has opened are no log, and get everything as it is.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = after = _guarded(sys.stdout), _guarded(sys.stderr)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for old, new in reversed(list(zip(before, after, strict=True))):
            if new is not old:
                _finish(new)


def as_a_whole(text: str) -> str:
    """Return a whole result as it goes to the standard output: in a log as its format writes what is no command."""
    if not isinstance(getattr(sys.stdout, "buffer", None), _Log):
        return text
    from processengine.report.safe import unread

    return unread(text)


def write_exactly(data: bytes) -> None:
    """Write to the standard output what may not change by a byte: a picture, or commands that are meant."""
    sys.stdout.flush()
    out = sys.stdout.buffer
    if isinstance(out, _Log):
        out.write_exactly(data)
    else:
        out.write(data)
        out.flush()


def _guarded(stream: TextIO) -> TextIO:
    if not hasattr(stream, "buffer") or stream.isatty() or _is_file(stream):
        return stream
    stream.flush()
    return TextIOWrapper(_Log(stream.buffer), encoding="utf-8", errors="backslashreplace")  # type: ignore[type-var]


def _finish(stream: TextIO) -> None:
    assert isinstance(stream, TextIOWrapper)
    log = stream.detach()
    assert isinstance(log, _Log)
    log.finish()


def _is_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
