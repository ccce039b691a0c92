"""Logs of changes: the stage's among those of other fields."""

from pathlib import Path

from processengine.warehouse.shapes import shaped
from tests.warehouse.shapes.reading import export, rows, said

COLUMNS = "deal_id,change_time,changed_field_key,new_value"


def test_only_changes_of_the_stage_count(tmp_path: Path) -> None:
    """The others are left out and counted; without a table of names the numbers stay."""
    raw = export(tmp_path, "deal_changes", COLUMNS, "a,2024-04-09 21:32:09,add_time,2024", "a,2024-04-10 21:32:09,stage_id,1", "a,2024-04-11 21:32:09,stage_id,2")
    history = shaped([raw])["stage_history"]
    assert rows(history, "deal_id", "stage", "row") == [("a", "1", "3"), ("a", "2", "4")]
    assert said(history) == ["1 row of deal_changes.csv tells of another field than the stage: it is left out."]


def test_the_stages_names_are_taken_from_the_table_beside_it(tmp_path: Path) -> None:
    """A number without a name stays a number; a user's mapping of the log's own columns holds."""
    raw = export(tmp_path, "deal_changes", COLUMNS, "a,2024-04-10 21:32:09,stage_id,1", "a,2024-04-11 21:32:09,stage_id,9")
    names = export(tmp_path, "stages", "stage_id,stage_name", "1,Lead", "2,Offer")
    history = shaped([names, raw])["stage_history"]
    assert rows(history, "stage") == [("Lead",), ("9",)]
    assert set(raw.columns) <= set(history.raw.columns)
    assert (history.of, history.notes) == (("deal_changes", "stages"), ("The stages' names are those of stages.csv.",))


def test_a_connector_s_hubspot_stages_are_known(tmp_path: Path) -> None:
    """By the day of entering and the value."""
    raw = export(tmp_path, "deal_stage", "deal_id,date_entered,value,source", "a,2021-01-07 6:49:18,1,x")
    names = export(tmp_path, "deal_pipeline_stage", "stage_id,label", "1,Lead")
    assert rows(shaped([raw, names])["stage_history"], "deal_id", "stage", "entered_at") == [("a", "Lead", "2021-01-07 6:49:18")]


def test_a_history_with_old_values_is_another_shape(tmp_path: Path) -> None:
    """Salesforce's, where the opening stage stands in them."""
    raw = export(tmp_path, "h", "deal_id,change_time,changed_field_key,old_value,new_value", "a,2024-04-10,stage_id,1,2")
    assert shaped([raw]) == {}
