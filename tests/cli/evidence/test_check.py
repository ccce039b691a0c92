"""`evidence check`: what a source holds, and what can be computed from it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from processengine.report.safe import visible
from tests.conftest import Command
from tests.report.closed import faults
from tests.report.hostile import PAYLOADS

PROCESS = """process: new-business
from_anywhere: [lost]
stages:
  trouble-named: {next: [board-decides]}
  board-decides: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
measures:
  win-rate: {share: {outcome: won}, among: {reached: board-decides}}
  dials: {ratio: {of: {activity: dial}, per: {activity: appointment}}}
"""
CLIENT = "process: client\nstages:\n  start: {next: [elated]}\n  elated: {outcome: realised}\n  left: {outcome: unrealised}\n"
PROPOSAL = """proposal: harder-boards
title: Boards are harder
process: new-business
author: ana
opened: 2026-01-02
why: |
  They are.
claims:
  few-win: {says: Few win, share: {outcome: won}, among: {reached: board-decides}, at_most: 0.5}
"""


def write(name: str, *rows: tuple[str, ...]) -> None:
    """Write a table of the source."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    with Path(name).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def history(*names: str, deals: int = 40) -> list[tuple[str, str, str]]:
    """Return a history in which each deal enters each of some stages, a day after the other."""
    return [(f"secret-{deal}", name, f"2026-01-{day + 1:02}T09:00:00Z") for deal in range(deals) for day, name in enumerate(names)]


def library(**files: str) -> None:
    """Write a library with a source in `data`."""
    Path("library.yaml").write_text("library: acme\nevidence: {source: data/}\n", encoding="utf-8")
    for name, text in {"new-business": PROCESS, **files}.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")


def data(command: Command, *arguments: str) -> Any:
    """Return the check as JSON; it fits its schema, and its exit status its findings."""
    result = command("evidence", "check", *arguments, "-f", "json")
    assert result.err == ""
    found = json.loads(result.out)
    assert faults("evidence-check", found) == []
    assert result.code == int(not found["fit"])
    assert "secret-" not in result.out + result.err
    return found


HEAD = ("deal_id", "stage", "entered_at")
SOUND = ("trouble named", "board decides", "won")


def test_a_sound_source_is_fit(command: Command) -> None:
    """Exit status 0; the process's measures are told one by one, and what to record first."""
    library()
    write("data/stage_history.csv", HEAD, *history(*SOUND), ("x", "lost", "2026-01-05"))
    result = command("evidence", "check")
    assert result.code == 0
    assert "121 rows of 41 deals, 2026-01-01 to 2026-01-05" in result.out
    assert "yes       win-rate" in result.out
    assert "no        dials     the source has no activities" in result.out
    assert "Have reps log each of these" in result.out
    assert result.out.endswith("Nothing makes this source unfit.\nNext: processengine evidence summary\nNext: processengine evidence replay new-business\n")


def test_json_tells_all_of_it(command: Command) -> None:
    """Counts, columns, stages, measures, claims."""
    library(client=CLIENT, boards=PROPOSAL)
    write("data/stage_history.csv", ("case_id", "stage", "entered_at", "note"), *((*row, "") for row in history(*SOUND)))
    found = data(command)
    assert found["history"] == {
        "events": 120, "deals": 40, "deals_of_one_row": 0, "ties": 0, "duplicates": 0, "moves_without_time": 0, "days_without_time": 0,
    }
    assert [one for one in found["tables"][0]["columns"] if one["guessed"]] == [{"column": "deal_id", "holds": "case_id", "guessed": True}]
    new, client = (next(one for one in found["processes"] if one["process"] == name) for name in ("new-business", "client"))
    assert new["stages"][0] == {"stage": "trouble-named", "rows": 40, "names": ["trouble named"]}
    assert [(one["name"], one["computable"]) for one in (*new["measures"], *new["claims"])] == [("win-rate", "yes"), ("dials", "no"), ("few-win", "yes")]
    assert {one["about"] for one in found["findings"]} == {"new-business", "client"}
    assert client["unknown"] == []


