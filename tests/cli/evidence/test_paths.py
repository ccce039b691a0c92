"""`evidence paths`: what it prints."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.report.closed import faults

PROCESS = """\
process: new-business
from_anywhere: [lost]
stages:
  lead: {next: [meeting]}
  meeting: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
  made-in-error: {outcome: admin}
"""

GONE = {
    "A": ("lead", "meeting", "won"), "B": ("lead", "meeting", "lost"), "C": ("lead", "meeting"), "D": ("lead", "meeting", "Won"), "E": ("lead", "won"),
    "F": ("lead", "Workshop", "won"), "G": ("lead", "made-in-error"), "H": ("lost",),
}

TEXT = """\
history.csv, 2026-01-01 to 2026-01-03

7 deals went 4 ways through new-business.
6 closed, 4 of them won: 67 % (30 to 90); 1 open.

Win rate: of all deals that went this way and are closed. Ended early: they left where nothing can
  be won, so that there is no rate.
Half within: the time that half of the closed ones took at most.

    deals   share   won of closed    win rate (95 %)  half within    open

        4    57 %          2 of 3    67 % (21 to 94)       2 days       1
    lead → meeting

        1    14 %          0 of 1        ended early       0 days       0
    (no stage before the outcome)

        1    14 %          1 of 1  100 % (21 to 100)        1 day       0
    lead
    not allowed: lead → won

        1    14 %          1 of 1  100 % (21 to 100)       2 days       0
    lead → Workshop
    not allowed: lead → Workshop, Workshop → won
    not in the process: Workshop

