"""What deals have in the source's other columns."""

from datetime import date
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.evidence.question import Question
from tests.warehouse.looking import as_parquet, source, told

TEXT = """deal_id,stage,entered_at,n,Region,rep,amount,outcome
1,New,2026-01-05,2,EU,ana,10,won
1,Won,2026-01-06,3,US,bo,20,won
1,Early,2026-01-05,1,,cy,30,won
2,New,2026-01-07,4,EU,,x,
"""


@pytest.fixture(params=["csv", "parquet"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One history that carries columns of its deals, as a text and as Parquet."""
    csv = tmp_path / "a.csv"
    csv.write_text(TEXT, encoding="utf-8")
    if request.param == "csv":
        return csv
    return as_parquet(tmp_path / "a.parquet", f"SELECT * FROM read_csv('{csv}', all_varchar = true)")  # noqa: S608 - our own file


SEQ = {"stage_history": {"seq": "n"}}


@pytest.mark.parametrize(("column", "values"), [
    ("Region", [("1", None), ("2", "EU")]),
    ("region", [("1", None), ("2", "EU")]),
    ("rep", [("1", "cy"), ("2", None)]),
    ("owner", [("1", "cy"), ("2", None)]),
    ("amount", [("1", "30"), ("2", "x")]),
])
def test_a_deal_has_what_its_first_row_has(path: Path, column: str, values: list[tuple[str, str | None]]) -> None:
    """First by time, then by `seq`; by the source's name in any case, or by the user's word."""
    with source(path, columns=SEQ) as held:
        rows = held.engine.ask(Question("SELECT deal, value FROM attribute ORDER BY deal", list, over=(held.engine.attribute(column),)))
    assert rows == values


def test_another_column_takes_the_place_of_the_one_before(path: Path) -> None:
    """Questions may ask for one after the other."""
    with source(path) as held:
        for column, values in (("rep", {"ana", None}), ("Region", {"EU"}), ("rep", {"ana", None})):
            rows = held.engine.ask(Question("SELECT value FROM attribute", list, over=(held.engine.attribute(column),)))
            assert {value for value, in rows} == values


def test_a_column_that_isnt_there_is_refused(path: Path) -> None:
    """The nearest is named, and all that there are."""
    with source(path) as held, pytest.raises(CannotRun) as problem:
        held.engine.attribute("regoin")
    assert str(problem.value) == (
        "The source has no column `regoin`. Did you mean `Region`? It has `stage`, `entered_at`, `outcome`, `amount`, `owner`, `deal_id`, `n`, `Region` and `rep`."
    )


def test_the_history_tells_the_deals_where_there_is_no_table_of_them(path: Path) -> None:
    """Opened with the first row; what the first row says of owner, amount and outcome; a value that is no number is none."""
    with source(path, columns=SEQ) as held:
        assert held.engine.has("deals")
        assert held.engine.columns("deals") == ("deal_id", "opened_at", "outcome", "amount", "owner")
        assert "deals" not in held.found.tables
        rows = told(held.engine, "SELECT deal, opened, closed, outcome, amount, owner FROM deals ORDER BY deal")
    assert rows == [("1", 1_767_571_200_000_000, None, "won", 30.0, "cy"), ("2", 1_767_744_000_000_000, None, None, None, None)]


def test_how_a_deal_ended_isnt_known_before_it_has(path: Path) -> None:
    """Where rows of a deal lie after the day that is told, so does its outcome."""
    with source(path, as_of=date(2026, 1, 5)) as held:
        assert told(held.engine, "SELECT deal, outcome, owner FROM deals") == [("1", None, "ana")]


def test_a_table_of_deals_goes_before_the_history(tmp_path: Path) -> None:
    """Its columns by the user's words or by their own names; of deals that it hasn't, nothing is known."""
    (tmp_path / "stage_history.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "deals.csv").write_text("deal_id,rep,size\n1,dee,big\n1,eve,small\n", encoding="utf-8")
    with source(tmp_path) as held:
        for column, value in (("owner", "dee"), ("REP", "dee"), ("size", "big")):
            rows = held.engine.ask(Question("SELECT deal, value FROM attribute", list, over=(held.engine.attribute(column),)))
            assert rows == [("1", value)]
        assert held.engine.columns("deals") == ("deal_id", "owner", "size")
        assert {value for _, value in held.engine.ask(Question("SELECT deal, value FROM attribute", list, over=(held.engine.attribute("Region"),)))} == {"EU"}


def test_columns_of_the_deals_may_be_named_where_the_history_holds_them(tmp_path: Path) -> None:
    """One file for both: what is said of the deals is read in the history."""
    path = tmp_path / "a.csv"
    path.write_text("deal_id,stage,entered_at,worth,end\n1,New,2026-01-05,10,2026-01-06\n", encoding="utf-8")
    with source(path, columns={"deals": {"deal_id": "deal_id", "amount": "WORTH", "closed_at": "end"}}) as held:
        assert told(held.engine, "SELECT deal, amount, opened, closed FROM deals") == [("1", 10.0, 1_767_571_200_000_000, 1_767_657_600_000_000)]
    with pytest.raises(CannotRun, match=r"has no column `wroth`\. Did you mean `worth`\?"), source(path, columns={"deals": {"amount": "wroth"}}):
        pass


@pytest.mark.parametrize("column", ["deal_id", "Deal_ID", "DEAL ID", "case"])
def test_deals_are_not_split_by_their_own_ids(tmp_path: Path, column: str) -> None:
    """Under whatever name: each deal would be named."""
    file = tmp_path / "a.csv"
    file.write_text("case,stage,entered_at\n1,New,2026-01-05\n", encoding="utf-8")
    with source(file) as held, pytest.raises(CannotRun) as problem:
        held.engine.attribute(column)
    assert str(problem.value) == f"`{column}` holds the deals' ids: every deal would be a group of its own, and named. Split by another column."
