"""What is asked of the deals, from the library's settings and the command's own words."""

from datetime import date
from pathlib import Path

import pytest

from processengine.deals.asked import Asked, Deals, opened_for
from processengine.errors import CannotRun
from processengine.evidence.question import Question
from processengine.store import Shelf, Shelves

HISTORY = "id,what,when,cycle\n1,New,2026-01-05,COMPLETE\n1,Won,2026-01-06,START\n2,New,2026-01-07,COMPLETE\n"
LIBRARY = """library: acme
evidence:
  source: data/moves.csv
  as_of: 2026-01-06
  tables:
    stage_history: {deal_id: id, stage: what, entered_at: when, where: {cycle: COMPLETE}}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A library with a source."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "moves.csv").write_text(HISTORY, encoding="utf-8")
    (tmp_path / "other.csv").write_text(HISTORY, encoding="utf-8")
    (tmp_path / "plain.csv").write_text("deal_id,stage,entered_at\n9,New,2026-01-01\n", encoding="utf-8")
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    made = Shelves().around(tmp_path / "library.yaml")
    assert made is not None
    return made


def _rows(deals: Deals) -> list[tuple[object, ...]]:
    return list(deals.handle.ask(Question("SELECT deal, name FROM stage_history JOIN stage_name USING (code) ORDER BY seq", list)))


def test_the_library_says_where_and_how(shelf: Shelf) -> None:
    """Its source, its columns, its filter, its day."""
    with opened_for(Asked(), shelf) as deals:
        assert _rows(deals) == [("1", "New")]
        assert (deals.as_of, deals.found.tables["stage_history"].later) == (date(2026, 1, 6), 1)


def test_the_command_goes_before_the_library(shelf: Shelf) -> None:
    """A day, a column or a filter of the command's own takes the place of the library's."""
    with opened_for(Asked(as_of=date(2026, 1, 7)), shelf) as deals:
        assert _rows(deals) == [("1", "New"), ("2", "New")]
        assert deals.as_of == date(2026, 1, 7)
    with opened_for(Asked(columns=("stage_history.stage=cycle",)), shelf) as deals:
        assert _rows(deals) == [("1", "COMPLETE")]
    with opened_for(Asked(where=("stage_history.cycle=START",)), shelf) as deals:
        assert _rows(deals) == [("1", "Won")]


def test_another_source_is_read_with_the_librarys_columns_where_it_has_them(shelf: Shelf) -> None:
    """And as it comes where it hasn't; filters are the library's own source's."""
    with opened_for(Asked(source=str(shelf.root / "other.csv")), shelf) as deals:
        assert _rows(deals) == [("1", "New"), ("1", "Won")]
    with opened_for(Asked(source=str(shelf.root / "plain.csv")), shelf) as deals:
        assert _rows(deals) == [("9", "New")]


def test_without_a_library_the_command_says_it_all(tmp_path: Path) -> None:
    """Nothing else is needed."""
    path = tmp_path / "a.csv"
    path.write_text(HISTORY, encoding="utf-8")
    asked = Asked(str(path), ("stage_history.deal_id=id", "stage_history.stage=what", "stage_history.entered_at=when"))
    with opened_for(asked, None) as deals:
        assert _rows(deals) == [("1", "New"), ("1", "Won"), ("2", "New")]


@pytest.mark.parametrize(("asked", "message"), [
    (Asked(), "No source of deals is named: add --source FILE, or `evidence: {source: ...}` to library.yaml."),
    (Asked("x.csv", ("deal_id=x",)), "`deal_id=x` can't be read; write TABLE.COLUMN=VALUE, such as stage_history.deal_id=case_id."),
    (Asked("x.csv", ("stage_history.deal_id=",)), "`stage_history.deal_id=` can't be read; write TABLE.COLUMN=VALUE, such as stage_history.deal_id=case_id."),
    (Asked("x.csv", ("stage_histroy.deal_id=x",)),
     "There is no table `stage_histroy`. Did you mean `stage_history`? There are stage_history, deals, facts, activities."),
    (Asked("x.csv", ("stage_history.deal=x",)),
     "The table `stage_history` has no column `deal`. It has deal_id, stage, entered_at, seq, process, by."),
    (Asked("x.csv", (), ("deal.x=1",)), "There is no table `deal`. Did you mean `deals`? There are stage_history, deals, facts, activities."),
    (Asked("postgres://example.com/x"), "postgres://example.com/x can't be read: a source is made of CSV, Parquet, JSON, XES and DuckDB files, and folders of them."),
])
def test_what_cant_be_asked_is_refused_in_one_line(asked: Asked, message: str) -> None:
    """It says what is wrong and what to write."""
    with pytest.raises(CannotRun) as problem, opened_for(asked, None):
        pass
    assert str(problem.value) == message