def test_without_a_library_the_source_alone_is_checked(command: Command) -> None:
    """By the option, with the options that would settle the guesses."""
    write("log.csv", ("case", "status", "at"), *history("New", "Won"))
    result = command("evidence", "check", "--source", "log.csv")
    assert (result.code, result.err) == (0, "")
    assert "--column stage_history.deal_id=case" in result.out
    assert "Process" not in result.out


def test_names_that_the_process_lacks_come_with_the_lines_that_map_them(command: Command) -> None:
    """They can be put into library.yaml as they are, and then nothing is unknown."""
    library()
    write("data/stage_history.csv", HEAD, *history("trouble named", "Bord decides", "Closed Won"))
    found = data(command, "new-business")
    (process,) = found["processes"]
    assert [(one["name"], one["nearest"]) for one in process["unknown"]] == [("Bord decides", ["board-decides"]), ("Closed Won", ["won"])]
    assert not found["fit"]
    assert process["lines_under"] == [{"under": "evidence", "lines": ["  names: source"]}]
    lines = "\n".join(["evidence:", "  source: data/", "  names: source", *process["lines"]])
    Path("library.yaml").write_text(f"library: acme\n{lines}\n", encoding="utf-8")
    after = data(command, "new-business")
    assert (after["processes"][0]["unknown"], after["fit"]) == ([], True)


def test_guessed_columns_come_with_the_lines_that_settle_them(command: Command) -> None:
    """In library.yaml they are no guesses any more."""
    write("data/log.csv", ("case", "status", "at"), *history("trouble named", "won"))
    library()
    lines = command("evidence", "check").out.splitlines()
    start = lines.index("Under evidence, which library.yaml has:")
    told = "\n".join(["evidence:", "  source: data/", *lines[start + 2:start + 7]])
    Path("library.yaml").write_text(f"library: acme\n{told}\n", encoding="utf-8")
    assert all(not one["guessed"] for one in data(command)["tables"][0]["columns"])


def test_broken_rows_are_counted_with_examples(command: Command) -> None:
    """By the numbers that an editor shows."""
    write("h.csv", HEAD, ("a", "", "2026-01-01"), ("a", "New", "soon"), *history("New", "Won"))
    found = data(command, "--source", "h.csv")
    assert [(one["rows"], one["examples"]) for one in found["tables"][0]["broken"]] == [(1, [2]), (1, [3])]


def test_a_table_of_deals_alone_is_no_history(command: Command) -> None:
    """Exit status 1, and what to export instead."""
    write("crm/deals.csv", ("deal_id", "opened_at", "closed_at"), *((f"secret-{n}", "2026-01-01", "2026-01-02") for n in range(9)))
    result = command("evidence", "check", "--source", "crm")
    assert result.code == 1
    assert "There is no history here" in result.out
    assert "OpportunityHistory" in result.out


def test_in_public_no_group_under_five_is_named(command: Command) -> None:
    """Names of few deals are counted together, rows are not pointed at."""
    library()
    write("data/stage_history.csv", HEAD, *history(*SOUND), *history("Rare name", deals=4), *history("Common name", deals=5), ("x", "", "2026-01-01"))
    found = data(command, "--public")
    process = found["processes"][0]
    assert [one["name"] for one in process["unknown"]] == ["Common name"]
    assert (process["unnamed"], process["lines"], found["tables"][0]["broken"][0]["examples"]) == (1, [], [])
    shown = command("evidence", "check", "--public").out
    assert "Rare name" not in shown
    assert "1 name with fewer than five deals each" in shown
    assert found["as_of"] == "2026-01-03"


def test_rows_of_another_process_are_told_apart(command: Command) -> None:
    """By the column `process`; a process that isn't in the source is a note where others are."""
    library(client=CLIENT)
    write("data/stage_history.csv", (*HEAD, "process"), *((*row, "new-business") for row in history(*SOUND)), *((*row, "renewal") for row in history("won", deals=3)))
    found = data(command)
    new = next(one for one in found["processes"] if one["process"] == "new-business")
    assert (new["rows"], new["elsewhere_rows"]) == (120, 3)
    assert found["fit"]


