"""The engine reads what it was given, and can be made to do nothing else: each attempt is really made."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from processengine.errors import CannotRun
from processengine.evidence.question import Derived, Question
from processengine.warehouse.locked import MEMORY, locked
from processengine.warehouse.private import private_folder
from tests.warehouse.looking import HEAD, as_parquet, source, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A file that may be read."""
    path = tmp_path / "given.csv"
    path.write_text(f"{HEAD}7,New,2026-01-05\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("secret\n1\n", encoding="utf-8")
    return path


@pytest.fixture
def engine(given: Path) -> "Iterator[DuckDBPyConnection]":
    """The connection of an engine that may read that file."""
    with source(given) as held:
        yield held.engine._connection


@pytest.mark.parametrize("statement", [
    "SELECT * FROM read_csv('{other}')",
    "SELECT * FROM read_csv('{folder}/*.csv')",
    "SELECT * FROM '{other}'",
    "SELECT * FROM read_text('{other}')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('{other}')",
    "SELECT * FROM read_parquet('{other}')",
    "SELECT * FROM sniff_csv('{other}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_csv('{folder}/../../../../../../etc/passwd')",
    "SELECT * FROM read_csv('https://example.com/x.csv')",
    "SELECT * FROM read_csv('s3://bucket/x.csv')",
    "SELECT * FROM read_duckdb('{folder}/x.duckdb')",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet' (FORMAT parquet)",
    "COPY (SELECT 1) TO '/dev/stdout'",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}/out'",
    "ATTACH '{folder}/x.duckdb' AS x",
    "ATTACH '{other}' AS x (READ_ONLY)",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL spatial FROM community",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET allowed_paths = ['{other}']",
    "SET allowed_directories = ['/']",
    "SET memory_limit = '1TB'",
    "SET TimeZone = 'Asia/Tokyo'",
    "RESET lock_configuration",
    "SET temp_directory = '{folder}'",
    "PRAGMA enable_logging",
    "CREATE PERSISTENT SECRET x (TYPE http)",
    "CREATE TEMP TABLE x AS SELECT * FROM read_csv('{other}')",
    "SELECT * FROM given",
])
def test_the_engine_refuses(engine: "DuckDBPyConnection", given: Path, statement: str) -> None:
    """No other file, no network, nothing written, no other database, no extension, no other setting, no variable of the program."""
    import duckdb

    before = sorted(given.parent.iterdir())
    with pytest.raises(duckdb.Error):
        engine.execute(statement.replace("{other}", str(given.parent / "other.csv")).replace("{folder}", str(given.parent))).fetchall()
    assert sorted(given.parent.iterdir()) == before


@pytest.mark.parametrize("sql", [
    "COPY (SELECT 1) TO '{}' (USE_TMP_FILE false)",
    "SELECT 1; COPY (SELECT 1) TO '{}' (USE_TMP_FILE false)",
    "DROP TABLE as_of",
    "CREATE TABLE x AS SELECT 1",
    "PRAGMA version",
    "SET threads = 1",
    "CALL duckdb_settings()",
    "DELETE FROM as_of",
])
def test_a_question_is_one_select_and_nothing_else(given: Path, sql: str) -> None:
    """So the file that may be read can't be written through a question: not asked outright, and not in a table that it derives."""
    text = given.read_text(encoding="utf-8")
    with source(given) as held:
        for over in ((), (Derived("x", sql.replace("{}", str(given))),)):
            with pytest.raises(AssertionError, match="one SELECT"):
                held.engine.ask(Question("SELECT 1" if over else sql.replace("{}", str(given)), list, over=over))
        assert told(held.engine, "SELECT COUNT(*) FROM as_of") == [(1,)]
    assert given.read_text(encoding="utf-8") == text


