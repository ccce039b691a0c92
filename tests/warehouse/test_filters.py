"""A filter leaves out rows of a table that the source has, or it is refused: never dropped without a word."""

from pathlib import Path

import pytest

from tests.warehouse.looking import HEAD, found, refused

HISTORY = "deal_id,stage,entered_at,rep\n1,New,2026-01-05,ana\n2,New,2026-01-06,ben\n"


@pytest.mark.parametrize(("table", "column", "message"), [
    ("deals", "rep", "The source has no table deals to filter. {} tells of them: filter its rows with `--where stage_history.rep=ana`."),
    ("deals", "REP", "The source has no table deals to filter. {} tells of them: filter its rows with `--where stage_history.rep=ana`."),
    ("deals", "region", "The source has no table deals to filter."),
    ("facts", "rep", "The source has no table facts to filter."),
])
def test_a_filter_on_a_table_that_is_not_there_is_refused(tmp_path: Path, table: str, column: str, message: str) -> None:
    """Where the history tells of its deals, the line that filters it is said."""
    path = tmp_path / "a.csv"
    path.write_text(HISTORY, encoding="utf-8")
    assert refused(path, where={table: {column: "ana"}}) == message.replace("{}", str(path))


def test_a_filter_on_the_history_leaves_out_its_rows(tmp_path: Path) -> None:
    """The line that is said does what it says."""
    path = tmp_path / "a.csv"
    path.write_text(HISTORY, encoding="utf-8")
    table = found(path, where={"stage_history": {"rep": "ana"}}).tables["stage_history"]
    assert (table.usable, table.left_out) == (1, 1)


def test_a_table_without_history_is_no_history_to_filter(tmp_path: Path) -> None:
    """Deals alone have none."""
    path = tmp_path / "deals.csv"
    path.write_text("deal_id,opened_at\n7,2026-01-05\n", encoding="utf-8")
    assert refused(path, where={"stage_history": {"stage": "New"}}) == "The source has no table stage_history to filter."


def test_a_filter_on_an_empty_table_has_nothing_to_leave_out(tmp_path: Path) -> None:
    """That the table is empty is said."""
    (tmp_path / "stage_history.csv").write_text(f"{HEAD}7,New,2026-01-05\n", encoding="utf-8")
    (tmp_path / "deals.csv").write_text("deal_id,owner\n", encoding="utf-8")
    assert found(tmp_path, where={"deals": {"owner": "ana"}}).notes == ("deals.csv has no rows; it is left out.",)
