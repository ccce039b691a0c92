"""`impact`: what it prints."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.impact.library import AFTER, BEFORE, HISTORY, LIBRARY, ODD, PLAN, UNPLANNED, planned
from tests.conftest import ROOT, Command
from tests.git.scratch import Scratch
from tests.report.closed import faults


def test_who_needs_a_person_comes_first(command: Command) -> None:
    """Stage by stage, with the move to be written, and exit status 1."""
    result = command("impact", "main")
    assert (result.code, result.out, result.err) == (1, UNPLANNED, "")


def test_the_page_about_it_shows_just_that() -> None:
    """Word for word."""
    assert f"$ processengine impact main\n{UNPLANNED}```" in (ROOT / "docs" / "impact.md").read_text(encoding="utf-8")


def test_of_many_names_that_are_no_stages_the_first_are_told(command: Command, repository: Scratch) -> None:
    """The others are counted: the data then mean something else altogether."""
    repository.write_at("data/stage_history.csv", HISTORY + "".join(f"x{number},Odd {number},2026-01-05\n" for number in range(30)))
    result = command("impact", "main", "--update", "update.csv")
    assert result.out.count("which is no stage of the process") == 12
    assert "      18 need a person    18 more names that are no stages of the process\n" in result.out
    assert "New business: 18 deals in 18 more names that are no stages of the process." in result.err


def test_the_proposal_of_the_change_says_where_deals_go(command: Command, repository: Scratch) -> None:
    """Then nobody needs a person, and what waits returns to where they went."""
    planned(repository)
    result = command("impact")
    assert result.code == 0
    assert "5 deals in flight: 4 stay, 1 moves." in result.out
    assert "       1 moves            Demo seen → Case made\n" in result.out
    assert "Next:" not in result.out


@pytest.mark.parametrize("sides", [("main", "change"), ("main..change",), ("main...change",), ("main:new-business.yaml", "change:new-business.yaml")])
def test_sides_are_those_of_diff(command: Command, repository: Scratch, sides: tuple[str, ...]) -> None:
    """Revisions, ranges, and files of revisions: the proposal is that of the second side."""
    planned(repository)
    repository.git("checkout", "-q", "-b", "change")
    repository.commit("No demo")
    repository.git("checkout", "-q", "main")
    result = command("impact", *sides, "-f", "json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["processes"][0]["planned"] == {"demo": "case-made"}


def test_two_files_are_compared_with_what_waits_in_their_library(command: Command, repository: Scratch) -> None:
    """A proposal that was ruled on says nothing of them."""
    repository.write_at("old.yaml", BEFORE)
    assert command("impact", "old.yaml", "new-business.yaml").code == 1
    planned(repository)
    assert command("impact", "old.yaml", "new-business.yaml").code == 0
    repository.write_at("proposals/no-demo.yaml", PLAN + "record: {ruling: rejected}\n")
    assert command("impact", "old.yaml", "new-business.yaml").code == 1


@pytest.mark.parametrize("plan", [PLAN + "status: withdrawn\n", PLAN.replace("new-business", "other"), PLAN.replace("case-made}", "nowhere}"), PLAN.replace("case-made}", "won}")])
def test_other_plans_move_nobody(command: Command, repository: Scratch, plan: str) -> None:
    """One that was taken back, one about another process, and one that leads nowhere or to an outcome."""
    repository.write_at("proposals/no-demo.yaml", plan)
    assert command("impact", "main").code == 1


def test_stages_are_read_by_the_names_of_the_first_side(command: Command, repository: Scratch) -> None:
    """A change of the mappings doesn't hide a deal."""
    repository.write_at("library.yaml", "library: acme\nevidence: {source: nowhere/}\n")
    planned(repository)
    assert "5 deals in flight: 4 stay, 1 moves." in command("impact", "main").out


def test_deals_of_a_process_that_goes_may_move_to_another(command: Command, repository: Scratch) -> None:
    """By the names of that one; what they must meet there is its own affair."""
    Path("new-business.yaml").unlink()
    repository.write_at("renewal.yaml", "process: renewal\nstages:\n  asked: {title: Asked anew, next: [won]}\n  won: {outcome: won}\n")
    repository.write_at("proposals/no-demo.yaml", "proposal: no-demo\nmoves: {heard: renewal/asked, demo: renewal/asked, board: renewal/asked}\n")
    result = command("impact", "main", "--update", "update.csv", "--partial", "--deals")
    assert "       2 move             Board → Asked anew\n" in result.out
    assert "       1 needs a person   Waiting\n" in result.out
    assert "  001                      8 days  Heard      moves to Asked anew\n" in result.out
    assert Path("update.csv").read_text().splitlines()[1] == "001,Asked anew"


