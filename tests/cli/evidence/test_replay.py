"""`evidence replay`: what it prints."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.report.closed import faults

PROCESS = """\
process: new-business
title: New business
from_anywhere: [lost]
stages:
  heard: {was: [problem], next: [agreed]}
  agreed: {next: [board]}
  board: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""
LIBRARY = """\
library: acme
evidence: {source: data.csv, names: salesforce}
crm:
  salesforce:
    new-business:
      process: Payroll Sales
      stages: {agreed: [Team Agreed]}
      not_stages: [Internal Review]
"""
ROWS = """\
deal_id,stage,entered_at
A,Problem,2026-01-01
A,Team Agreed,2026-01-03
A,Internal Review,2026-01-04
A,Team Agreed,2026-01-05
A,Board,2026-01-06
A,Won,2026-01-10
A,Board,2026-01-10T00:03:00
B,Problem,2026-01-02
B,Won,2026-01-04
C,Problem,2026-01-02
C,Legal,2026-01-05
C,Lost,2026-01-07
C,Board,2026-01-08
D,Problem,2026-01-03
D,Problem,2026-01-04
E,Problem,2026-01-05
E,Lost,2026-01-05
"""

TEXT = """\
New business: 5 deals, 16 rows, 2026-01-01 to 2026-01-10, judged by the file as it stands

3 of 5 deals (60 %) went as the process says so far; 2 of them have ended.
It allows 50 % of their moves. Deals went 3 ways through the stages, 5 counting how they ended.
3 are closed (2 won, 1 lost); 2 are open.

What the process doesn't allow, most frequent first
  1 deal went from Heard straight to Won
  1 deal went from Heard to “Legal”
  1 deal was reopened, from Lost to Board
  1 deal went from “Legal” to Lost

Stage   Visits  Half within  90 % within  Open now
Heard        5       2 days            -         1  1 took no time: possibly back-filled
Agreed       1       3 days       3 days         0
Board        2       4 days       4 days         1
Won          2            -            -
Lost         2            -            -

Note: new-business.yaml is in no git repository, so it judges every move as it stands.
Note: 1 row of stages that are none (Internal Review) is skipped, as `not_stages` says.
Note: 1 row came so soon after an outcome, as the last of its deal, that only the outcome counts.
Note: One stage of the source is not in the process: Legal. No move from or to it is allowed.
Note: 1 row has the same time as the row before in the deal; they count in the order in which the
  source has them.
Note: 1 visit took no time at all: possibly back-filled. It is in no median.
Note: Deals were reopened once after an outcome, which no process allows.

Next: processengine evidence drift new-business
Next: processengine evidence funnel new-business
"""


@pytest.fixture(autouse=True)
def library(command: Command) -> None:
    """A library of one process, and its deals."""
    del command
    write(Path())


def write(folder: Path) -> None:
    """Write the library."""
    for name, text in (("new-business.yaml", PROCESS), ("library.yaml", LIBRARY), ("data.csv", ROWS)):
        (folder / name).write_text(text, encoding="utf-8")


