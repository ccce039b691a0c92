"""The engine keeps what questions derive, and makes it anew where another table takes its name."""

from pathlib import Path

import pytest

from processengine.evidence.question import Derived, Given, Question
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
