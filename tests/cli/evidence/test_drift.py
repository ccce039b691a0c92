"""`evidence drift`: what it prints."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.report.closed import faults

PROCESS = """\
process: p
from_anywhere: [lost]
stages:
  asked: {title: They ask, max_days: 10, next: [agreed]}
  agreed: {title: They agree, next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""

TEXT = """\
Where “P” and life differ: 40 deals, 2026-01-01 to 2026-01-24.

1. 36 of the 40 deals in “They ask” (90 %) stayed longer than the 10 days that the process allows;
   half of the stays last 12 days or more.
   Find out first what they wait for. Nine in ten need up to 12 days today; to make that the limit:
   processengine edit p.yaml max-days asked 12

2. 30 of the 40 deals in “They ask” (75 %) went straight to “Won”; the process has no such way.
   If buyers need this way, add it:
   processengine edit p.yaml add-transition asked won --when 'WHEN BUYERS NEED THIS'
"""


def history(*ways: tuple[int, str]) -> str:
    """Write the history of deals: so many went each way, `asked 12 won` is twelve days in `asked`, then won."""
    lines, number = ["deal_id,stage,entered_at"], 0
    for deals, way in ways:
        words = way.split()
        for _ in range(deals):
            number, day = number + 1, 1
            for stage, days in pairwise([*words, "0"]):
                if not stage.isdigit():
                    lines.append(f"d{number},{stage},2026-01-{day:02}T09:00")
                    day += int(days) if days.isdigit() else 0
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def deals(command: Command) -> None:
    """A process, and forty deals of which thirty went straight from asking to won, six agreed first, and four met something unknown."""
    del command
    Path("p.yaml").write_text(PROCESS, encoding="utf-8")
    rows = history((30, "asked 12 won"), (6, "asked 11 agreed 12 won"), (4, "asked 2 <b>#x</b> 3 lost"))
    Path("history.csv").write_text(rows, encoding="utf-8")


def test_it_says_where_file_and_life_differ_and_what_to_do(command: Command) -> None:
    """The most deals first, each sentence with the command that would make the process follow life; then what to mind."""
    result = command("evidence", "drift", "p.yaml", "--source", "history.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out.partition("\nNote: ")[0] == TEXT
    assert "so it judges every move as it stands." in " ".join(result.out.split())


def test_programs_get_the_same_as_json(command: Command) -> None:
    """It fits its schema, and has every figure that the sentences have."""
    data = json.loads(command("evidence", "drift", "p.yaml", "--source", "history.csv", "-f", "json").out)
    assert faults("evidence-drift", data) == []
    assert [(one["kind"], one["path"], one["deals"], one["of"], one["count"]) for one in data["differences"]] == [
        ("overstayed-stage", "stages.asked.max_days", 36, 40, 40), ("unmodelled-move", "stages.asked.next.won", 30, 40, 30),
    ]
    assert data["differences"][1]["edits"] == [["add-transition", "asked", "won", "--when", "WHEN BUYERS NEED THIS"]]
    assert (data["deals"], data["events"], data["min_deals"], data["left_out"]) == (40, 90, 30, 0)


def test_a_smaller_company_sets_its_own_least(command: Command) -> None:
    """`min_deals` of library.yaml; the names of a source are shown as they are."""
    Path("library.yaml").write_text("library: small\nevidence: {min_deals: 1}\n", encoding="utf-8")
    found = json.loads(command("evidence", "drift", "p.yaml", "--source", "history.csv", "-f", "json").out)["differences"]
    assert [one["message"] for one in found[2:]] == ["4 of the 40 deals (10 %) were in “<b>#x</b>”; the process has no such stage."]


def test_in_public_no_group_under_five_is_told(command: Command) -> None:
    """Whatever the library sets, nor is a time of day; nor is what all but few deals did."""
    Path("library.yaml").write_text("library: small\nevidence: {min_deals: 1}\n", encoding="utf-8")
    result = command("evidence", "drift", "p.yaml", "--source", "history.csv", "-f", "json", "--public")
    data = json.loads(result.out)
    assert faults("evidence-drift", data) == []
    assert [one["deals"] for one in data["differences"]] == [30]
    assert (data["first"], data["last"]) == ("2026-01-01", "2026-01-24")
    assert "#x" not in result.out


def test_of_fewer_than_five_deals_the_public_hears_nothing(command: Command) -> None:
    """It could not run, and says why in a line."""
    Path("history.csv").write_text(history((4, "asked 12 won")), encoding="utf-8")
    result = command("evidence", "drift", "p.yaml", "--source", "history.csv", "--public")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "fewer than 5 deals" in result.err


def test_where_nothing_differs_it_says_so(command: Command) -> None:
    """With the number of deals from which on it would have."""
    Path("history.csv").write_text(history((37, "asked 2 agreed 3 won"), (3, "asked 2 lost")), encoding="utf-8")
    result = command("evidence", "drift", "p.yaml", "--source", "history.csv")
    assert "\nNothing differs that touches 30 deals or more.\n" in result.out


def test_what_a_title_holds_is_data(command: Command) -> None:
    """No control character reaches the terminal, and a file's name is quoted in a command."""
    Path("my p.yaml").write_text(PROCESS.replace("They ask", '"They \\e[31mask"'), encoding="utf-8")
    result = command("evidence", "drift", "my p.yaml", "--source", "history.csv")
    assert "\x1b" not in result.out
    assert "“They <U+001B>[31mask”" in result.out
    assert "processengine edit 'my p.yaml' max-days asked 12" in result.out


def test_what_is_left_out_is_told_by_the_command_that_it_names(command: Command) -> None:
    """With the options of this run."""
    Path("library.yaml").write_text("library: small\nevidence: {min_deals: 1}\n", encoding="utf-8")
    Path("history.csv").write_text(history((30, "asked 12 won"), *((20 - n, f"asked 12 odd{n} 1 won") for n in range(6))), encoding="utf-8")
    shown = command("evidence", "drift", "p.yaml", "--source", "history.csv").out
    said, named = shown.split("Left out: ")[1].splitlines()[:2]
    assert (said, named) == ("5 smaller differences. They are in:", "  processengine evidence drift p.yaml --source history.csv --all")
    whole = command(*named.split()[1:]).out
    assert "10. " in whole
    assert "Left out" not in whole


def test_no_line_is_wider_than_a_hundred_columns_but_a_command(command: Command) -> None:
    """A command is to be pasted: it stands on one line."""
    Path("p.yaml").write_text(PROCESS.replace("They ask", "They ask " * 12), encoding="utf-8")
    lines = command("evidence", "drift", "p.yaml", "--source", "history.csv").out.splitlines()
    assert all(len(line) <= 100 for line in lines if "processengine edit" not in line)