def test_a_process_that_is_asked_for_has_to_be_there(command: Command) -> None:
    """Else the source has other names for it."""
    library(client=CLIENT)
    write("data/stage_history.csv", HEAD, *history(*SOUND))
    found = data(command, "client")
    assert next(one["severity"] for one in found["findings"]) == "error"
    assert [one["process"] for one in found["processes"]] == ["client"]


def test_a_process_outside_of_any_library_is_checked_by_itself(command: Command) -> None:
    """By its file's name."""
    Path("new-business.yaml").write_text(PROCESS, encoding="utf-8")
    write("h.csv", HEAD, *history(*SOUND))
    assert data(command, "new-business.yaml", "--source", "h.csv")["processes"][0]["measures"][0]["computable"] == "yes"


def test_a_process_that_can_t_be_read_is_left_to_validate(command: Command) -> None:
    """The others are checked."""
    library(broken="process: broken\nstages: 7\n")
    write("data/stage_history.csv", HEAD, *history(*SOUND))
    assert [one["process"] for one in data(command)["processes"]] == ["new-business"]


def test_what_needs_no_word_has_none(command: Command) -> None:
    """A process whose measures can all be computed, and one without any."""
    library(client=CLIENT)
    Path("new-business.yaml").write_text(PROCESS.rpartition("  dials")[0], encoding="utf-8")
    write("data/stage_history.csv", HEAD, *history(*SOUND), *history("Start", "Elated"))
    shown = command("evidence", "check").out
    assert "What to record first" not in shown
    assert "  2 of its 3 stages are in the source" in shown


def test_many_unknown_names_are_cut_short(command: Command) -> None:
    """The text shows the most frequent; the JSON has all."""
    library()
    write("data/stage_history.csv", HEAD, *history(*SOUND), *(row for place in range(14) for row in history(f"Name {place:02}", deals=20 - place)))
    assert len(data(command)["processes"][0]["unknown"]) == 14
    shown = command("evidence", "check").out
    assert "Name 11: 9 rows, 9 deals" in shown
    assert "    and 2 more" in shown
    assert "Name 12" not in shown


def test_without_any_time_nothing_is_dated(command: Command) -> None:
    """A source of deals that has no days."""
    write("export/deals.csv", ("deal_id", "amount"), ("secret-1", "5"))
    found = data(command, "--source", "export")
    assert (found["as_of"], found["tables"][0]["first"]) == (None, None)


def test_salesforce_s_own_names_go_under_salesforce(command: Command) -> None:
    """Where the library doesn't say whose names the source speaks."""
    library()
    write("data/OpportunityHistory.csv", ("OpportunityId", "StageName", "CreatedDate"), *history("Closed Won"))
    found = data(command)["processes"][0]
    assert (found["lines"][:2], found["lines_under"][0]["lines"]) == (["crm:", "  salesforce:"], ["  names: salesforce"])


def test_the_result_may_be_written_to_a_file(command: Command) -> None:
    """Whole, without colours."""
    library()
    write("h.csv", HEAD, *history("New", "Won"), ("a", "", "2026-01-01"))
    shown = command("evidence", "check", "--source", "h.csv").out
    assert command("evidence", "check", "--source", "h.csv", "-o", "out.txt").out == ""
    assert Path("out.txt").read_text(encoding="utf-8") == shown


def test_no_source_is_one_line(command: Command) -> None:
    """Exit status 2."""
    result = command("evidence", "check")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_is_data(command: Command, payload: str) -> None:
    """In names of stages, columns and kinds: it opens no line, and changes no form."""
    library()
    write("data/stage_history.csv", (*HEAD, f"x{payload.replace(';', '')}"), *((*row, "") for row in history(*SOUND)), *((*row, "") for row in history(f"S{payload}", deals=9)))
    write("data/activities.csv", ("rep", "kind", "at"), ("ana", f"K{payload}", "2026-01-01"))
    found = data(command)
    (unknown,) = found["processes"][0]["unknown"]
    assert (unknown["name"], unknown["rows"]) == (f"S{payload}".strip(), 9)
    shown = command("evidence", "check").out
    assert all(visible(line) == line for line in shown.split("\n"))


