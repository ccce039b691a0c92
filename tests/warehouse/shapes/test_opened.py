"""Known exports, opened as a source: whatever file they come in, and whatever their columns are called."""
# ruff: noqa: S608 - the tests' own words

from pathlib import Path

import duckdb
import pytest

from processengine.evidence.question import Question
from processengine.warehouse.found import Found, Wanted
from processengine.warehouse.opening import opened
from processengine.warehouse.quoting import literal, quoted
from tests.warehouse.shapes.reading import export

HISTORY = """SELECT * FROM (VALUES
    ('a', 'New', TIMESTAMP '2026-01-02 09:00:00', 1.5), ('a', 'New', TIMESTAMP '2026-01-03 09:00:00', 2.5),
    ('a', 'Won', TIMESTAMP '2026-01-04 09:00:00', 2.5)) AS h (OpportunityId, StageName, CreatedDate, Amount)"""
CHANGES = """SELECT * FROM (VALUES ('a', 'StageName', 'New', 'Won', TIMESTAMP '2026-01-04 09:00:00')) AS h (OpportunityId, Field, OldValue, NewValue, CreatedDate)"""
RECORDS = """SELECT * FROM (VALUES
    ('a', 'Won', TIMESTAMP '2026-01-02 09:00:00', DATE '2026-01-04', TRUE, TRUE), ('b', 'New', TIMESTAMP '2026-01-03 09:00:00', DATE '2026-06-01', FALSE, FALSE))
    AS o (Id, StageName, CreatedDate, CloseDate, IsClosed, IsWon)"""


def ask(source: Path, sql: str, **columns: str) -> tuple[list[tuple[object, ...]], Found]:
    """Open a source and return what a question gives, and what was found."""
    with opened(Wanted(str(source), {"stage_history": columns} if columns else {})) as opened_source:
        return opened_source.engine.ask(Question(sql, list)), opened_source.found


STAGES = "SELECT h.deal, n.name FROM stage_history AS h JOIN stage_name AS n ON n.code = h.code ORDER BY h.deal, h.entered, h.seq"


@pytest.mark.parametrize("kind", ["parquet", "json", "csv"])
def test_an_export_is_known_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    """With types of its own, or as text."""
    duckdb.execute(f"COPY ({CHANGES}) TO {literal(str(tmp_path / f'OpportunityFieldHistory.{kind}'))}")
    duckdb.execute(f"COPY ({RECORDS}) TO {literal(str(tmp_path / f'Opportunity.{kind}'))}")
    rows, found = ask(tmp_path, STAGES)
    assert rows == [("a", "New"), ("a", "Won"), ("b", "New")]
    assert found.tables["stage_history"].shape == "Salesforce OpportunityFieldHistory"
    closed, _ = ask(tmp_path, "SELECT deal, closed IS NOT NULL, outcome FROM deals ORDER BY deal")
    assert closed == [("a", True, "won"), ("b", False, None)]


@pytest.mark.parametrize("kind", ["parquet", "json", "csv"])
def test_unchanged_rows_are_left_out_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    """And said."""
    duckdb.execute(f"COPY ({HISTORY}) TO {literal(str(tmp_path / f'history.{kind}'))}")
    rows, found = ask(tmp_path / f"history.{kind}", STAGES)
    assert rows == [("a", "New"), ("a", "Won")]
    assert any("1 row of" in note for note in found.notes)


def test_a_user_s_mapping_counts_before_what_is_known(tmp_path: Path) -> None:
    """And rows are left out all the same: it is still that export."""
    export(tmp_path, "OpportunityHistory", "OpportunityId,StageName,CreatedDate,Label__c",
           "a,New,2026-01-01,Neu", "a,New,2026-01-02,Neu", "a,Won,2026-01-03,Gewonnen")
    rows, found = ask(tmp_path, STAGES, stage="Label__c")
    assert rows == [("a", "Neu"), ("a", "Gewonnen")]
    assert found.tables["stage_history"].columns["stage"] == "Label__c"


@pytest.mark.parametrize("name", ['a"b', "x); DROP TABLE stage_history; --", "is_unchanged", "deal", "{n}", "'"])
def test_no_column_s_name_is_obeyed(tmp_path: Path, name: str) -> None:
    """Whatever it is, it is a name."""
    sql = f"SELECT *, 1 AS {quoted(name)} FROM ({HISTORY})"
    duckdb.execute(f"COPY ({sql}) TO {literal(str(tmp_path / 'OpportunityHistory.parquet'))}")
    changes = f"SELECT *, 1 AS {quoted(name)} FROM ({CHANGES})"
    rows, _ = ask(tmp_path / "OpportunityHistory.parquet", STAGES)
    assert rows == [("a", "New"), ("a", "Won")]
    (tmp_path / "changes").mkdir()
    duckdb.execute(f"COPY ({changes}) TO {literal(str(tmp_path / 'changes' / 'h.parquet'))}")
    assert ask(tmp_path / "changes", STAGES)[0] == [("a", "New"), ("a", "Won")]