Note: One stage of the source is not in the process: Workshop. No move from or to it is allowed.
Note: 1 deal was made in error (outcome admin), and counted nowhere.
"""


def rows(gone: dict[str, tuple[str, ...]]) -> str:
    """Return deals as a file, a stage a day."""
    told = [f"{deal},{stage},2026-01-{day:02}\n" for deal, stages in gone.items() for day, stage in enumerate(stages, 1)]
    return "".join(["deal_id,stage,entered_at\n", *told])


@pytest.fixture(autouse=True)
def deals(command: Command) -> None:
    """A process and a source of eight deals."""
    del command
    Path("p.yaml").write_text(PROCESS, encoding="utf-8")
    Path("history.csv").write_text(rows(GONE), encoding="utf-8")


def test_the_text_shows_each_way_with_its_win_rate(command: Command) -> None:
    """The most frequent first, and what the process doesn't allow."""
    result = command("evidence", "paths", "p.yaml", "--source", "history.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out == TEXT


def test_the_json_has_all_of_it(command: Command) -> None:
    """And fits its schema."""
    data = json.loads(command("evidence", "paths", "p.yaml", "--source", "history.csv", "-f", "json").out)
    assert faults("evidence-paths", data) == []
    assert (data["process"], data["counts_as_won"], data["deals"], data["ways"], data["others"]) == ("new-business", ["won"], 7, 4, None)
    first, *_, last = data["paths"]
    assert (first["stages"], first["closed"], first["won"], first["open"], first["allowed"]) == (["lead", "meeting"], 3, 2, 1, True)
    assert first["win_rate"] == pytest.approx(2 / 3)
    assert (first["low"], first["high"]) == (pytest.approx(0.207660, abs=1e-6), pytest.approx(0.938508, abs=1e-6))
    assert (last["unknown_stages"], last["allowed"]) == (["Workshop"], False)


def test_the_rest_is_one_line(command: Command) -> None:
    """With its own win rate."""
    out = command("evidence", "paths", "p.yaml", "--source", "history.csv", "--top", "1").out
    assert "3 other ways: 3 deals (43 %); 2 of 3 closed won: 67 % (21 to 94)." in out
    data = json.loads(command("evidence", "paths", "p.yaml", "--source", "history.csv", "--top", "1", "-f", "json").out)
    assert faults("evidence-paths", data) == []
    assert (data["others"]["ways"], data["others"]["won"]) == (3, 2)


def test_without_a_process_the_source_s_names_are_shown_row_by_row(command: Command) -> None:
    """There are no win rates then, and it says why."""
    result = command("evidence", "paths", "--source", "history.csv")
    assert "lead → meeting → won\n" in result.out
    assert "won of closed" not in result.out
    assert "there are no win rates" in result.out
    data = json.loads(command("evidence", "paths", "--source", "history.csv", "-f", "json").out)
    assert faults("evidence-paths", data) == []
    assert (data["process"], data["counts_as_won"], data["deals"], data["ways"], data["won"]) == (None, [], 8, 8, None)


def test_only_ways_through_or_to_a_stage_are_shown_where_one_is_named(command: Command) -> None:
    """By its id, or by its name in the source where the process has it not."""
    for option, stage, ways in (("--through", "Workshop", [["lead", "Workshop"]]), ("--to", "lost", [["lead", "meeting"], []])):
        data = json.loads(command("evidence", "paths", "p.yaml", "--source", "history.csv", option, stage, "-f", "json").out)
        assert sorted(one["stages"] for one in data["paths"]) == sorted(ways)


def test_a_stage_that_is_not_there_is_refused(command: Command) -> None:
    """With a guess."""
    result = command("evidence", "paths", "p.yaml", "--source", "history.csv", "--to", "wno")
    assert (result.code, result.out) == (2, "")
    assert "`won`" in result.err


def test_the_public_hears_of_no_way_of_fewer_than_five_deals(command: Command) -> None:
    """Nor of the stages on it; with few deals it hears nothing."""
    many = {f"M{number}": ("lead", "meeting", "won" if number % 2 else "lost") for number in range(20)}
    Path("history.csv").write_text(rows({**GONE, **many}), encoding="utf-8")
    text = command("evidence", "paths", "p.yaml", "--source", "history.csv", "--public").out
    printed = command("evidence", "paths", "p.yaml", "--source", "history.csv", "--public", "-f", "json").out
    assert faults("evidence-paths", json.loads(printed)) == []
    assert "Workshop" not in text + printed
    assert "not shown one by one" in text
    assert "made in error" not in text
    Path("history.csv").write_text(rows({"A": ("lead", "won")}), encoding="utf-8")
    assert command("evidence", "paths", "p.yaml", "--source", "history.csv", "--public").code == 2


def test_a_name_commands_no_terminal(command: Command) -> None:
    """Control characters are shown."""
    Path("history.csv").write_text(rows({"A": ("lead", "\x1b[2Jmeeting\u202e", "won")}), encoding="utf-8")
    assert "lead → <U+001B>[2Jmeeting<U+202E>" in command("evidence", "paths", "p.yaml", "--source", "history.csv").out


def test_a_process_without_a_goal_says_so(command: Command) -> None:
    """No deal counts as won."""
    Path("p.yaml").write_text("process: p\nstages:\n  lead: {next: [lost]}\n  lost: {outcome: lost}\n", encoding="utf-8")
    assert "so no deal counts as won" in command("evidence", "paths", "p.yaml", "--source", "history.csv").out


def test_names_of_the_crm_are_read_as_its_stages_and_what_is_none_is_skipped(command: Command) -> None:
    """As the library maps them."""
    Path("library.yaml").write_text(
        "library: acme\nevidence: {source: history.csv, names: salesforce}\n"
        "crm: {salesforce: {new-business: {stages: {lead: [Prospecting]}, not_stages: [Internal Review]}}}\n", encoding="utf-8")
    Path("history.csv").write_text(rows({"A": ("Prospecting", "Internal Review", "lead", "meeting")}), encoding="utf-8")
    data = json.loads(command("evidence", "paths", "new-business", "-f", "json").out)
    assert [one["stages"] for one in data["paths"]] == [["lead", "meeting"]]
    assert any("Internal Review" in text for text in data["warnings"])


def test_who_went_on_in_another_process_is_neither_open_nor_closed(command: Command) -> None:
    """Unless an outcome came first: that is what became of the deal here."""
    Path("library.yaml").write_text("library: acme\nevidence: {source: history.csv}\n", encoding="utf-8")
    Path("p.yaml").write_text(
        "process: new-business\nfrom_anywhere: [lost]\nstages:\n  lead: {next: [won, lost, client/kick-off]}\n"
        "  won: {outcome: won, continues_in: [client]}\n  lost: {outcome: lost}\n", encoding="utf-8")
    Path("client.yaml").write_text("process: client\nstages:\n  kick-off: {next: [glad]}\n  glad: {outcome: realised}\n", encoding="utf-8")
    gone = (("A", "lead", "new-business"), ("A", "kick-off", "client"), ("B", "lead", "new-business"), ("B", "won", "new-business"),
            ("B", "kick-off", "client"), ("C", "lead", "new-business"))
    told = [f"{deal},{stage},{process},2026-01-{day:02}\n" for day, (deal, stage, process) in enumerate(gone, 1)]
    Path("history.csv").write_text("".join(["deal_id,stage,process,entered_at\n", *told]), encoding="utf-8")
    data = json.loads(command("evidence", "paths", "new-business", "-f", "json").out)
    (way,) = data["paths"]
    assert way["stages"] == ["lead"]
    assert [way[key] for key in ("deals", "closed", "won", "open", "handed_over")] == [3, 1, 1, 1, 1]
    assert "1 handed over to another process" in command("evidence", "paths", "new-business").out