def replay(command: Command, *arguments: str) -> Any:
    """Return what the command prints as JSON, which fits its schema."""
    result = command("evidence", "replay", "new-business", *arguments, "-f", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert faults("evidence-replay", data) == []
    return data


def test_the_text_tells_how_many_went_as_the_process_says_and_what_it_does_not_allow(command: Command) -> None:
    """Then how long deals stay in each stage, and what to mind."""
    result = command("evidence", "replay", "new-business")
    assert (result.code, result.err, result.out) == (0, "", TEXT)


def test_json_has_every_number(command: Command) -> None:
    """Of the same."""
    data = replay(command)
    named = ("deals", "events", "conforming_so_far", "conforming_and_closed", "fitness", "closed", "open", "variants", "skips", "returns", "reopenings",
             "echoes", "skipped_rows", "elsewhere_rows", "ties_in_process", "zero_length", "ways", "handed_over", "made_in_error")
    assert [data[name] for name in named] == [5, 16, 3, 2, 0.5, 3, 2, 5, 1, 0, 1, 1, 1, 0, 1, 1, 3, 0, 0]
    assert data["moves"][0] == {"from": "heard", "to": "agreed", "count": 1, "allowed": True, "deals": 1, "allowed_count": 1, "kind": "on"}
    assert data["stages"][0] == {
        "stage": "heard", "visits": 5, "median_days": 2.0, "p90_days": None, "open_now": 1, "deals": 5, "zero_length": 1, "former": False,
    }
    assert (data["unknown_stages"], data["unknown_visits"], data["began"], data["outcomes"]) == (["Legal"], {"Legal": 1}, {"heard": 5}, {"lost": 1, "won": 2})
    assert (data["first"], data["last"], data["as_of"]) == ("2026-01-01T00:00:00Z", "2026-01-10T00:00:00Z", "2026-01-10")


def test_deals_are_told_up_to_a_day(command: Command) -> None:
    """And those still open then are watched until its end."""
    data = replay(command, "--as-of", "2026-01-05")
    assert (data["deals"], data["closed"], data["as_of"]) == (5, 2, "2026-01-05")


def test_each_move_is_judged_by_the_release_of_its_time(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first judges what was before it; ids are those of today, and a stage that is no more was one then."""
    scratch = Scratch(tmp_path / "repository")
    then = PROCESS.replace("heard: {was: [problem], next: [agreed]}", "problem: {next: [agreed, legal, won]}\n  legal: {}\n  never: {}").replace("from_anywhere: [lost]", "from_anywhere: [lost]\nversion: 1.0.0")
    write(scratch.root)
    scratch.write(new_business=then)
    scratch.commit("first")
    scratch.tag("new-business/1.0.0", "acme/new-business 1.0.0", "2026-01-04T12:00:00Z")
    scratch.write(new_business=PROCESS)
    scratch.commit("second")
    scratch.tag("new-business/2.0.0", "acme/new-business 2.0.0", "2026-01-06T00:00:00Z")
    monkeypatch.chdir(scratch.root)
    data = replay(command)
    allowed = {(move["from"], move["to"]): move["allowed"] for move in data["moves"]}
    assert allowed["heard", "won"]
    assert allowed["heard", "legal"]
    assert not allowed["legal", "lost"]
    assert (data["versions"], data["unknown_stages"], data["conforming_so_far"]) == (["1.0.0", "2.0.0"], [], 4)
    assert data["stages"][-1]["stage"] == "legal"
    assert data["stages"][-1]["former"]
    assert data["warnings"][0] == "2 moves were made before the first release (1.0.0, 2026-01-04), which judges them too."
    assert "Only earlier versions of the process have legal." in data["warnings"]


def test_one_revision_can_judge_all_moves(command: Command) -> None:
    """Here another file."""
    Path(".old").mkdir()
    Path(".old/other.yaml").write_text(PROCESS.replace("next: [agreed]", "next: [agreed, won]"), encoding="utf-8")
    data = replay(command, "--against", ".old/other.yaml")
    assert {(move["from"], move["to"]) for move in data["moves"] if not move["allowed"]} == {("heard", "Legal"), ("Legal", "lost"), ("lost", "board")}
    assert data["warnings"][0] == "Every move is judged by the process at .old/other.yaml."


def test_a_revision_that_is_not_there_is_refused(command: Command) -> None:
    """In one line."""
    result = command("evidence", "replay", "new-business", "--against", "nowhere")
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)


def test_deals_that_go_on_in_another_process_are_handed_over(command: Command) -> None:
    """Where their last stage leads there; the rows there are none of this process's."""
    Path("new-business.yaml").write_text(PROCESS.replace("next: [won]", "next: [won, care/start]").replace("{outcome: won}", "{outcome: won, continues_in: [care]}"), encoding="utf-8")
    Path("data.csv").write_text(
        "deal_id,stage,entered_at,process\nA,Board,2026-01-01,Payroll Sales\nA,Start,2026-01-05,care\nB,Heard,2026-01-01,new-business\nB,Start,2026-01-05,Care\n"
        "C,Board,2026-01-01,\nC,Won,2026-01-03,\nC,Start,2026-01-09,care\n", encoding="utf-8",
    )
    data = replay(command)
    assert (data["deals"], data["events"], data["elsewhere_rows"], data["outcomes"], data["open"]) == (3, 4, 3, {"handed-over": 1, "won": 1}, 1)
    assert (data["unknown_stages"], data["conforming_and_closed"]) == ([], 2)
    assert {one["stage"]: (one["median_days"], one["open_now"]) for one in data["stages"]}["board"] == (2.0, 0)
    assert "3 rows of other processes are left out." in data["warnings"]


def test_the_last_stage_wins_over_the_deals_own_table_and_it_is_said(command: Command) -> None:
    """An outcome of no known kind is not compared."""
    Path("data").mkdir()
    Path("data.csv").rename("data/stage_history.csv")
    Path("data/deals.csv").write_text("deal_id,outcome\nA,won\nB,Lost\nC,Team Agreed\nD,open\nE,Gone\n", encoding="utf-8")
    data = replay(command, "--source", "data")
    assert data["outcomes"] == {"lost": 1, "won": 2}
    assert data["warnings"][-2:] == [
        "1 deal has another outcome in the deals' own table than their last stage; the stage counts.",
        "1 deal has an outcome of no known kind in the deals' own table (Gone); it is not compared with the last stage.",
    ]


def test_public_names_no_group_of_fewer_than_five_deals(command: Command) -> None:
    """Nor a day of one deal, nor a count of one to four."""
    rows = [f"{deal},Heard,2026-01-0{1 + deal % 5}\n{deal},{'Agreed' if deal < 9 else 'Legal'},2026-01-1{deal % 5}\n" for deal in range(11)]
    Path("data.csv").write_text("deal_id,stage,entered_at\n" + "".join(rows) + "0,Board,2026-01-20T10:00:00\n", encoding="utf-8")
    data = replay(command, "--public")
    assert [(move["from"], move["to"], move["deals"]) for move in data["moves"]] == []
    assert [one["stage"] for one in data["stages"]] == ["heard", "won", "lost"]
    assert (data["unknown_stages"], data["last"], data["as_of"]) == ([], "2026-01-20", "2026-01-20")
    assert data["warnings"] == ["Nothing is shown of fewer than 5 deals, nor what they could be worked out from.", "Some moves or stages are left out for that."]
    text = command("evidence", "replay", "new-business", "--public").out
    assert "Legal" not in text
    assert "Board" not in text


def test_public_names_what_five_deals_met(command: Command) -> None:
    """A name that the process doesn't have too."""
    rows = [f"{deal},Heard,2026-01-01\n{deal},Legal,2026-01-02\n{deal},{'Won' if deal < 2 else 'Lost'},2026-01-03\n" for deal in range(8)]
    Path("data.csv").write_text("deal_id,stage,entered_at\n" + "".join(rows), encoding="utf-8")
    data = replay(command, "--public")
    assert (data["unknown_stages"], data["unknown_visits"], data["outcomes"]) == (["Legal"], {"Legal": 8}, {})
    assert data["conforming_so_far"] == 0
    Path("data.csv").write_text("deal_id,stage,entered_at\n" + "".join(f"{deal},Heard,2026-01-01\n" for deal in range(8)), encoding="utf-8")
    assert replay(command, "--public")["warnings"] == ["Nothing is shown of fewer than 5 deals, nor what they could be worked out from."]


def test_moves_are_told_in_words(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How often, where a deal made one again; of how many, where it was allowed at another time; and how many more there are."""
    scratch = Scratch(tmp_path / "repository")
    write(scratch.root)
    scratch.write(new_business=PROCESS.replace("from_anywhere: [lost]\n", "").replace("agreed: {next: [board]}", "agreed: {next: [board, heard]}"))
    scratch.commit("first")
    scratch.tag("new-business/1.0.0", "acme/new-business 1.0.0", "2026-01-01T00:00:00Z")
    scratch.write(new_business=PROCESS.replace("from_anywhere: [lost]\n", ""))
    scratch.commit("second")
    scratch.tag("new-business/1.1.0", "acme/new-business 1.1.0", "2026-01-03T00:00:00Z")
    rows = [f"A,{stage},2026-01-0{day}" for day, stage in enumerate(("Heard", "Agreed", "Heard", "Agreed", "Heard", "Agreed", "Lost"), 1)]
    rows += [f"{deal},{stage},2026-01-1{place}" for deal in "BCDEFGHI" for place, stage in enumerate(("Heard", f"Odd {deal}"))]
    (scratch.root / "data.csv").write_text("\n".join(["deal_id,stage,entered_at", "J,Heard,2025-12-01", "J,Agreed,2025-12-02", "J,Heard,2025-12-03", *rows, "K,Agreed,2026-02-01", "K,Lost,2026-02-02"]) + "\n", encoding="utf-8")
    monkeypatch.chdir(scratch.root)
    text = command("evidence", "replay", "new-business").out
    assert "judged by 1.0.0 to 1.1.0, each in its time" in " ".join(text.split())
    assert "2 deals went back from Agreed to Heard, 2 of 3 times when it was not allowed" in text
    assert "2 deals left Agreed for Lost" in text
    assert "  2 other pairs of stages with 2 moves; `-f json` has them all" in text
    assert "8 stages of the source are not in the process: Odd B, Odd C, Odd D, Odd E, Odd F and 3 more." in text
    again = command("evidence", "replay", "new-business", "--against", "HEAD").out
    assert "2 deals went back from Agreed to Heard, 3 times" in again


def test_where_all_moves_are_allowed_nothing_is_told_of_others(command: Command) -> None:
    """Nor is there anything to mind in a history without faults, but where the process comes from."""
    Path("data.csv").write_text("deal_id,stage,entered_at\nA,Heard,2026-01-01\nA,Agreed,2026-01-03\n", encoding="utf-8")
    text = command("evidence", "replay", "new-business").out
    assert "It allows all of their moves." in text
    assert "doesn't allow" not in text
    assert [line for line in text.splitlines() if line.startswith("Note")] == ["Note: new-business.yaml is in no git repository, so it judges every move as it stands."]


def test_a_released_process_and_a_history_without_faults_leave_nothing_to_mind(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And without a move there is none to be allowed."""
    scratch = Scratch(tmp_path / "repository")
    write(scratch.root)
    scratch.commit("first")
    scratch.tag("new-business/1.0.0", "acme/new-business 1.0.0", "2026-01-01T00:00:00Z")
    (scratch.root / "data.csv").write_text("deal_id,stage,entered_at\nA,Heard,2026-01-01\n", encoding="utf-8")
    monkeypatch.chdir(scratch.root)
    text = command("evidence", "replay", "new-business").out
    assert "Note" not in text
    assert "It allows" not in text
    assert "1 of 1 deal (100 %) went as the process says so far; 0 of them have ended." in text


def test_public_says_nothing_about_fewer_than_five_deals(command: Command) -> None:
    """Not even how many there are."""
    Path("data.csv").write_text("deal_id,stage,entered_at\nA,Heard,2026-01-01\n", encoding="utf-8")
    result = command("evidence", "replay", "new-business", "--public")
    assert (result.code, result.out) == (2, "")


def test_the_order_of_rows_plays_no_part_where_seq_orders_them(command: Command) -> None:
    """The result is the same, bit for bit."""
    head, *rows = ROWS.splitlines()
    numbered = [f"{row},{seq}" for seq, row in enumerate(rows)]
    results = []
    for ordered in (numbered, numbered[::-1], sorted(numbered, key=lambda row: row[::-1])):
        Path("data.csv").write_text("\n".join([f"{head},seq", *ordered]) + "\n", encoding="utf-8")
        results.append(command("evidence", "replay", "new-business", "-f", "json").out)
    assert len(set(results)) == 1


def test_a_history_of_other_processes_alone_has_nothing_to_run(command: Command) -> None:
    """Which is said, and is no mistake."""
    Path("data.csv").write_text("deal_id,stage,entered_at,process\nA,Heard,2026-01-01,else\n", encoding="utf-8")
    data = replay(command)
    assert (data["deals"], data["fitness"], data["moves"], data["first"]) == (0, None, [], None)
    assert "No row of the stage history is of this process; they name else, and `crm` in library.yaml may say which of these it is." in data["warnings"]
    assert "0 deals, 0 rows" in command("evidence", "replay", "new-business").out


def test_names_of_the_source_are_shown_and_never_obeyed(command: Command) -> None:
    """A control character is written as its code point."""
    Path("data.csv").write_text('deal_id,stage,entered_at\nA,Heard,2026-01-01\nA,"\x1b[31mred; DROP TABLE visit --",2026-01-02\n', encoding="utf-8")
    text = command("evidence", "replay", "new-business").out
    assert "\x1b" not in text
    assert "“<U+001B>[31mred; DROP TABLE visit --”" in text
