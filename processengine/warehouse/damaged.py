"""What the engine says of a file that it can't read, in words that help."""

from collections.abc import Iterator
from contextlib import contextmanager

from processengine.errors import CannotRun
from processengine.warehouse.locked import MEMORY

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


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Say in one line, as CannotRun, why the engine can't read a file; its own words never reach the user."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException:
        raise CannotRun(f"{file} needs more memory than the engine may take: raise {MEMORY}.") from None
    except (duckdb.InterruptException, RuntimeError) as problem:
        if "interrupt" in str(problem).lower():  # the engine has taken the signal, and says so in its own way
            raise KeyboardInterrupt from None
        raise
    except (duckdb.IOException, duckdb.DataError, duckdb.InvalidInputException, duckdb.NotSupportedError, duckdb.SerializationException, duckdb.InternalException, duckdb.PermissionException) as problem:
        text = str(problem).lower()
        why = next((words for part, words in _WORDS if part in text), "it is damaged, or not what its name says")
        raise CannotRun(f"{file} can't be read: {why}.") from None
