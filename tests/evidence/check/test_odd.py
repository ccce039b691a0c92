"""What is odd in a source, and from where on it makes it unfit."""

from dataclasses import replace

import pytest

from processengine.evidence.check.holding import Beside, DealsTable, History, Holding
from processengine.evidence.check.odd import Odd, odd, part
from processengine.evidence.check.seen import RowsSeen, TableSeen, mapping_lines, mapping_options
from processengine.replay import Join
from tests.evidence.check.sources import kind

FINE = History(events=400, deals=100, alone=10, ties=0, no_time=0, duplicates=0, midnight=0)
TABLE = TableSeen("stage_history", "h.csv", 400, 400, {"deal_id": "case:id", "stage": "stage", "entered_at": "time"}, guessed=frozenset({"deal_id", "entered_at"}))


def of(holding: Holding, *tables: TableSeen) -> list[Odd]:
    """Return what is odd in a source."""
    return list(odd(tables or (TABLE,), holding, 30))


def of_history(**changed: int) -> list[tuple[str, str]]:
    """Return how severe it is that a history is different, and its first words."""
    found = of(Holding(frozenset({"stage_history"}), replace(FINE, **changed)))
    return [(one.severity, " ".join(one.message.split()[:4])) for one in found]


def test_a_sound_history_has_nothing_odd() -> None:
    """No word is lost."""
    assert of(Holding(frozenset({"stage_history"}), FINE)) == []


@pytest.mark.parametrize(("changed", "severity", "words"), [
    ({"events": 0, "deals": 0, "alone": 0}, "error", "No row of the"),
    ({"no_time": 16}, "warning", "16 of 300 moves"),
    ({"alone": 100}, "warning", "Every deal has one"),
    ({"duplicates": 20}, "note", "20 rows say what"),
    ({"duplicates": 21}, "warning", "21 rows say what"),
    ({"ties": 1}, "note", "1 row has the"),
    ({"midnight": 400}, "note", "All times are days,"),
    ({"deals": 29, "alone": 0}, "note", "There are 29 deals:"),
])
def test_each_oddity_of_a_history_is_said(changed: dict[str, int], severity: str, words: str) -> None:
    """With how severe it is."""
    assert of_history(**changed) == [(severity, words)]


def test_what_is_within_bounds_is_not_said() -> None:
    """5 % of the moves without time, a few days without a time of day."""
    assert of_history(no_time=15, midnight=399) == []


def test_without_history_says_what_to_export() -> None:
    """It is an error."""
    (one,) = of(Holding(frozenset({"deals"})), replace(TABLE, table="deals"))
    assert (one.severity, one.about) == ("error", "stage_history")
    assert "OpportunityHistory" in one.fix


def test_rows_that_do_not_count_are_shown() -> None:
    """A few are a note, over 5 % a warning; each with rows to look at."""
    few = replace(TABLE, usable=380, broken=(RowsSeen("stage is missing", 20, (7, 9)),))
    many = replace(TABLE, usable=379, broken=(RowsSeen("stage is missing", 21, (7, 9)),))
    holding = Holding(frozenset({"stage_history"}), FINE)
    assert [(one.severity, one.rows) for one in (*of(holding, few), *of(holding, many))] == [("note", (7, 9)), ("warning", (7, 9))]
    assert of(holding, few)[0].message == "20 of 400 rows (5 %) do not count: stage is missing."


def test_other_rows_that_do_not_count_are_counted() -> None:
    """Values that can't be read, days to come, a `where`."""
    table = replace(TABLE, unread=(RowsSeen("amount can't be read", 1, (4,)),), later=2, left_out=3)
    assert [one.message.split(" ")[0] for one in of(Holding(frozenset({"stage_history"}), FINE), table)] == ["1", "2", "3"]


def test_tables_that_hardly_join_are_unfit() -> None:
    """Under half, by exact counts."""
    half, less = (Holding(frozenset({"stage_history"}), FINE, joins=(Join("activities", 4578, joined),)) for joined in (2289, 8))
    assert [one.severity for one in (*of(half), *of(less))] == ["note", "warning"]
    assert of(less)[0].message.startswith("8 of 4,578 rows that name a deal (under 1 %) are of a deal that the history has.")


def test_the_table_of_deals_is_held_against_the_history() -> None:
    """Deals without a row, impossible times, days that don't agree."""
    holding = Holding(frozenset({"stage_history", "deals"}), FINE, DealsTable(90, 2, 3, 40, 40), Beside(100, 49, 1, 2), outcomes={"won": 20, "lost": 20})
    assert [(one.severity, one.message.split(" ")[0]) for one in of(holding)] == [("warning", "49"), ("note", "2"), ("note", "3"), ("note", "1"), ("note", "2")]
    assert of(replace(holding, deals=DealsTable(90, 0, 0, 40, 40), beside=Beside(100, 100, 0, 0))) == []


def test_winners_alone_teach_nothing() -> None:
    """Where there are too many of them to be an accident."""
    holding = Holding(frozenset({"stage_history", "deals"}), FINE, outcomes={"won": 5})
    assert [one.severity for one in of(holding)] == ["warning"]
    assert of(replace(holding, outcomes={"won": 4})) == []
    assert of(replace(holding, outcomes={"won": 300, "lost": 1})) == []


def test_kinds_that_no_measure_knows_are_named() -> None:
    """All of them: a warning."""
    some = Holding(frozenset({"stage_history"}), FINE, activities=(kind("dial"), kind("call", 3)))
    assert [(one.severity, one.message) for one in of(some)] == [("note", "3 of 13 rows are of a kind that no measure knows (call).")]
    assert [one.severity for one in of(replace(some, activities=(kind("call", 3), kind("", 1))))] == ["warning"]
    assert [one.about for one in of(replace(some, activities=(), facts=(kind("note", id_="x"),)))] == ["facts"]


def test_activities_without_a_deal_are_said() -> None:
    """With where Salesforce keeps it."""
    (one,) = of(Holding(frozenset({"stage_history"}), FINE, activities=(kind("dial", deals=0),)))
    assert "WhatId" in one.fix


def test_guesses_come_with_the_lines_that_would_settle_them() -> None:
    """In library.yaml the whole table, on the command line what was guessed."""
    assert mapping_lines([TABLE]) == ("evidence:", "  tables:", "    stage_history:", '      deal_id: "case:id"', "      stage: stage", "      entered_at: time")
    assert mapping_options([replace(TABLE, columns={"deal_id": "the deal's"}, guessed=frozenset({"deal_id"}))]) == (
        "--column 'stage_history.deal_id=the deal'\\''s'",
    )
    assert mapping_lines([replace(TABLE, guessed=frozenset())]) == ()


@pytest.mark.parametrize(("number", "whole", "said"), [(0, 9, "0 %"), (1, 1000, "under 1 %"), (999, 1000, "over 99 %"), (9, 9, "100 %"), (0, 0, "0 %")])
def test_a_share_says_all_or_none_only_where_it_is(number: int, whole: int, said: str) -> None:
    """8 of 4,579 is not 0 %."""
    assert part(number, whole) == said
