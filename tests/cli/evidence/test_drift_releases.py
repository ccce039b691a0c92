"""`evidence drift`: which version of the process judges the moves."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.scratch import Scratch

PROCESS = """\
process: new-business
from_anywhere: [lost]
stages:
  heard: {next: [%s]}
  agreed: {next: [board]}
  board: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""
BOTH = "agreed, {to: board, when: All had agreed before}"


def drift(command: Command, *more: str) -> dict[str, Any]:
    """Return what drift says of the moves."""
    result = command("evidence", "drift", "new-business", *more, "-f", "json")
    assert (result.code, result.err) == (0, "")
    data: dict[str, Any] = json.loads(result.out)
    return {one["path"]: one["deals"] for one in data["differences"] if one["kind"] == "unmodelled-move"}


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A process that allowed a move in its first version alone, and deals of both times that made it."""
    found = Scratch(tmp_path / "repository")
    monkeypatch.chdir(found.root)
    rows = [f"{month}-{deal},{stage},2026-{month:02}-{day:02}\n" for month in (1, 2) for deal in range(9) for day, stage in ((3, "heard"), (5, "board"), (9, "won"))]
    rows += [f"usual-{deal},{stage},2026-01-{day:02}\n" for deal in range(20) for day, stage in ((2, "heard"), (4, "agreed"), (6, "board"))]
    found.write_at("data.csv", "".join(["deal_id,stage,entered_at\n", *rows]))
    found.write_at("library.yaml", "library: acme\nevidence: {source: data.csv, min_deals: 5}\n")
    found.write_at("new-business.yaml", PROCESS % BOTH)
    found.commit("first")
    found.tag("new-business/1.0.0", "acme/new-business 1.0.0", "2026-01-01T00:00:00Z")
    found.write_at("new-business.yaml", PROCESS % "agreed")
    found.commit("second")
    found.tag("new-business/2.0.0", "acme/new-business 2.0.0", "2026-02-01T00:00:00Z")
    return found


def test_a_move_is_judged_by_the_release_of_its_time(scratch: Scratch, command: Command) -> None:
    """What was allowed then is no difference."""
    assert drift(command) == {"stages.heard.next.board": 9}
    assert drift(command, "--against", "new-business/2.0.0") == {"stages.heard.next.board": 18}
    assert drift(command, "--against", "new-business/1.0.0") == {}
    assert scratch


def test_what_the_file_allows_by_now_is_no_difference_any_more(scratch: Scratch, command: Command) -> None:
    """The file already follows life."""
    scratch.write_at("new-business.yaml", PROCESS % BOTH)
    assert drift(command) == {}


def test_the_rule_and_the_drift_name_the_same_moves(scratch: Scratch, command: Command) -> None:
    """From the same limits."""
    found = json.loads(command("validate", "--with", "evidence", "--set", "all", "-f", "json").out)["diagnostics"]
    told = [one for one in found if one["rule"] == "unmodelled-move"]
    assert [(one["path"], "9 of 38 deals" in one["message"]) for one in told] == [("stages.heard", True)]
    assert list(drift(command)) == ["stages.heard.next.board"]
    assert scratch
