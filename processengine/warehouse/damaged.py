"""What the engine says of a file that it can't read, in words that help."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from processengine.errors import CannotRun
from processengine.warehouse.locked import MEMORY
from processengine.warehouse.names import shown

_OURS = ("BinderException", "CatalogException", "ParserException", "SyntaxException")
"""What the engine raises where a text of SQL is wrong: those are ours."""
_WORDS = (
    ("gzip", "it can't be unpacked: it is damaged or cut off"),
    ("magic bytes", "it is no Parquet file, or one that is cut off"),
    ("no such file", "it is gone"),
    ("cannot access file", "it is gone"),
    ("malformed json", "it is no JSON that holds a list of records, or a record on each line"),
    ("json transform", "it is no JSON that holds a list of records, or a record on each line"),
    ("parser state machine", "its lines can't be told apart: save it again as CSV"),
    ("encrypted", "it is encrypted"),
    ("utf-8", "it is not kept as UTF-8"),
    ("unicode", "it is not kept as UTF-8"),
    ("utf8", "it is not kept as UTF-8"),
)
_NO_ROOM = ("no space left", "failed to offload", "disk quota")


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Say in one line, as CannotRun, why the engine can't read a file; its own words never reach the user."""
    import duckdb

    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as problem:
        if "interrupt" in str(problem).lower():  # the engine has taken the signal, and says so in its own way
            raise KeyboardInterrupt from None
        raise
    except duckdb.Error as problem:
        if type(problem).__name__ in _OURS:
            raise
        text = str(problem).lower()
        if any(part in text for part in _NO_ROOM):
            raise CannotRun(no_room(file)) from None
        if isinstance(problem, duckdb.OutOfMemoryException):
            raise CannotRun(f"{file} needs more memory than the engine may take: raise {MEMORY}.") from None
        why = next((words for part, words in _WORDS if part in text), "it is damaged, or not what its name says")
        raise CannotRun(f"{file} can't be read: {why}.") from None


def no_room(file: str) -> str:
    """Return what is said where the disk is full on which a source is unpacked and sorted."""
    return f"{file} needs more room than there is in {shown(tempfile.gettempdir())}: free some, or name another folder with TMPDIR."