def test_a_database_can_only_be_read(tmp_path: Path) -> None:
    """Its tables can't be changed, added to or taken away."""
    import duckdb

    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute("CREATE TABLE stage_history AS SELECT 7 AS deal_id, 'New' AS stage, TIMESTAMP '2026-01-05' AS entered_at")
    data = path.read_bytes()
    with source(path) as held:
        for statement in ("DELETE FROM source_0.stage_history", "CREATE TABLE source_0.x AS SELECT 1", "DROP TABLE source_0.stage_history"):
            with pytest.raises(duckdb.Error):
                held.engine._connection.execute(statement)
    assert path.read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == ["a.duckdb"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("evil", ["x' OR '1'='1", "'); DROP TABLE as_of; --\\'", "? $1 {} %s"])
def test_values_in_a_filter_are_values(tmp_path: Path, kind: str, evil: str) -> None:
    """A filter's text is compared, whatever stands in it: where the source is read once, and where it is looked at in place."""
    import csv

    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("deal_id", "stage", "entered_at"), ("1", "New", "2026-01-05"), ("2", evil, "2026-01-05")])
    if kind == "parquet":
        path = as_parquet(tmp_path / "a.parquet", f"SELECT * FROM read_csv('{path}', header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true)")  # noqa: S608 - our own file
    for text, deal in ((evil, "2"), ("New", "1")):
        with source(path, where={"stage_history": {"stage": text}}) as held:
            assert told(held.engine, "SELECT deal FROM stage_history") == [(deal,)]
    with pytest.raises(CannotRun, match="leaves no row of 2"), source(path, where={"stage_history": {"stage": f"{evil} ' OR '1'='1"}}):
        pass


def test_a_filter_s_text_is_bound(tmp_path: Path) -> None:
    """It stands in no text of SQL."""
    path = tmp_path / "a.csv"
    path.write_text("deal_id,stage,entered_at\n1,New,2026-01-05\n", encoding="utf-8")
    with source(path, where={"stage_history": {"stage": "New"}}) as held:
        made = held.engine._connection.execute("SELECT sql FROM duckdb_views() UNION ALL SELECT sql FROM duckdb_tables()").fetchall()
    assert any("stage_history_where" in str(sql) for (sql,) in made)
    assert not any("'New'" in str(sql) for (sql,) in made)


@pytest.mark.parametrize("problem", [None, RuntimeError, KeyboardInterrupt])
def test_what_is_spilled_is_private_and_gone_in_the_end(given: Path, monkeypatch: pytest.MonkeyPatch, problem: type[BaseException] | None) -> None:
    """Nobody else may look into the folder, and it is taken away whatever happens."""
    scratch = given.parent / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    seen = []
    try:
        with source(given):
            seen = list(scratch.iterdir())
            if problem is not None:
                raise problem
    except (RuntimeError, KeyboardInterrupt):
        pass
    assert len(seen) == 1
    assert not list(scratch.iterdir())


def test_the_folder_is_private() -> None:
    """Only its owner may look into it."""
    with private_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700


def test_memory_is_bounded_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PROCESSENGINE_MEMORY says how much; a word of the caller goes before it."""
    monkeypatch.setenv(MEMORY, "200MB")
    for asked, limit in ((None, "190.7 MiB"), ("300MB", "286.1 MiB")):
        with locked(tmp_path, [], memory_limit=asked) as connection:
            assert connection.execute("SELECT current_setting('memory_limit')").fetchall() == [(limit,)]


@pytest.mark.parametrize("amount", ["plenty", "12 parsecs", "-1", "-5GB", "none", "null"])
def test_an_amount_of_memory_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, amount: str) -> None:
    """It is said which word is wrong."""
    monkeypatch.setenv(MEMORY, amount)
    with pytest.raises(CannotRun, match=r"^PROCESSENGINE_MEMORY must be an amount of memory, such as 300MB or 4GB\.$"), locked(tmp_path, []):
        pass


def test_too_little_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even spilling doesn't help, the message says what does."""
    monkeypatch.setenv(MEMORY, "1MB")
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "".join(f"{number},New,2026-01-05\n" for number in range(20_000)), encoding="utf-8")
    with pytest.raises(CannotRun, match=rf"needs more memory than the engine may take: raise {MEMORY}\.$"), source(path):
        pass
    assert os.environ[MEMORY] == "1MB"
