"""Salesforce's OpportunityHistory: entries into stages, among rows that tell of other fields."""

from pathlib import Path

from processengine.warehouse.quoting import literal
from processengine.warehouse.raw import Raw
from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said

COLUMNS = "Id,OpportunityId,StageName,Amount,Probability,ForecastCategory,CloseDate,CreatedById,CreatedDate"


def line(deal: str, stage: str, day: int, amount: str = "100") -> str:
    """Return a row of the export."""
    return f"h,{deal},{stage},{amount},10,Pipeline,2026-06-01,ana,2026-01-{day:02}T09:00:00.000+0000"


def test_rows_that_leave_the_stage_unchanged_are_dropped_and_counted(tmp_path: Path) -> None:
    """Here alone they are known to mean that another field changed."""
    raw = export(tmp_path, "OpportunityHistory", COLUMNS, line("a", "New", 1), line("a", "New", 2, "200"), line("a", "Offer", 3), line("a", "New", 4))
    history = shaped([raw])["stage_history"]
    assert rows(history, "deal_id", "stage", "row") == [("a", "New", "2"), ("a", "Offer", "4"), ("a", "New", "5")]
    assert said(history) == ["1 row of OpportunityHistory.csv leaves the deal's stage as it is (another field changed): it is left out."]


def test_the_order_is_that_of_time_whatever_that_of_the_rows(tmp_path: Path) -> None:
    """Exports come in any order."""
    raw = export(tmp_path, "OpportunityHistory", COLUMNS, line("a", "New", 4), line("a", "Offer", 3), line("b", "New", 2), line("a", "New", 1), line("a", "New", 2))
    assert rows(shaped([raw])["stage_history"], "deal_id", "stage", "row") == [("a", "New", "5"), ("a", "Offer", "3"), ("a", "New", "2"), ("b", "New", "4")]


def test_broken_rows_are_kept_for_whoever_counts_them(tmp_path: Path) -> None:
    """Without a deal, a stage or a time; and they hide no unchanged row."""
    raw = export(tmp_path, "h", COLUMNS, line("a", "New", 1), line("a", "", 2), line("a", "New", 3), line("", "New", 4), line("", "New", 5), "h,a,New,1,1,P,,ana,soon")
    history = shaped([raw])["stage_history"]
    assert sorted(str(row) for (row,) in rows(history, "row")) == ["2", "3", "5", "6", "7"]
    assert said(history)[0].startswith("1 row of")


def test_the_spelling_of_connectors_is_known(tmp_path: Path) -> None:
    """And its columns keep their names, so that a user's mapping holds."""
    raw = export(tmp_path, "opportunity_history", "id,opportunity_id,stage_name,created_date,created_by_id", "h,a,New,2026-01-01 09:00:00,ana")
    history = shaped([raw])["stage_history"]
    assert history.columns == {"deal_id": "opportunity_id", "stage": "stage_name", "entered_at": "created_date", "by": "created_by_id"}
    assert history.raw.columns == raw.columns
    assert history.shape == "Salesforce OpportunityHistory"


def test_another_table_is_not_taken_for_one(tmp_path: Path) -> None:
    """A history of our own names, say: in it nothing is dropped."""
    assert shaped([export(tmp_path, "events", "deal_id,stage,entered_at", "a,New,2026-01-01")]) == {}


def test_a_connector_s_history_of_records_is_read_from_its_start_on(tmp_path: Path) -> None:
    """It counts the deals that it began to watch late."""
    raw = export(
        tmp_path, "sf_opportunity_history", "_fivetran_start,_fivetran_end,id,stage_name,created_date,amount",
        "2026-01-01 10:00:00,2026-01-05 10:00:00,a,New,2026-01-01 09:00:00,1", "2026-01-05 10:00:00,2026-01-09 10:00:00,a,New,2026-01-01 09:00:00,2",
        "2026-01-09 10:00:00,9999-12-31 23:59:59,a,Offer,2026-01-01 09:00:00,2", "2026-01-09 10:00:00,9999-12-31 23:59:59,b,Offer,2025-06-01 09:00:00,2",
    )
    history = shaped([raw])["stage_history"]
    assert rows(history, "deal_id", "stage", "entered_at") == [
        ("a", "New", "2026-01-01 10:00:00"), ("a", "Offer", "2026-01-09 10:00:00"), ("b", "Offer", "2026-01-09 10:00:00"),
    ]
    assert [one.split(" of ")[0] for one in said(history)] == [
        "1 row",
        "1 deal is over a day older than its first row: it was watched from then on only, and its first time in a stage is too short.",
    ]


def test_the_seeds_of_a_connector_are_known(shared: Path) -> None:
    """Their shape is real, their values are not."""
    folder = shared / "data/events/fivetran_salesforce_seeds"
    raws = [export_of(path) for path in sorted(folder.glob("*.csv"))]
    known = shaped(raws)
    assert (known["stage_history"].of, known["deals"].of) == (("sf_opportunity_history_data",), ("sf_opportunity_data",))


def export_of(path: Path) -> Raw:
    """Return a file as a table of a source."""
    columns = tuple(path.read_text(encoding="utf-8").splitlines()[0].split(","))
    return Raw(path.stem, path.name, f"read_csv({literal(str(path))}, all_varchar = true)", columns)
