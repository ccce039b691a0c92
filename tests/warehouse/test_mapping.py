"""Which column holds what: as it is said, else as well-known names tell."""

from pathlib import Path

import pytest

from processengine.evidence.question import Question
from processengine.warehouse.guesses import guessed
from tests.warehouse.looking import as_parquet, found, history, refused, source, told

ROW = "7,New,2026-01-05\n"
READ = [("7", "New", "2026-01-05 00:00:00")]


@pytest.mark.parametrize("names", [
    "deal_id,stage,entered_at", "Deal ID,Stage,Entered At", "DEALID,STAGE,EnteredAt", "case:concept:name,concept:name,time:timestamp",
    "case_id,activity,timestamp", "Case ID,Activity,Complete Timestamp", "opportunity_id,stage,created_date", "hs_object_id,dealstage,date_entered",
    "deal,to_stage,changed_at", "case,event,time", "opportunity,status,date", "case_id,activity,ts", "_CASE_KEY,ACTIVITY_EN,EVENTTIME",
])
def test_well_known_names_need_no_mapping(tmp_path: Path, names: str) -> None:
    """Evidence tables, event logs, exports: whatever the case and what stands between words."""
    path = tmp_path / "a.csv"
    path.write_text(f"{names}\n{ROW}", encoding="utf-8")
    assert history(path) == READ
    assert found(path).tables["stage_history"].guessed == {"deal_id", "stage", "entered_at"}


def test_of_a_beginning_and_an_end_the_beginning_is_when_a_stage_was_entered(tmp_path: Path) -> None:
    """As a stage is entered when it begins."""
    path = tmp_path / "a.csv"
    path.write_text("case_id,activity,end_time,start_time\n7,New,2026-02-05,2026-01-05\n", encoding="utf-8")
    assert history(path) == READ


def test_records_wrapped_in_a_record_are_told_apart_from_a_record(tmp_path: Path) -> None:
    """And what to do is said; a record that has a list of its own is none of these."""
    path = tmp_path / "a.json"
    path.write_text('{"total": 2, "events": [{"deal_id": 7}, {"deal_id": 8}]}', encoding="utf-8")
    assert refused(path) == f"{path} is one record, whose `events` holds the rows: save that list by itself, from its [ to its ]."
    path.write_text('{"items": [{"a": 1}], "deal_id": 7, "stage": "New", "entered_at": "2026-01-05"}\n' * 2, encoding="utf-8")
    assert history(path) == READ * 2


def test_what_is_said_goes_before_what_is_guessed(tmp_path: Path) -> None:
    """A column that is spoken for is guessed for nothing else."""
    path = tmp_path / "a.csv"
    path.write_text("stage,deal_id,entered_at,timestamp\n7,New,2025-01-01,2026-01-05\n", encoding="utf-8")
    columns = {"stage_history": {"deal_id": "STAGE", "stage": "deal_id", "entered_at": "Timestamp"}}
    assert history(path, columns=columns) == READ
    assert found(path, columns=columns).tables["stage_history"].columns == {"deal_id": "stage", "stage": "deal_id", "entered_at": "timestamp"}


def test_a_column_that_isnt_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """And with all that there are."""
    path = tmp_path / "a.csv"
    path.write_text("id,what,when\n7,New,2026-01-05\n", encoding="utf-8")
    given = {"deal_id": "id", "stage": "waht", "entered_at": "when"}
    assert refused(path, columns={"stage_history": given}) == f"{path} has no column `waht`. Did you mean `what`? It has `id`, `what` and `when`."


@pytest.mark.parametrize(("columns", "column", "several"), [
    (("status", "state"), None, {"status", "state"}),
    (("Stage", "stage_"), None, {"Stage", "stage_"}),
    (("stage", "status"), "stage", set()),
    (("activity", "concept:name"), "concept:name", set()),
    (("status", "when"), "status", set()),
    (("when",), None, set()),
])
def test_a_guess_is_sure_or_none(columns: tuple[str, ...], column: str | None, several: set[str]) -> None:
    """Of names that are sure the first counts; of common words there may be one."""
    guess = guessed("stage_history", "stage", columns)
    assert (guess.column, set(guess.several)) == (column, several)


def test_columns_that_are_likely_count_where_they_are_there(tmp_path: Path) -> None:
    """A library's mapping reads other files of the same shape, and is no burden to files of another."""
    path = tmp_path / "a.csv"
    likely = {"stage_history": {"deal_id": "id", "stage": "what", "entered_at": "when"}}
    path.write_text(f"id,what,when\n{ROW}", encoding="utf-8")
    assert history(path, likely=likely) == READ
    path.write_text(f"deal_id,stage,entered_at\n{ROW}", encoding="utf-8")
    assert history(path, likely=likely) == READ


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_columns_that_are_called_like_the_engines_own_mix_nothing_up(tmp_path: Path, kind: str) -> None:
    """Every name that is used inside may be a name of the source's, for something else."""
    path = tmp_path / "a.csv"
    path.write_text("name,deal,line,bad,entered,seq,value,seen,of_owner\nNew,2026-01-05,7,2,0,x,y,z,ana\nWon,2026-01-06,7,1,1,x,y,z,bo\n", encoding="utf-8")
    if kind == "parquet":
        path = as_parquet(tmp_path / "a.parquet", f"SELECT * FROM read_csv('{path}', all_varchar = true)")  # noqa: S608 - our own file
    columns = {"stage_history": {"deal_id": "line", "stage": "name", "entered_at": "deal", "seq": "bad", "by": "entered"}, "deals": {"owner": "of_owner", "reason": "seen"}}
    with source(path, columns=columns) as held:
        assert told(held.engine, "SELECT h.deal, n.name, h.seq, h.by_whom FROM stage_history AS h JOIN stage_name AS n USING (code) ORDER BY h.entered") == [
            ("7", "New", 2, "0"), ("7", "Won", 1, "1")]
        assert told(held.engine, "SELECT deal, owner, reason FROM deals") == [("7", "ana", "z")]
        assert held.engine.ask(Question("SELECT deal, value FROM attribute", list, over=(held.engine.attribute("bad"),))) == [("7", "2")]
        assert held.found.tables["stage_history"].broken == ()


def test_a_column_may_be_called_as_we_call_what_we_compute(tmp_path: Path) -> None:
    """The time is read from the column that is named, not from the other one."""
    path = tmp_path / "a.csv"
    path.write_text("deal_id,stage,entered_at,#entered_at\n7,New,2026-01-05,2020-05-05\n", encoding="utf-8")
    assert history(path, columns={"stage_history": {"entered_at": "entered_at"}}) == READ
