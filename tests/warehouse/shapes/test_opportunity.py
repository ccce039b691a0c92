"""Salesforce's Opportunity records: deals, whose day of closing is often only a plan."""

from pathlib import Path

from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said

COLUMNS = "Id,AccountId,Amount,CloseDate,CreatedDate,OwnerId,StageName,IsClosed,IsWon,IsDeleted,CurrencyIsoCode,LeadSource"


def line(deal: str, closed: str, won: str, gone: str = "false") -> str:
    """Return a row of the export."""
    return f"{deal},acme,100,2026-06-01,2026-01-01T09:00:00.000+0000,ana,Any,{closed},{won},{gone},EUR,Web"


def test_the_close_date_of_an_open_deal_is_a_plan(tmp_path: Path) -> None:
    """It counts only where IsClosed says so; IsWon tells the outcome."""
    raw = export(tmp_path, "Opportunity", COLUMNS, line("a", "true", "true"), line("b", "false", "false"), line("c", "TRUE", "0"))
    deals = shaped([raw])["deals"]
    assert rows(deals, "deal_id", "closed_at", "outcome") == [("a", "2026-06-01", "won"), ("b", None, None), ("c", "2026-06-01", "lost")]
    assert rows(deals, "opened_at", "amount", "currency", "owner", "account_id", "row")[0] == (
        "2026-01-01T09:00:00.000+0000", "100", "EUR", "ana", "acme", "2",
    )


def test_a_plan_is_none_for_a_user_s_own_mapping_too(tmp_path: Path) -> None:
    """The column keeps its name and loses the plans."""
    raw = export(tmp_path, "Opportunity", COLUMNS, line("b", "false", "false"))
    deals = shaped([raw])["deals"]
    assert deals.columns["closed_at"] == "CloseDate"
    assert set(raw.columns) <= set(deals.raw.columns)


def test_without_is_closed_nothing_is_taken_as_closed(tmp_path: Path) -> None:
    """And that is said."""
    raw = export(tmp_path, "Opportunity", "Id,StageName,CreatedDate,CloseDate", "a,New,2026-01-01,2026-06-01")
    deals = shaped([raw])["deals"]
    assert "closed_at" not in deals.columns
    assert "planned day" in deals.notes[0]


def test_without_a_close_date_the_outcome_is_told_all_the_same(tmp_path: Path) -> None:
    """Only the day is not."""
    raw = export(tmp_path, "Opportunity", "Id,StageName,CreatedDate,IsClosed,IsWon", "a,Won,2026-01-01,true,true")
    deals = shaped([raw])["deals"]
    assert rows(deals, "deal_id", "outcome") == [("a", "won")]
    assert (deals.notes, "closed_at" in deals.columns) == ((), False)


def test_deleted_deals_count_and_are_counted_apart(tmp_path: Path) -> None:
    """Whoever reads it decides."""
    raw = export(tmp_path, "Opportunity", COLUMNS, line("a", "true", "true", "true"), line("b", "false", "false"))
    assert said(shaped([raw])["deals"]) == [
        "1 deal of Opportunity.csv is marked as deleted and counts all the same (leave out with --where deals.IsDeleted=false).",
    ]


def test_a_history_is_not_taken_for_records(tmp_path: Path) -> None:
    """Though it has Id, StageName and CreatedDate as well."""
    raw = export(tmp_path, "h", "Id,OpportunityId,StageName,CreatedDate", "h,a,New,2026-01-01")
    assert list(shaped([raw])) == ["stage_history"]
