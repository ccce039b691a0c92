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
    (Asked("postgres://example.com/x"), "postgres://example.com can't be read: a source is made of CSV, Parquet, JSON, XES and DuckDB files, and folders of them."),
])
def test_what_cant_be_asked_is_refused_in_one_line(asked: Asked, message: str) -> None:
    """It says what is wrong and what to write."""
    with pytest.raises(CannotRun) as problem, opened_for(asked, None):
        pass
    assert str(problem.value) == message


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (LIBRARY + "crm: [\npeople: {}\n", r"library.yaml can't be read at line 7: What opens here is not closed. Look for"),
        (LIBRARY.replace("evidence:", "evidense:"), r"at line 2: A library has no key `evidense`. Did you mean `evidence`\? `processengine validate"),
        (LIBRARY.replace("source: data/moves.csv", "source: [data]"), r"at line 3: `source` must be text"),
        (LIBRARY + "crm: {hub: {sale: {stages: {won: {a: b}}}}}\n", r"at line 7"),
    ],
)
def test_a_library_of_which_the_deals_part_cannot_be_read_is_refused(shelf: Shelf, broken: str, says: str) -> None:
    """A source of one's own is no way around: the library's names would be missing without a word."""
    (shelf.root / "library.yaml").write_text(broken, encoding="utf-8")
    for asked in (Asked(), Asked(source=str(shelf.root / "plain.csv"))):
        with pytest.raises(CannotRun, match=says), opened_for(asked, shelf):
            pass


def test_what_else_is_wrong_in_a_library_does_not_keep_the_deals_shut(shelf: Shelf) -> None:
    """People and rules have nothing to do with them; nor has a key of evidence that a later program may know."""
    (shelf.root / "library.yaml").write_text(LIBRARY + "  surveys: yes\npeople: 7\n", encoding="utf-8")
    with opened_for(Asked(), shelf) as deals:
        assert _rows(deals) == [("1", "New")]


@pytest.mark.parametrize("way", ["a path that goes up", "a path from the top", "a link"])
def test_a_library_in_git_names_no_source_outside(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory, way: str) -> None:
    """Whoever proposes a change of library.yaml could have any file read; --source may name what it likes."""
    outside = tmp_path_factory.mktemp("elsewhere") / "secret.csv"
    outside.write_text("deal_id,stage,entered_at\n9,New,2026-01-01\n", encoding="utf-8")
    written = {"a path that goes up": f"../{outside.parent.name}/secret.csv", "a path from the top": str(outside), "a link": "data/link.csv"}[way]
    (shelf.root / "data" / "link.csv").symlink_to(outside)
    (shelf.root / "library.yaml").write_text(f"library: acme\nevidence: {{source: {written}}}\n", encoding="utf-8")
    path = str(shelf.root / written)
    for in_git in (False, True):
        if in_git:
            (shelf.root / ".git").mkdir()
        made = Shelves().around(shelf.root / "library.yaml")
        assert made is not None
        if not in_git:
            with opened_for(Asked(), made) as deals:
                assert _rows(deals) == [("9", "New")]
    with pytest.raises(CannotRun) as problem, opened_for(Asked(), made):
        pass
    assert str(problem.value) == f"The library's source, {written}, lies outside its git repository: only --source may name such a one."
    for source in (path, str(outside)):
        with opened_for(Asked(source=source), made) as deals:
            assert _rows(deals) == [("9", "New")]


def test_a_librarys_filter_on_a_table_that_is_not_there_is_refused(shelf: Shelf) -> None:
    """As the command's own is."""
    (shelf.root / "library.yaml").write_text("library: acme\nevidence: {source: plain.csv, tables: {facts: {where: {x: north}}}}\n", encoding="utf-8")
    made = Shelves().around(shelf.root / "library.yaml")
    with pytest.raises(CannotRun, match=r"^The source has no table facts to filter\.$"), opened_for(Asked(), made):
        pass
