"""An engine that is locked: it reads what it was given, and can be made to do nothing else."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.errors import CannotRun
from processengine.warehouse.quoting import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "PROCESSENGINE_MEMORY"
"""The environment's word on how much memory the engine may take: `300MB`, `4GB`."""


Connected = Callable[["DuckDBPyConnection"], None]


def nothing(connection: "DuckDBPyConnection") -> None:
    """Do nothing with an engine before it is locked."""
    del connection


@contextmanager
def locked(folder: Path, readable: Sequence[Path], before: Connected = nothing, memory_limit: str | None = None) -> "Iterator[DuckDBPyConnection]":
    """Open an engine that may get at some files and nothing else: no other file, no network, no extension, no other setting.

    It spills into `folder`; `before` attaches databases, before the lock closes. The lock lets the engine write what it may
    read, by `COPY ... (USE_TMP_FILE false)`: that nothing is ever written is seen to by Engine, which runs one SELECT and
    nothing else, and by attaching databases to be read only.
    """
    connection = _connection(folder, memory_limit or os.environ.get(MEMORY) or None)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = true")  # so that it can be asked how far it is
        connection.execute("SET enable_progress_bar_print = false")
        before(connection)
        if readable:
            connection.execute(f"SET allowed_paths = [{', '.join(literal(str(path)) for path in readable)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _connection(folder: Path, memory_limit: str | None) -> "DuckDBPyConnection":
    try:
        import duckdb
    except ModuleNotFoundError:
        raise CannotRun("Reading deals needs DuckDB: pip install 'processengine[evidence]'") from None
    except ImportError:
        raise CannotRun("Reading deals needs DuckDB, and the one that is installed can't be loaded: pip install --force-reinstall duckdb") from None

    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder / "spill"), "autoinstall_known_extensions": False, "autoload_known_extensions": False,
        "allow_community_extensions": False, "allow_persistent_secrets": False, "python_enable_replacements": False,
    }
    no_amount = CannotRun(f"{MEMORY} must be an amount of memory, such as 300MB or 4GB.")
    if memory_limit is not None:
        if not memory_limit.strip()[:1].isdigit():  # the engine takes some words, and what is below nothing, for no bound at all
            raise no_amount
        settings["memory_limit"] = memory_limit
    try:
        return duckdb.connect(":memory:", config=settings)
    except (duckdb.ParserException, duckdb.InvalidInputException):
        raise no_amount from None


def attach(connection: "DuckDBPyConnection", alias: str, path: Path, file: str) -> None:
    """Attach a database to be read only; raise CannotRun where it can't be, by the name that the user knows it by."""
    import duckdb

    with path.open("rb") as stream:
        if stream.read(16).startswith(b"SQLite format 3"):
            raise CannotRun(f"{file} is an SQLite database, and those can't be read: export its tables as CSV.")
    try:
        connection.execute(f"ATTACH {literal(str(path))} AS {alias} (READ_ONLY, TYPE duckdb)")
    except duckdb.IOException as problem:
        if "lock" in str(problem).lower():
            raise CannotRun(f"{file} is open in another program: close it there and try again.") from None
        raise CannotRun(f"{file} can't be read as a DuckDB database: it is damaged, or written by a newer version.") from None
    except duckdb.Error:
        raise CannotRun(f"{file} can't be read as a DuckDB database: it is damaged, or written by a newer version.") from None
