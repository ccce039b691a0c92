"""The engine keeps what questions derive, and makes it anew where another table takes its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from processengine.evidence.question import Derived, Given, Question
from processengine.warehouse.engine import Engine
from processengine.warehouse.locked import locked
from tests.warehouse.looking import HEAD, as_parquet, source, told

COUNT = Question("SELECT COUNT(*) FROM picked", list)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small history."""
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}1,B,2026-01-05\n1,A,2026-01-06\n2,B,2026-01-05\n", encoding="utf-8")
    return file


def _picked(code: int, *, kept: bool = True) -> Derived:
    wanted = Given("wanted", (("code", "INTEGER"),), ((code,),))
    return Derived("picked", "SELECT h.deal FROM stage_history AS h JOIN wanted AS w ON w.code = h.code", over=(wanted,), kept=kept)


@pytest.mark.parametrize("kept", [True, False])
def test_a_derived_table_is_made_anew_with_what_it_reads(path: Path, kept: bool) -> None:  # noqa: FBT001 - a parameter
    """Another table of values under the same name gives another table."""
    with source(path) as held:
        for code, count in ((0, 1), (1, 2), (0, 1)):
            assert held.engine.ask(Question(COUNT.sql, list, over=(_picked(code, kept=kept),))) == [(count,)]


@pytest.mark.parametrize("deep", [False, True])
def test_a_question_reads_no_two_tables_of_a_name(path: Path, deep: bool) -> None:  # noqa: FBT001 - a parameter
    """One of them would be read for the other, without a word."""
    one, other = _picked(0), Given("wanted", (("code", "INTEGER"),), ((1,),))
    over = Derived("further", "SELECT deal FROM stage_history", over=(other,)) if deep else other
    with source(path) as held, pytest.raises(AssertionError, match="two different tables named wanted"):
        held.engine.ask(Question(COUNT.sql, list, over=(one, over)))


def test_a_question_may_read_a_table_by_two_ways(path: Path) -> None:
    """It is made once."""
    with source(path) as held:
        assert held.engine.ask(Question(COUNT.sql, list, over=(_picked(1), *_picked(1).over, _picked(1)))) == [(2,)]


@pytest.mark.parametrize("sql", [
    "SELECT COUNT(*) FROM late", "SELECT COUNT(*) FROM\n  late AS d", 'SELECT COUNT(*) FROM "late"', "SELECT COUNT(*) FROM /* of all */ LATE", "SELECT COUNT(*) FROM -- all\n late",
    "SELECT COUNT(*) FROM as_of, late", "SELECT COUNT(*) FROM (SELECT * FROM late) AS those", "WITH those AS (SELECT * FROM late) SELECT COUNT(*) FROM those",
    "SELECT (SELECT COUNT(*) FROM late)", "SELECT 1 WHERE EXISTS (SELECT 1 FROM late)", "SELECT COUNT(*) FROM as_of LEFT JOIN late ON 1 = ?",
    "SELECT time FROM as_of WHERE FALSE UNION ALL SELECT COUNT(*) FROM late",
])
def test_a_table_is_made_when_a_question_reads_it(sql: str) -> None:
    """However the question writes that."""
    with _late() as engine:
        assert engine.ask(Question(sql, list, (1,) * sql.count("?"))) == [(1,)]
        assert engine._waiting == {}


@pytest.mark.parametrize("sql", [
    "SELECT 'FROM late' AS said", "SELECT 1 AS late -- FROM late", "SELECT 1 /* JOIN late */", "SELECT late.time FROM as_of AS late", "SELECT COUNT(*) AS late FROM as_of",
    "SELECT '?' AS said, time FROM as_of WHERE time <> ?",
])
def test_a_table_that_no_question_reads_is_not_made(sql: str) -> None:
    """A name in a text, a comment, an alias or a column is no table."""
    with _late() as engine:
        engine.ask(Question(sql, list, (1,) if "<> ?" in sql else ()))
        assert engine._waiting.keys() == {"late"}


def test_what_is_derived_makes_the_tables_that_it_reads() -> None:
    """Kept or not."""
    for kept in (True, False):
        with _late() as engine:
            assert engine.ask(Question(COUNT.sql, list, over=(Derived("picked", "SELECT 1 AS deal FROM late", kept=kept),))) == [(1,)]


@contextmanager
def _late() -> Iterator[Engine]:
    """Open a locked engine with a table that waits until it is read; a view that names it by USING stands beside it."""
    with TemporaryDirectory() as folder, locked(Path(folder), ()) as connection:
        connection.execute("CREATE TEMP TABLE as_of AS SELECT 7 AS time")
        connection.execute("CREATE TEMP VIEW beside AS SELECT * FROM as_of AS a JOIN as_of AS b USING (time)")
        yield Engine(connection, waiting={"late": "SELECT 8 AS time"})


def test_stages_are_numbered_by_their_names(path: Path) -> None:
    """Whatever order they come in."""
    with source(path) as held:
        assert told(held.engine, "SELECT name, code FROM stage_name ORDER BY code") == [("A", 0), ("B", 1)]


def test_values_are_bound(path: Path) -> None:
    """A value is a value, whatever stands in it."""
    with source(path) as held:
        assert held.engine.ask(Question("SELECT ? AS it", list, ("'; DROP TABLE as_of; --",))) == [("'; DROP TABLE as_of; --",)]
        assert held.engine.ask(Question("SELECT value FROM given", list, over=(Given("given", (("value", "VARCHAR"),), (("it's",), (None,))),))) == [("it's",), (None,)]


def test_tables_that_the_source_lacks_are_empty(path: Path) -> None:
    """Every question can be asked; who must know asks whether the source has them."""
    with source(path) as held:
        for table in ("deals", "facts", "activities"):
            assert told(held.engine, f"SELECT * FROM {table}") == []  # noqa: S608 - our own names
            assert not held.engine.has(table)
            assert held.engine.columns(table) == ()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_every_run_gives_the_same(tmp_path: Path, kind: str) -> None:
    """Rows that nothing but their order tells apart come in that order, each time."""
    rows = "SELECT 'D' || (i % 100) AS deal_id, 'S' || (i * 7919 % 13) AS stage, TIMESTAMP '2026-01-05' AS entered_at FROM range(250000) AS t(i)"
    file = as_parquet(tmp_path / "a.parquet", rows)
    if kind == "csv":
        file = tmp_path / "a.csv"
        file.write_text(HEAD + "".join(f"D{i % 100},S{i * 7919 % 13},2026-01-05\n" for i in range(250_000)), encoding="utf-8")
    seen = set()
    for _ in range(3):
        with source(file) as held:
            sql = "SELECT SUM(CASE WHEN code < after THEN 1 ELSE 0 END) FROM (SELECT code, LEAD(code) OVER (PARTITION BY deal ORDER BY entered, seq) AS after FROM stage_history)"
            seen.add((told(held.engine, sql)[0], held.engine.digest()))
    assert len(seen) == 1