def test_names_that_the_process_does_not_have_need_a_person(command: Command, repository: Scratch) -> None:
    """By the source's own name."""
    planned(repository)
    repository.write_at("data/stage_history.csv", HISTORY + ODD)
    result = command("impact", "main", "--deals")
    assert result.code == 1
    assert "       1 needs a person   Prospecting, which is no stage of the process\n" in result.out
    assert "  007                      4 days  Prospecting  needs a person\n" in result.out


def test_names_that_are_no_stages_are_to_be_mapped(command: Command, repository: Scratch) -> None:
    """`moves` of a name that is no stage would change nothing."""
    planned(repository)
    repository.write_at("data/stage_history.csv", HISTORY + ODD)
    result = command("impact", "main", "--update", "update.csv")
    advice = "ap the names that are no stages in library.yaml (`crm:`; `not_stages` for what is none)."
    assert result.out.endswith(f"\nNext: m{advice}\n")
    assert f"processengine: M{advice}\n" in result.err
    assert "`moves`" not in result.err


def test_what_waits_for_a_stage_that_goes_needs_its_move_too(command: Command, repository: Scratch) -> None:
    """Where no deal stands on the stage itself."""
    repository.write_at("data/stage_history.csv", HISTORY.replace("002,Demo Given,2026-01-02\n", ""))
    assert command("impact", "main").out.endswith("\nNext: say in the proposal where they go: `moves: {demo: ...}`\n")


def test_deals_of_another_process_of_the_library_are_left_out(command: Command, repository: Scratch) -> None:
    """Where no row says which process it is of: by the names that only the other one has, in the mapping or as its stages."""
    planned(repository)
    repository.write_at("renewal.yaml", "process: renewal\nstages:\n  asked-anew: {next: [agreed]}\n  agreed: {outcome: won}\n")
    repository.write_at("library.yaml", LIBRARY + "    care:\n      stages:\n        open: [Ticket]\n")
    repository.commit("The library")
    repository.git("checkout", "-q", "HEAD~1", "--", "new-business.yaml")
    repository.commit("As it was")
    repository.write_at("new-business.yaml", AFTER)
    repository.write_at("proposals/no-demo.yaml", PLAN + "why: So.\n")
    repository.write_at("data/stage_history.csv", HISTORY + "100,Asked anew,2026-01-05\n101,Ticket,2026-01-05\n001,Asked anew,2026-01-06\n" + ODD)
    result = command("impact", "HEAD", "--deals")
    assert "New business: 5 deals in flight: 3 stay, 1 moves, 1 needs a person." in result.out
    assert "Note: 3 deals in stages that only other processes of the library have are left out.\n" in result.out
    assert [line.split()[0] for line in result.out.partition("deal by deal\n")[2].splitlines()] == ["002", "006", "003", "004", "007"]


def test_two_proposals_that_disagree_need_a_person(command: Command, repository: Scratch) -> None:
    """Neither of them is taken for the right one."""
    planned(repository)
    repository.write_at("proposals/a.yaml", "proposal: a\nmoves: {demo: heard}\n")
    result = command("impact", "main")
    assert (result.code, "“Demo seen” goes, and `a` and `no-demo` send its deals to different stages." in " ".join(result.out.split())) == (1, True)


@pytest.mark.parametrize("broken", ["proposal: no-demo\nmoves: {demo: [\n", "moves: {demo: case-made}\n", PLAN.replace("moves", "move"), PLAN.replace("case-made", "[]")])
def test_a_plan_that_can_not_be_read_is_said(command: Command, repository: Scratch, broken: str) -> None:
    """It isn't as if there were none."""
    repository.write_at("proposals/p.yaml", broken)
    result = command("impact", "main")
    assert (result.code, result.err) == (1, "processengine: proposals/p.yaml can't be read, so its `moves` don't count.\n")


def test_a_broken_plan_of_the_base_is_not_this_change_s(command: Command, repository: Scratch) -> None:
    """Nothing is said of it."""
    repository.write_at("proposals/p.yaml", "proposal: [\n")
    repository.commit("A broken one")
    assert command("impact", "HEAD", "HEAD").err == ""