@pytest.mark.parametrize(("name", "code", "told"), [
    ("helpdesk.xes.gz", 0, "21,348 rows of 4,580 deals"),
    ("running-example.xes", 0, "42 rows of 6 deals"),
    ("running-example.csv", 0, "42 rows of 6 deals"),
    ("receipt.csv", 0, "8,577 rows of 1,434 deals"),
    ("maven_crm", 1, "There is no history here"),
    ("olist_marketing_funnel", 1, "1 deal was closed before being opened"),
    ("pipedrive_enpal", 0, "8,906 rows of 1,995 deals"),
    ("fivetran_salesforce_seeds", 1, "read as Salesforce opportunity history of a connector"),
])
def test_real_files_are_read_and_judged(command: Command, shared: Path, name: str, code: int, told: str) -> None:
    """As they come."""
    result = command("evidence", "check", "--source", shared / "data/events" / name)
    assert (result.code, result.err) == (code, "")
    assert told in " ".join(result.out.split())


STRANGE = ("Qualification", 'Legal: "final" #2', "Ends\u2028here", "Closed Won")


def pasted(command: Command) -> str:
    """Return the lines that the check prints between the places that it names, as somebody marks and copies them."""
    told = command("evidence", "check", "--source", "data").out.split("In library.yaml, from its left edge:\n\n")[1]
    return told.partition("\n\n")[0]


def test_the_lines_are_pasted_as_they_stand_and_validate_is_clean(command: Command) -> None:
    """Names that are nearest to no stage wait in a remark; moved into the lists they make the source fit."""
    Path("new-business.yaml").write_text(PROCESS.partition("measures:")[0], encoding="utf-8")
    Path("library.yaml").write_text("library: acme\n", encoding="utf-8")
    write("data/stage_history.csv", HEAD, *history(*STRANGE))
    lines = pasted(command)
    Path("library.yaml").write_text(f"library: acme\n{lines}\n", encoding="utf-8")
    assert command("validate", "library.yaml").code == 0
    assert '        #   "Qualification" (40 deals)' in lines.splitlines()
    assert '        won: ["Closed Won"]' in lines.splitlines()
    left = ", ".join(line.partition("#   ")[2].rpartition(" (")[0] for line in lines.splitlines() if line.endswith("deals)"))
    Path("library.yaml").write_text(f"library: acme\n{lines}\n".replace("trouble-named: []", f"trouble-named: [{left}]"), encoding="utf-8")
    assert command("validate", "library.yaml").code == 0
    assert data(command, "--source", "data")["processes"][0]["unknown"] == []
    assert command("evidence", "check", "--source", "data").code == 0


def test_of_two_processes_the_second_goes_below_the_lines_of_the_first(command: Command) -> None:
    """Else `crm` would stand twice."""
    library(client=CLIENT)
    write("data/stage_history.csv", HEAD, *history("won", "Elated", "Qualification"))
    new, client = sorted(data(command)["processes"], key=lambda one: str(one["process"]), reverse=True)
    under = [one["under"] for process in (client, new) for one in process["lines_under"]]
    assert sorted(under) == ["crm.source", "evidence"]


def test_a_stage_of_library_yaml_that_the_process_lacks_is_said(command: Command) -> None:
    """What stands there is read as nothing: the check says so."""
    library()
    Path("library.yaml").write_text(
        "library: acme\nevidence: {source: data/, names: hub}\ncrm: {hub: {new-business: {stages: {bord-decides: [Board]}}}}\n", encoding="utf-8")
    write("data/stage_history.csv", HEAD, *history(*SOUND))
    shown = " ".join(command("evidence", "check").out.split())
    assert "library.yaml names a stage `bord-decides` that new-business doesn't have. Did you mean `board-decides`?" in shown
