"""Rows that can't be used are counted, by what is wrong with them, and never dropped in silence."""

from datetime import date
from pathlib import Path

import pytest

from processengine.warehouse.said import warnings
from tests.warehouse.looking import HEAD, as_parquet, found, history, refused, source, told


def _csv(folder: Path, text: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_each_broken_row_is_counted_with_its_reason_and_number(tmp_path: Path) -> None:
    """The numbers are those that a spreadsheet shows: the row that names the columns is row 1."""
    path = _csv(tmp_path, HEAD + (
        "1,New,2026-01-05\n"
        ",New,2026-01-05\n"       # 3
        '" ",New,2026-01-05\n'    # 4
        "2,,2026-01-05\n"         # 5
        "3\n"                     # 6
        "4,New,\n"                # 7
        "5,New,soon\n"            # 8
        "6,New,1850-01-01\n"      # 9
        "7,New,2026-01-05,x\n"    # 10
        "8,New,soon\n"            # 11
        "9,New,2026-01-05\n"
    ))
    table = found(path).tables["stage_history"]
    assert {one.why: (one.rows, one.examples) for one in table.broken} == {
        "deal_id is missing": (2, (3, 4)), "stage is missing": (1, (5,)), "the time is missing": (1, (7,)), "the time can't be read": (2, (8, 11)),
        "the time lies before 1900 or after 2099": (1, (9,)), "there are too few values": (1, (6,)), "there are too many values": (1, (10,)),
    }
    assert (table.rows, table.usable) == (11, 2)
    assert [deal for deal, _, _ in history(path)] == ["1", "9"]


def test_what_is_broken_is_said_in_one_sentence_a_table(tmp_path: Path) -> None:
    """How many, of how many, why, and where to look."""
    path = _csv(tmp_path, HEAD + "1,New,2026-01-05\n" + ",New,2026-01-05\n" * 5 + "2,New,soon\n")
    assert warnings(found(path)) == (
        f"{path}: 6 of 7 rows can't be used: in 5 deal_id is missing (rows 3, 4, 5, …), in 1 the time can't be read (row 8).",
    )


def test_nothing_is_said_of_a_source_that_is_whole(tmp_path: Path) -> None:
    """No news is good news."""
    assert warnings(found(_csv(tmp_path, HEAD + "1,New,2026-01-05\n"))) == ()


def test_in_parquet_the_first_row_is_row_1(tmp_path: Path) -> None:
    """There is no row that names the columns."""
    path = as_parquet(tmp_path / "a.parquet", (
        "SELECT CASE WHEN i <> 1 THEN i END AS deal_id, CASE WHEN i <> 2 THEN '' || i ELSE '' END AS stage, TIMESTAMP '2026-01-05' AS entered_at"
        " FROM range(4) AS t(i)"))
    assert [(one.why, one.examples) for one in found(path).tables["stage_history"].broken] == [("deal_id is missing", (2,)), ("stage is missing", (3,))]


def test_a_value_that_cant_be_read_counts_as_missing(tmp_path: Path) -> None:
    """The rest of the row counts; a deal's second row doesn't."""
    _csv(tmp_path, HEAD + "1,New,2026-01-05\n", "stage_history.csv")
    _csv(tmp_path, 'deal_id,closed_at,amount,account_is_new\n1,soon,much,maybe\n2,2026-01-05,"1,000.50",Yes\n3,,,\n2,,7,no\n4,,inf,0\n', "deals.csv")
    table = found(tmp_path).tables["deals"]
    assert [(one.why, one.rows, one.examples) for one in table.unread] == [
        ("closed_at can't be read", 1, (2,)), ("amount can't be read", 2, (2, 6)), ("account_is_new can't be read", 1, (2,)),
    ]
    assert [(one.why, one.rows, one.examples) for one in table.broken] == [("the deal has a row already", 1, (5,))]
    with source(tmp_path) as held:
        rows = told(held.engine, "SELECT deal, closed IS NULL, amount, is_new FROM deals ORDER BY deal")
    assert rows == [("1", True, None, None), ("2", False, 1000.5, True), ("3", True, None, None), ("4", True, None, False)]
    assert f"{Path('deals.csv')}: in 2 rows amount can't be read (rows 2, 6); that counts as missing." in warnings(found(tmp_path))


def test_a_number_that_a_row_lacks_keeps_a_guess_from_counting(tmp_path: Path) -> None:
    """A column that is called like a number of the row and holds none is left alone; one that somebody names counts, and it is said."""
    path = _csv(tmp_path, "deal_id,stage,entered_at,event_id\n1,New,2026-01-05,2\n1,Won,2026-01-05,task-1\n")
    with source(path) as held:
        assert told(held.engine, "SELECT seq FROM stage_history ORDER BY seq") == [(2,), (3,)]
        assert (held.found.tables["stage_history"].others, held.found.tables["stage_history"].unread) == (("event_id",), ())
    given = found(path, columns={"stage_history": {"seq": "event_id"}}).tables["stage_history"]
    assert [(one.why, one.rows, one.examples) for one in given.unread] == [("seq can't be read", 1, (3,))]


def test_the_order_in_the_source_breaks_ties_where_it_numbers_no_rows(tmp_path: Path) -> None:
    """Rows of one time stay as they stand; with `seq` they stand as that says."""
    path = _csv(tmp_path, "deal_id,stage,entered_at,n\n1,B,2026-01-05,3\n1,A,2026-01-05,2\n1,C,2026-01-05,1\n")
    assert [stage for _, stage, _ in history(path)] == ["B", "A", "C"]
    assert [stage for _, stage, _ in history(path, columns={"stage_history": {"seq": "n"}})] == ["C", "A", "B"]


def test_rows_after_the_day_that_is_told_are_left_out_and_counted(tmp_path: Path) -> None:
    """The whole day counts; deals that were closed later were open."""
    _csv(tmp_path, HEAD + "1,New,2026-01-05\n1,Won,2026-01-06T23:59:59.999999Z\n2,New,2026-01-07\n2,New,2026-01-08\n", "stage_history.csv")
    _csv(tmp_path, "deal_id,opened_at,closed_at,outcome\n1,2026-01-05,2026-01-06,won\n3,2026-01-06,2026-01-07,lost\n2,2026-01-07,,\n", "deals.csv")
    with source(tmp_path, as_of=date(2026, 1, 6)) as held:
        assert told(held.engine, "SELECT deal FROM stage_history") == [("1",), ("1",)]
        assert told(held.engine, "SELECT deal, closed IS NULL, outcome FROM deals ORDER BY deal") == [("1", False, "won"), ("3", True, None)]
        assert told(held.engine, "SELECT time FROM as_of") == [(1_767_744_000_000_000,)]
        assert held.found.as_of == 1_767_744_000_000_000
        assert warnings(held.found) == (
            "stage_history.csv: 2 rows after 2026-01-06 are left out.", "deals.csv: 1 row after 2026-01-06 is left out.",
            "deals.csv: 1 deal closed after 2026-01-06 counts as open.",
        )
    assert refused(tmp_path, as_of=date(2025, 1, 1)) == "stage_history.csv: every row lies after 2025-01-01, the day up to which the deals are told."


def test_where_no_row_lies_before_the_day_that_is_said(tmp_path: Path) -> None:
    """Also where some rows can't be read at all."""
    path = _csv(tmp_path, HEAD + "1,New,2026-01-05\n1,Won,2026-01-06\n2,New,soon\n")
    assert refused(path, as_of=date(2025, 1, 1)) == (
        f"{path}: no row can be used as stage_history: in 1 the time can't be read (row 4). 2 rows lie after 2025-01-01, the day up to which the deals are told.")


def test_a_day_after_all_times_is_refused(tmp_path: Path) -> None:
    """Nothing is recorded from 2100 on."""
    path = _csv(tmp_path, HEAD + "1,New,2026-01-05\n")
    assert refused(path, as_of=date.max) == "The deals can be told up to a day before 2100; 9999-12-31 is none."
    assert history(path, as_of=date(2099, 12, 31)) == [("1", "New", "2026-01-05 00:00:00")]


def test_without_a_day_the_last_time_recorded_is_the_end(tmp_path: Path) -> None:
    """A day on which a deal is planned to close is none that was recorded."""
    _csv(tmp_path, HEAD + "1,New,2026-01-05\n", "stage_history.csv")
    _csv(tmp_path, "deal_id,opened_at,closed_at\n1,2026-01-01,2030-01-01\n", "deals.csv")
    _csv(tmp_path, "rep,kind,at\nana,dial,2026-01-09\n", "activities.csv")
    with source(tmp_path) as held:
        assert told(held.engine, "SELECT time FROM as_of") == [(1_767_916_800_000_000,)]


@pytest.mark.parametrize(("where", "message"), [
    ({"stage": "Nwe"}, "{}: the filter on stage_history leaves no row of 2."),
    ({"stgae": "New"}, "{} has no column `stgae`. Did you mean `stage`? It has `deal_id`, `stage` and `entered_at`."),
])
def test_a_filter_that_leaves_nothing_is_refused(tmp_path: Path, where: dict[str, str], message: str) -> None:
    """A word that is misspelt gives no empty answer."""
    path = _csv(tmp_path, HEAD + "1,New,2026-01-05\n1,Won,2026-01-06\n")
    assert refused(path, where={"stage_history": where}) == message.replace("{}", str(path))


def test_what_a_filter_leaves_out_is_no_broken_row(tmp_path: Path) -> None:
    """It is counted apart; numbers of rows stay those of the file."""
    path = _csv(tmp_path, HEAD + "1,New,soon\n1,Won,soon\n2,Won,2026-01-06\n")
    table = found(path, where={"stage_history": {"STAGE": "Won"}}).tables["stage_history"]
    assert (table.rows, table.left_out, table.usable, table.broken[0].examples) == (2, 1, 1, (3,))
    assert warnings(found(path, where={"stage_history": {"stage": "Won"}}))[1:] == (f"{path}: the filter leaves out 1 row.",)
