"""An engine that is locked: it reads what it was given, and can be made to do nothing else."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.errors import CannotRun
from processengine.warehouse.quoting import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "PROCESSENGINE_MEMORY"
"""The environment's word on how much memory the engine may take: `300MB`, `4GB`."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that nobody else may look into, for what the engine can't keep in memory, and take it away in the end."""
    folder = Path(tempfile.mkdtemp(prefix="processengine-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(folder: Path, readable: Sequence[Path], databases: Sequence[tuple[str, Path, str]] = (), memory_limit: str | None = None) -> "Iterator[DuckDBPyConnection]":
    """Open an engine that may read some files and nothing else: no other file, no network, no extension, no other setting.

    It spills into `folder`. `databases` are attached to be read only: each an alias, the file and what the user knows it as.
    """
    connection = _connection(folder, memory_limit or os.environ.get(MEMORY) or None)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = true")  # so that it can be asked how far it is
        connection.execute("SET enable_progress_bar_print = false")
        for alias, path, file in databases:
            _attach(connection, alias, path, file)
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

    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder / "spill"), "autoinstall_known_extensions": False, "autoload_known_extensions": False,
        "allow_community_extensions": False, "allow_persistent_secrets": False, "python_enable_replacements": False,
    }
    if memory_limit is not None:
        settings["memory_limit"] = memory_limit
    try:
        return duckdb.connect(":memory:", config=settings)
    except (duckdb.ParserException, duckdb.InvalidInputException):
        raise CannotRun(f"{MEMORY} must be an amount of memory, such as 300MB or 4GB.") from None


def _attach(connection: "DuckDBPyConnection", alias: str, path: Path, file: str) -> None:
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
