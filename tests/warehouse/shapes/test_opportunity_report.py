"""Salesforce's report on the history of opportunities: From Stage, To Stage, Last Modified."""

from pathlib import Path

import pytest

from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said

COLUMNS = "Opportunity Name,From Stage,To Stage,Amount,Last Modified,Opportunity ID"


@pytest.mark.parametrize(("first", "second"), [("1/5/2026", "1/19/2026"), ("5/1/2026", "19/1/2026"), ("2026-01-05T09:00:00Z", "2026-01-19T09:00:00Z")])
def test_the_opening_stage_is_the_from_stage_of_the_first_change(tmp_path: Path, first: str, second: str) -> None:
    """However the rows are sorted and the country writes its days; the visit of no known length is put at the change."""
    raw = export(tmp_path, "report", COLUMNS, f"Acme,Offer,Closed Won,5,{second},006a", f"Acme,New,Offer,5,{first},006a", f"Acme,Offer,Offer,9,{second},006a")
    history = shaped([raw])["stage_history"]
    assert sorted(rows(history, "stage", "entered_at")) == [("Closed Won", second), ("New", first), ("Offer", first)]
    assert {row[0] for row in rows(history, "deal_id")} == {"006a"}
    assert said(history) == ["1 row of report.csv leads from a stage to the same one (another field changed): it is left out."]
    assert history.shape == "Salesforce report on opportunity history"
    assert "counts in no duration" in history.notes[0]


def test_without_an_id_deals_are_told_apart_by_their_names(tmp_path: Path) -> None:
    """And it is said."""
    raw = export(tmp_path, "report", "Opportunity Name,From Stage,To Stage,Last Modified", "Acme,New,Offer,2026-01-05")
    history = shaped([raw])["stage_history"]
    assert rows(history, "deal_id", "stage") == [("Acme", "New"), ("Acme", "Offer")]
    assert "deals of one name count as one" in history.notes[1]
