"""Salesforce's OpportunityFieldHistory: old and new values, with the opening stage in no row of its own."""

from pathlib import Path

from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said

COLUMNS = "OpportunityId,Field,OldValue,NewValue,CreatedDate,CreatedById"
OPPORTUNITY = "Id,StageName,CreatedDate,IsClosed,IsWon,CloseDate"


def change(deal: str, old: str, new: str, day: int, field: str = "StageName") -> str:
    """Return a row of the export."""
    return f"{deal},{field},{old},{new},2026-01-{day:02}T09:00:00.000+0000,ana"


def test_the_opening_stage_is_the_first_old_value_entered_when_the_deal_was_created(tmp_path: Path) -> None:
    """Where the deals' records stand beside the history."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, change("a", "Offer", "Won", 9), change("a", "New", "Offer", 5))
    now = export(tmp_path, "Opportunity", OPPORTUNITY, "a,Won,2026-01-02T08:00:00.000+0000,true,true,2026-01-09")
    history = shaped([now, raw])["stage_history"]
    assert rows(history, "stage", "entered_at", "by") == [
        ("New", "2026-01-02T08:00:00.000+0000", None),
        ("Offer", "2026-01-05T09:00:00.000+0000", "ana"),
        ("Won", "2026-01-09T09:00:00.000+0000", "ana"),
    ]
    assert said(history) == ["1 row more is a deal's opening stage: the old value of its first change, entered when the deal was created."]
    assert (history.notes, history.of) == ((), ("OpportunityFieldHistory", "Opportunity"))


def test_a_deal_that_never_changed_its_stage_comes_from_the_records(tmp_path: Path) -> None:
    """In the stage in which it is."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, change("a", "New", "Offer", 5))
    now = export(tmp_path, "Opportunity", OPPORTUNITY, "a,Offer,2026-01-02,false,false,2026-06-01", "b,New,2026-01-03,false,false,2026-06-01")
    history = shaped([raw, now])["stage_history"]
    assert rows(history, "deal_id", "stage", "entered_at")[2:] == [("b", "New", "2026-01-03")]
    assert said(history)[1] == "1 row more is of a deal that never changed its stage: it comes from Opportunity.csv."


def test_an_unknown_start_is_put_at_the_first_change_and_said(tmp_path: Path) -> None:
    """So the move counts, and the visit, of no length, in no duration."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, change("a", "New", "Offer", 5), change("b", "New", "Lost", 6))
    history = shaped([raw])["stage_history"]
    day = "2026-01-05T09:00:00.000+0000"
    assert rows(history, "deal_id", "stage", "entered_at")[:2] == [("a", "New", day), ("a", "Offer", day)]
    assert said(history) == [
        ("2 deals of OpportunityFieldHistory.csv have no known start: when each entered its opening stage is not told (put an export of Opportunity with "
        "CreatedDate beside it); that first visit counts in no duration."),
    ]
    assert "never changed their stage" in history.notes[0]


def test_a_row_of_the_field_created_tells_the_start(tmp_path: Path) -> None:
    """Salesforce writes one for each record whose history it keeps."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, change("a", "", "", 2, "created"), change("a", "New", "Offer", 5))
    history = shaped([raw])["stage_history"]
    assert rows(history, "stage", "entered_at")[0] == ("New", "2026-01-02T09:00:00.000+0000")
    assert said(history)[:1] == ["1 row of OpportunityFieldHistory.csv tells of another field than StageName: it is left out."]


def test_a_start_after_the_first_change_is_no_start(tmp_path: Path) -> None:
    """A record made anew after it was moved from elsewhere, say."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, change("a", "New", "Offer", 5))
    now = export(tmp_path, "Opportunity", OPPORTUNITY, "a,Offer,2026-02-02,false,false,2026-06-01")
    history = shaped([raw, now])["stage_history"]
    assert rows(history, "entered_at")[0] == ("2026-01-05T09:00:00.000+0000",)
    assert said(history)[0].startswith("1 deal of OpportunityFieldHistory.csv has no known start")


def test_missing_rows_show_in_changes_that_start_elsewhere(tmp_path: Path) -> None:
    """Their number is said."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, change("a", "New", "Offer", 5), change("a", "Paper", "Won", 9))
    assert "1 change of stage in OpportunityFieldHistory.csv starts from another stage than the one before led to" in said(shaped([raw])["stage_history"])[-1]


def test_broken_rows_are_kept_and_make_no_opening(tmp_path: Path) -> None:
    """They are for whoever counts them."""
    raw = export(tmp_path, "OpportunityFieldHistory", COLUMNS, "a,StageName,New,Offer,soon,ana", change("b", "New", "Offer", 5))
    assert [row for row in rows(shaped([raw])["stage_history"], "deal_id", "stage", "row") if row[0] == "a"] == [("a", "Offer", "2")]


def test_the_spelling_of_connectors_is_known(tmp_path: Path) -> None:
    """Without who made the change too."""
    raw = export(tmp_path, "opportunity_field_history", "id,opportunity_id,field,old_value,new_value,created_date", "h,a,StageName,New,Offer,2026-01-05 10:00:00")
    history = shaped([raw])["stage_history"]
    assert [row[0] for row in rows(history, "stage")] == ["New", "Offer"]
    assert "by" not in history.columns
