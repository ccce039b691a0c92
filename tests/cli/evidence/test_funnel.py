"""`evidence funnel`: what it prints."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from processengine.evidence.funnel import main_way
from processengine.graph import good_kinds
from processengine.model.process import Process
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.report.closed import faults

PROCESS = """\
process: new-business
title: New business
from_anywhere: [lost, mistake]
stages:
  heard: {next: [agreed, board]}
  agreed: {next: [board]}
  board: {next: [won, care/start]}
  won: {outcome: won}
  lost: {outcome: lost}
  mistake: {outcome: admin}
"""
ROWS = """\
deal_id,stage,entered_at,process,region
A,heard,2026-01-01,,north
A,agreed,2026-01-03,,north
A,heard,2026-01-04,,north
A,agreed,2026-01-05,,north
A,board,2026-01-06,,north
A,won,2026-01-10,,north
B,heard,2026-01-31T23:59:59Z,,=1+1
B,board,2026-02-04,,=1+1
C,heard,2026-02-02,,
C,lost,2026-02-07,,
D,heard,2026-02-03,,north
E,heard,2026-02-05,,north
E,mistake,2026-02-06,,north
F,heard,2026-02-05,,north
F,board,2026-02-06,,north
F,start,2026-02-09,care,north
G,agreed,2026-02-09,,north
G,heard,2026-02-10,,north
"""

TEXT = """\
New business: 6 deals; 2 closed, 1 of them won; 3 open; 1 handed over to another process

Got there sooner or later  Reached      Got there, of decided  May still             Won, of closed
Heard → Agreed                   6     1 of 3  33 % (6 to 79)          3     1 of 2  50 % (9 to 91)
Agreed → Board                   2  1 of 1  100 % (21 to 100)          1  1 of 1  100 % (21 to 100)
    2 came to Board without Agreed
Board → Won                      3     1 of 2  50 % (9 to 91)          1  1 of 1  100 % (21 to 100)
May still: open deals that may get there yet; they are in no share.

Went there directly, of the deals that left a stage (95 % interval)
  Heard: 4 deals left it, 2 there now
              2 of 4  50 % (15 to 85)      Board
              1 of 4  25 % (5 to 70)       Agreed
              1 of 4  25 % (5 to 70)       Lost
  Agreed: 2 deals left it, 0 there now
              2 of 2  100 % (34 to 100)    Heard
              1 of 2  50 % (9 to 91)       Board
  Board: 2 deals left it, 1 there now
              1 of 2  50 % (9 to 91)       another process
              1 of 2  50 % (9 to 91)       Won

Note: 1 deal was made in error (outcome admin), and counted nowhere.
"""


@pytest.fixture(autouse=True)
def library(command: Command) -> None:
    """A library of one process, and its deals."""
    del command
    write(Path())


def write(folder: Path) -> None:
    """Write the library."""
    for name, text in (("new-business.yaml", PROCESS), ("library.yaml", "library: acme\nevidence: {source: data.csv}\n"), ("data.csv", ROWS)):
        (folder / name).write_text(text, encoding="utf-8")


def funnel(command: Command, *arguments: str) -> Any:
    """Return what the command prints as JSON, which fits its schema."""
    result = command("evidence", "funnel", "new-business", *arguments, "-f", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert faults("evidence-funnel", data) == []
    return data


def sizes(data: Any) -> dict[str | None, int]:
    """Return how many deals each group has."""
    return {group["value"]: group["deals"] for group in data["groups"]}


def test_the_text_tells_the_main_way_and_where_deals_went_that_left_a_stage(command: Command) -> None:
    """A deal counts once in each number; who was made in error in none."""
    result = command("evidence", "funnel", "new-business")
    assert (result.code, result.err, result.out) == (0, "", TEXT)


def test_json_has_every_number_with_its_interval(command: Command) -> None:
    """Wilson's, and null where nobody can tell."""
    data = funnel(command)
    assert (data["main_way"], data["counts_as_won"], data["deals"], data["made_in_error"]) == (["heard", "agreed", "board", "won"], ["won"], 6, 1)
    (group,) = data["groups"]
    assert (group["value"], group["together"], group["deals"]) == (None, False, 6)
    heard = group["stages"][0]
    assert {name: heard[name] for name in ("stage", "reached", "left", "still_there", "next", "undecided")} == {
        "stage": "heard", "reached": 6, "left": 4, "still_there": 2, "next": "agreed", "undecided": 3,
    }
    assert heard["went"][0] == {"to": "board", "deals": 2, "of": 4, "share": 0.5, "low": pytest.approx(0.150039), "high": pytest.approx(0.849961)}


