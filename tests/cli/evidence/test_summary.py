"""`evidence summary`: what it prints."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.report.closed import faults

ROWS = """\
deal_id,stage,entered_at
A,lead,2026-01-01T09:00:00+01:00
A,meeting,2026-01-03
A,lead,2026-01-04
A,meeting,2026-01-05
A,won,2026-01-09 12:30:00.25
B,lead,2026-01-02
B,lost,2026-01-02
"""

TEXT = """\
history.csv, 2026-01-01 to 2026-01-09

  deals                          2
  rows                           7  half of the deals have 3.5 or fewer, the longest 5
  stages                         4
  variants                       2  different ways, from first row to last
  deals with rework              1  50 % are in some stage more than once

5 moves
            2   40 %  lead → meeting
            1   20 %  lead → lost
            1   20 %  meeting → lead
            1   20 %  meeting → won

Deals begin in
            2  100 %  lead

Deals end, or stand now, in
            1   50 %  lost
            1   50 %  won

Note: 1 row has the same time as the row before in the deal; they count in the order in which the
  source has them.

Next: processengine evidence paths --source history.csv
"""


@pytest.fixture(autouse=True)
def deals(command: Command) -> None:
    """A source of two deals."""
    del command
    Path("history.csv").write_text(ROWS, encoding="utf-8")


def test_the_text_tells_the_numbers_first_and_what_to_mind_last(command: Command) -> None:
    """On one screen."""
    result = command("evidence", "summary", "--source", "history.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out == TEXT


def test_the_json_has_the_keys_that_it_promises(command: Command) -> None:
    """And fits its schema."""
    data = json.loads(command("evidence", "summary", "--source", "history.csv", "-f", "json").out)
    assert faults("evidence-summary", data) == []
    assert [data[key] for key in ("deals", "events", "stages", "variants", "deals_with_rework", "ties")] == [2, 7, 4, 2, 1, 1]
    assert (data["first"], data["last"]) == ("2026-01-01T08:00:00Z", "2026-01-09T12:30:00.250000Z")
    assert data["moves"][0] == {"from": "lead", "to": "meeting", "count": 2, "deals": 1}


def test_the_source_may_be_the_library_s(command: Command) -> None:
    """No option is needed then."""
    Path("library.yaml").write_text("library: acme\nevidence: {source: history.csv}\n", encoding="utf-8")
    assert command("evidence", "summary").code == 0


def test_without_a_source_it_cannot_run(command: Command) -> None:
    """It says what to add."""
    result = command("evidence", "summary")
    assert (result.code, result.out) == (2, "")
    assert "--source" in result.err


def test_the_result_may_go_into_a_file(command: Command) -> None:
    """The same, and nothing is printed."""
    result = command("evidence", "summary", "--source", "history.csv", "-o", "told.txt")
    assert (result.code, result.out) == (0, "")
    assert Path("told.txt").read_text(encoding="utf-8") == TEXT


def test_only_rows_with_a_text_in_a_column_count_where_one_is_asked_for(command: Command) -> None:
    """What is left out is counted."""
    data = json.loads(command("evidence", "summary", "--source", "history.csv", "--where", "stage_history.deal_id=B", "-f", "json").out)
    assert (data["deals"], data["events"]) == (1, 2)
    assert any("the filter leaves out 5 rows." in text for text in data["warnings"])


def test_a_column_may_have_any_name(command: Command) -> None:
    """Where it is said which."""
    Path("history.csv").write_text(ROWS.replace("deal_id,stage", "no,where"), encoding="utf-8")
    arguments = ("--column", "stage_history.deal_id=no", "--column", "stage_history.stage=where")
    assert command("evidence", "summary", "--source", "history.csv", *arguments).out.partition("\nNext: ")[0] == TEXT.partition("\nNext: ")[0]


def test_broken_rows_are_counted_and_told(command: Command) -> None:
    """They are in no number."""
    Path("history.csv").write_text(f"{ROWS}C,lead,sometime\n", encoding="utf-8")
    data = json.loads(command("evidence", "summary", "--source", "history.csv", "-f", "json").out)
    assert (data["deals"], data["events"]) == (2, 7)
    assert any("1 of 8 rows can't be used: " in text for text in data["warnings"])


def test_a_name_commands_no_terminal(command: Command) -> None:
    """Control characters are shown."""
    Path("history.csv").write_text(ROWS.replace("meeting", "\x1b[2J\u202emeeting"), encoding="utf-8")
    result = command("evidence", "summary", "--source", "history.csv")
    assert "lead → <U+001B>[2J<U+202E>meeting" in result.out


def test_the_public_hears_of_no_group_of_fewer_than_five(command: Command) -> None:
    """Neither a stage, nor a time, nor a single deal's length."""
    few = [f"F{number},{stage},2026-02-0{day}T01:02:03\n" for number in range(4) for day, stage in enumerate(("rare", "rarer"), 1)]
    many = [f"M{number},{stage},2026-01-1{day}\n" for number in range(6) for day, stage in enumerate(("lead", "won"), 1)]
    Path("history.csv").write_text("".join(["deal_id,stage,entered_at\n", *few, *many]), encoding="utf-8")
    text = command("evidence", "summary", "--source", "history.csv", "--public").out
    printed = command("evidence", "summary", "--source", "history.csv", "--public", "-f", "json").out
    data = json.loads(printed)
    assert faults("evidence-summary", data) == []
    assert "rare" not in text + printed
    assert "longest" not in text
    assert (data["first"], data["last"], data["longest"]) == ("2026-01-11", "2026-02-02", None)
    assert data["others"] == {"moves": 2, "count": 10}
    assert data["moves"] == data["starts"] == data["ends"] == []


def test_of_fewer_than_five_deals_the_public_hears_nothing(command: Command) -> None:
    """The command can't run."""
    result = command("evidence", "summary", "--source", "history.csv", "--public")
    assert (result.code, result.out) == (2, "")
    assert "fewer than 5 deals" in result.err


def test_many_moves_are_folded_into_a_last_line(command: Command) -> None:
    """Fifteen are shown."""
    rows = [f"D,s{number:02},2026-01-{number:02}\n" for number in range(1, 21)]
    Path("history.csv").write_text("".join(["deal_id,stage,entered_at\n", *rows]), encoding="utf-8")
    out = command("evidence", "summary", "--source", "history.csv").out
    assert "The most frequent of 19 moves" in out
    assert "            4         4 other pairs of stages" in out
    assert "s15 → s16" in out
    assert "s16 → s17" not in out


def test_a_source_without_a_stage_history_is_refused(command: Command) -> None:
    """A table of deals alone tells of no stage."""
    Path("source").mkdir()
    Path("source/deals.csv").write_text("deal_id,opened_at,amount\nA,2026-01-01,10\n", encoding="utf-8")
    result = command("evidence", "summary", "--source", "source")
    assert (result.code, result.out) == (2, "")
    assert "no stage history" in result.err
