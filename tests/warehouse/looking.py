"""Sources made by hand, and what is seen of them."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import pytest

from processengine.errors import CannotRun
from processengine.evidence.question import Handle, Question, Row
from processengine.warehouse.found import Found, Wanted
from processengine.warehouse.opening import Opened, opened

HEAD = "deal_id,stage,entered_at\n"


class More(TypedDict, total=False):
    """What else may be wanted of a source."""

    columns: Mapping[str, Mapping[str, str]]
    where: Mapping[str, Mapping[str, str]]
    as_of: date | None
    likely: Mapping[str, Mapping[str, str]]


def source(path: Path, **more: Unpack[More]) -> AbstractContextManager[Opened]:
    """Open a source."""
    return opened(Wanted(str(path), **more))


def found(path: Path, **more: Unpack[More]) -> Found:
    """Return what is found in a source."""
    with source(path, **more) as held:
        return held.found


def told(handle: Handle, sql: str) -> list[Row]:
    """Return the rows that answer a question."""
    return handle.ask(Question(sql, list))


def history(path: Path, **more: Unpack[More]) -> list[tuple[str, str, str]]:
    """Return a source's stage history: deal, stage and time, in the order of the rows."""
    with source(path, **more) as held:
        rows = told(held.engine, "SELECT deal, name, entered FROM stage_history JOIN stage_name USING (code) ORDER BY seq")
    return [(str(deal), str(name), shown(entered)) for deal, name, entered in rows]


def refused(path: Path | str, **more: Unpack[More]) -> str:
    """Return in which words a source is refused: one line."""
    with pytest.raises(CannotRun) as problem, opened(Wanted(str(path), **more)):
        pass
    message = str(problem.value)
    assert "\n" not in message
    return message


def as_parquet(path: Path, select: str) -> Path:
    """Write what a SELECT gives as a Parquet file, and return its path."""
    import duckdb

    with duckdb.connect() as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def shown(time: object) -> str:
    """Return a time in microseconds as people write it."""
    assert isinstance(time, int)
    return datetime.fromtimestamp(time / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S")