def test_a_library_without_a_source_is_named(command: Command, repository: Scratch) -> None:
    """Of several, it is the one that has none."""
    repository.write_at("two/library.yaml", "library: two\n")
    repository.write_at("two/p.yaml", BEFORE.replace("new-business", "renewal"))
    repository.commit("Two libraries")
    repository.write_at("two/p.yaml", AFTER.replace("new-business", "renewal"))
    assert command("impact", "HEAD").err == "processengine: No source of deals is named: add --source FILE, or `evidence: {source: ...}` to two/library.yaml.\n"


def test_each_deal_is_told_where_that_is_asked_for(command: Command, repository: Scratch) -> None:
    """In the order of the stages, and whoever has been there longest first."""
    planned(repository)
    told = command("impact", "main", "--deals").out.partition("deal by deal\n")[2]
    assert told == """\
  001                      8 days  Heard      stays
  002                      7 days  Demo seen  moves to Case made; lacks case-made/case
  006                      4 days  Board      stays; lacks case-made/case
  003                      0 days  Board      stays
  004                      6 days  Waiting    stays
"""


def test_csv_has_a_line_for_each_deal(command: Command, repository: Scratch) -> None:
    """For a spreadsheet."""
    planned(repository)
    rows = list(csv.DictReader(StringIO(command("impact", "main", "-f", "csv").out)))
    assert [(row["deal_id"], row["stage"], row["fate"], row["to"], row["lacks"]) for row in rows] == [
        ("001", "heard", "stays", "heard", ""), ("002", "demo", "moves", "case-made", "case-made/case"), ("006", "board", "stays", "case-made", "case-made/case"),
        ("003", "board", "stays", "case-made", ""), ("004", "waiting", "stays", "waiting", ""),
    ]


@pytest.mark.parametrize("more", [(), ("--deals",)])
def test_json_has_the_sums_the_stages_and_the_deals(command: Command, more: tuple[str, ...]) -> None:
    """By its schema, which knows every key; without --deals no deal is in it."""
    data = json.loads(command("impact", "main", "-f", "json", *more).out)
    assert faults("impact", data) == []
    assert (data["deals"], data["stays"], data["moves"], data["needs_a_person"]) == (5, 3, 0, 2)
    assert (data["processes"][0]["untracked"], data["processes"][0]["library"]) == (["case-made/dated"], ".")
    assert [one["deal"] for one in data["in_flight"] or ()] == (["001", "002", "006", "003", "004"] if more else [])


def test_of_several_libraries_each_has_its_own_deals(command: Command, repository: Scratch) -> None:
    """Two processes of one title are told apart by their ids, and each has its own plan to write."""
    for folder, name in (("one", "new-business"), ("two", "renewal")):
        for file, text in {"library.yaml": LIBRARY, "p.yaml": BEFORE, "data/stage_history.csv": HISTORY}.items():
            repository.write_at(f"{folder}/{file}", text.replace("new-business", name))
    repository.git("rm", "-q", "-f", "library.yaml", "new-business.yaml")
    repository.commit("Two libraries")
    for folder, name in (("one", "new-business"), ("two", "renewal")):
        repository.write_at(f"{folder}/p.yaml", AFTER.replace("new-business", name))
    result = command("impact", "HEAD", "--update", "update.csv")
    assert " ".join(result.out.split()).startswith("From HEAD to working tree: 10 deals in flight. The deals are those of one/data, two/data, up to 2026-01-09. New business (new-business): 5 deals")
    assert "Next: say in the proposal for New business (renewal) where they go: `moves: {demo: ...}`\n" in result.out
    assert "New business (renewal): 1 deal in “Demo seen”." in result.err
    rows = list(csv.DictReader(StringIO(command("impact", "HEAD", "-f", "csv").out)))
    assert {(row["library"], row["process"]) for row in rows} == {("one", "new-business"), ("two", "renewal")}


def test_where_no_process_differs_no_deal_is_touched(command: Command, repository: Scratch) -> None:
    """The source isn't even opened."""
    repository.write_at("new-business.yaml", BEFORE)
    repository.write_at("another.yaml", BEFORE.replace("new-business", "another"))
    repository.write_at("data/stage_history.csv", "\0")
    assert command("impact", "main").out == "From main to working tree: no process that deals are in differs, so none is touched.\n"
