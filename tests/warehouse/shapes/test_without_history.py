"""Tables of deals that tell no history."""

from pathlib import Path

from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said


def test_a_row_for_each_deal_is_no_history_and_says_so(tmp_path: Path) -> None:
    """It serves as the deals alone."""
    raw = export(
        tmp_path, "sales_pipeline", "opportunity_id,sales_agent,account,deal_stage,engage_date,close_date,close_value",
        "a,ana,acme,Won,10/20/2016,3/1/2017,1054", "b,ana,acme,Engaging,10/20/2016,,", "c,ana,acme,Lost,10/20/2016,3/2/2017,0",
    )
    known = shaped([raw])
    assert list(known) == ["deals"]
    assert rows(known["deals"], "deal_id", "outcome", "amount", "owner") == [("a", "won", "1054", "ana"), ("b", None, None, "ana"), ("c", "lost", "0", "ana")]
    assert "That is no history" in known["deals"].notes[0]


def test_opening_and_closing_in_two_tables_are_put_together(tmp_path: Path) -> None:
    """By the deal's number, which has one name in both; deals that were never closed stay."""
    leads = export(tmp_path, "leads", "mql_id,first_contact_date,origin", "a,2018-02-01,social", "b,2018-02-02,")
    closed = export(tmp_path, "closed", "mql_id,sr_id,won_date", "a,ana,2018-03-01", "z,ana,2018-03-02")
    deals = shaped([closed, leads])["deals"]
    assert rows(deals, "deal_id", "opened_at", "closed_at", "outcome") == [("a", "2018-02-01", "2018-03-01", "won"), ("b", "2018-02-02", None, None)]
    assert said(deals) == ["1 deal of closed.csv has no row in leads.csv: it is left out."]
    assert deals.raw.columns[:3] == leads.columns


def test_a_history_is_no_such_table(tmp_path: Path) -> None:
    """A time of entering tells it."""
    assert shaped([export(tmp_path, "h", "deal_id,stage,entered_at,closed_at", "a,New,2026-01-01,2026-01-02")]) == {}


def test_of_two_tables_with_both_days_one_is_enough(tmp_path: Path) -> None:
    """The whole one counts before two that have to be put together."""
    half = export(tmp_path, "half", "deal_id,opened_at", "a,2026-01-01")
    whole = export(tmp_path, "whole", "deal_id,opened_at,closed_at", "a,2026-01-01,2026-01-02")
    assert shaped([half, whole])["deals"].of == ("whole",)
    assert shaped([half])["deals"].of == ("half",)


def test_a_stage_with_but_one_time_is_no_such_table(tmp_path: Path) -> None:
    """It may as well be a history."""
    assert shaped([export(tmp_path, "h", "deal_id,stage,created_at", "a,New,2026-01-01", "a,Won,2026-01-02")]) == {}


def test_beside_a_history_nothing_is_said_of_having_none(tmp_path: Path) -> None:
    """The table tells the deals all the same, with outcomes as they stand there."""
    deals = export(tmp_path, "opportunities", "deal_id,opened_at,closed_at,outcome", "a,2026-01-01,2026-01-02,no-decision")
    history = export(tmp_path, "log", "deal_id,stage,entered_at", "a,New,2026-01-01")
    found = shaped([deals, history])["deals"]
    assert (found.shape, found.notes) == ("", ())
    assert rows(found, "outcome") == [("no-decision",)]