def test_a_column_of_the_source_splits_the_deals(command: Command) -> None:
    """The largest group first, and those without a value for themselves."""
    assert list(sizes(funnel(command, "--by", "region")).items()) == [("north", 4), (None, 1), ("=1+1", 1)]


def test_months_are_those_of_the_first_visit_in_utc(command: Command) -> None:
    """In their order."""
    assert list(sizes(funnel(command, "--by", "month")).items()) == [("2026-01", 2), ("2026-02", 4)]


def test_a_column_of_that_name_counts_before_months(command: Command) -> None:
    """What the source says is never passed over."""
    Path("data.csv").write_text(ROWS.replace("region", "month"), encoding="utf-8")
    assert "north" in sizes(funnel(command, "--by", "month"))


def test_versions_are_those_in_force_at_the_first_visit(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the release tags; the first counts for all that was before it."""
    scratch = Scratch(tmp_path / "repository")
    write(scratch.root)
    scratch.commit("first")
    scratch.tag("new-business/1.0.0", "acme/new-business 1.0.0", "2026-01-20T00:00:00Z")
    scratch.tag("new-business/1.1.0", "acme/new-business 1.1.0", "2026-02-03T00:00:00Z")
    monkeypatch.chdir(scratch.root)
    assert list(sizes(funnel(command, "--by", "version")).items()) == [("1.0.0", 3), ("1.1.0", 3)]


def test_the_text_of_a_split_funnel_has_a_line_for_each_group(command: Command) -> None:
    """With what became of those that reached the first stage of the main way."""
    lines = command("evidence", "funnel", "new-business", "--by", "month").out.splitlines()
    assert [" ".join(line.split()) for line in lines[2:7]] == [
        "month Deals Got there, of decided Won, of closed",
        "2026-01 2 1 of 1 100 % (21 to 100) 1 of 1 100 % (21 to 100)",
        "2026-02 4 0 of 2 0 % (0 to 66) 0 of 1 0 % (0 to 79)",
        "Got there from Heard to Agreed, sooner or later; won of those that reached Heard and are closed.",
        "`-f csv` has every stage.",
    ]


def test_a_column_that_is_not_there_is_refused(command: Command) -> None:
    """In one line that says what there is."""
    result = command("evidence", "funnel", "new-business", "--by", "regoin")
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert "region" in result.err


def test_csv_has_a_line_for_each_share_and_no_formula(command: Command) -> None:
    """A spreadsheet would work out what begins with an equals sign."""
    rows = list(csv.DictReader(StringIO(command("evidence", "funnel", "new-business", "--by", "region", "-f", "csv").out)))
    assert {row["group"] for row in rows} == {"north", "'=1+1", "(none)"}
    assert {row["measure"] for row in rows} == {"went", "went on", "won"}
    assert next(row for row in rows if (row["group"], row["stage"], row["to"]) == ("(none)", "heard", "lost"))["share"] == "1.0"


def test_small_groups_are_put_together_in_public(command: Command) -> None:
    """And no count of one to four is told."""
    rows = [f"{deal},heard,2026-01-01,{region}\n{deal},{'agreed' if deal % 3 else 'board'},2026-01-02,{region}\n" for deal, region in enumerate("nnnnnnnnnnwwssse")]
    Path("data.csv").write_text("deal_id,stage,entered_at,region\n" + "".join(rows), encoding="utf-8")
    data = funnel(command, "--by", "region", "--public")
    assert [(group["value"], group["together"], group["deals"]) for group in data["groups"]] == [("n", False, 10), (None, True, 6)]
    assert [leg["deals"] for group in data["groups"] for stage in group["stages"] for leg in stage["went"] if leg["deals"] < 5] == []
    assert "3 groups are put together as others for that." in data["warnings"]
    assert "(others),heard,went on,agreed,6,6,1.0" not in command("evidence", "funnel", "new-business", "--by", "region", "--public", "-f", "csv").out
    assert "(others)" in command("evidence", "funnel", "new-business", "--by", "region", "--public").out


def test_others_are_told_as_such_in_csv(command: Command) -> None:
    """And a share is left out where one of its sides has one to four deals."""
    rows = [f"{deal},heard,2026-01-01,{deal}\n{deal},{'lost' if deal else 'agreed'},2026-01-02,{deal}\n{deal},{'mistake' if deal > 6 else 'won'},2026-02-01,{deal}\n" for deal in range(9)]
    Path("data.csv").write_text("deal_id,stage,entered_at,region\n" + "".join(rows), encoding="utf-8")
    assert command("evidence", "funnel", "new-business", "--by", "region", "--public", "-f", "csv").out.splitlines()[1:] == ["(others),heard,won,,7,7,1.0,0.64567,1.0"]
    rows = [f"{deal},heard,2026-01-01,{deal}\n{deal},{'lost' if deal > 1 else 'won'},2026-01-02,{deal}\n" for deal in range(7)]
    Path("data.csv").write_text("deal_id,stage,entered_at,region\n" + "".join(rows), encoding="utf-8")
    assert command("evidence", "funnel", "new-business", "--by", "region", "--public", "-f", "csv").out.splitlines()[1:] == ["(others),heard,went on,agreed,0,7,0.0,0.0,0.35433"]


def test_a_single_small_group_takes_the_next_smallest_with_it(command: Command) -> None:
    """Else all deals less the others would tell it."""
    rows = [f"{deal},heard,2026-01-01,{region}\n" for deal, region in enumerate("nnnnnnnnnw")]
    Path("data.csv").write_text("deal_id,stage,entered_at,region\n" + "".join(rows), encoding="utf-8")
    data = funnel(command, "--by", "region", "--public")
    assert [(group["value"], group["together"], group["deals"]) for group in data["groups"]] == [(None, True, 10)]
    assert "2 groups are put together as others for that." in data["warnings"]


def test_the_main_way_goes_on_through_the_nearest_stage_down_the_list() -> None:
    """To a good outcome; where nothing leads on, it ends."""
    ways = {"a": {"next": ["c", "b", "won"]}, "b": {"next": ["a", "won"]}, "c": {"next": ["won"]}, "won": {"outcome": "won"}}
    assert main_way(Process.model_validate({"process": "p", "stages": ways})) == ("a", "b", "won")
    assert main_way(Process.model_validate({"process": "p", "stages": {**ways, "b": {"next": ["a"]}}})) == ("a", "b")
    assert main_way(Process.model_validate({"process": "p", "start": "nowhere", "stages": ways})) == ()


def test_what_counts_as_won_is_what_the_process_exists_for() -> None:
    """Where it has no `won`."""
    assert good_kinds(Process.model_validate({"process": "p", "stages": {"a": {}, "elated": {"outcome": "realised"}, "gone": {"outcome": "unrealised"}}})) == ("realised",)


def test_a_process_without_its_start_has_no_main_way(command: Command) -> None:
    """Where deals went is told all the same, other names of the source too, and what more there is."""
    Path("new-business.yaml").write_text(PROCESS.replace("title: New business", "start: nowhere"), encoding="utf-8")
    rows = [f"{target},heard,2026-01-01,{target}\n{target},{target},2026-01-02,{target}\n" for target in ("Legal", "Money", "agreed", "board", "lost", *map(str, range(30)))]
    Path("data.csv").write_text("deal_id,stage,entered_at,region\n" + "".join(rows), encoding="utf-8")
    text = command("evidence", "funnel", "new-business").out
    assert "The main way" not in text
    assert "  Heard: 35 deals left it, 0 there now" in text
    assert "32 further ways, 1 deal each" in text
    assert "“Legal”" in text
    split = command("evidence", "funnel", "new-business", "--by", "region").out
    assert "11 more groups with 11 deals." in split
    assert "Note: The process has no stage for 0, 1, 10, 11, 12 and others." in split
    assert "went on" not in command("evidence", "funnel", "new-business", "-f", "csv").out


def test_public_tells_a_large_funnel_as_it_is(command: Command) -> None:
    """Shares with five deals or more on each side; what was made in error where it is that many."""
    rows = [f"{deal},heard,2026-01-01\n{deal},{'agreed' if deal % 2 else 'mistake' if deal % 4 else 'lost'},2026-01-02\n" for deal in range(40)]
    Path("data.csv").write_text("deal_id,stage,entered_at\n" + "".join(rows), encoding="utf-8")
    data = funnel(command, "--public")
    assert (data["deals"], data["made_in_error"], data["groups"][0]["stages"][0]["went_on"]["deals"]) == (30, 10, 20)
    assert data["warnings"] == ["Nothing is shown of fewer than 5 deals, nor what they could be worked out from."]


def test_public_hides_small_counts_in_the_text(command: Command) -> None:
    """And those from which they could be worked out: nine of twelve deals went on."""
    rows = [f"{deal},heard,2026-01-01\n" + (f"{deal},agreed,2026-01-02\n" if deal > 2 else "") for deal in range(12)]
    Path("data.csv").write_text("deal_id,stage,entered_at\n" + "".join(rows), encoding="utf-8")
    assert "Heard: (number not shown) left it, (number not shown) there now" in command("evidence", "funnel", "new-business", "--public").out
    assert command("evidence", "funnel", "new-business", "--public", "-f", "csv").out.splitlines()[1:] == [",heard,won,,0,0,,,"]
