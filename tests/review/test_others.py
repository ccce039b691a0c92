"""What two open proposals cause together is told by a review: errors as conflicts, warnings as something to look out for."""

import json
from pathlib import Path

import pytest

from tests.cli.review.team import push
from tests.conftest import Command
from tests.git.team import Clone, Team

WAY = "    next: [board-decides]\n"


@pytest.fixture
def clone(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return a clone with two proposals, each with one stage more in the one way to the board."""
    del command
    rep = Team(tmp_path / "team").clone("Ana")
    for name in ("heard", "tried"):
        push(rep, name, WAY, f"    next: [{name}]\n  {name}:\n    buyer: They have {name}\n{WAY}", why="Buyers say so.")
    monkeypatch.chdir(rep.root)
    return rep


def test_a_warning_that_only_two_proposals_bring_together_is_looked_out_for(command: Command, clone: Clone) -> None:
    """It is told in a sentence and is no conflict: both can stand."""
    del clone
    said = "Together, “Heard” and “Tried” bring a warning that neither has, in the process “New business”: From `team-assembled` nothing says"
    found = json.loads(command("review", "heard", "-f", "json").out)
    assert found["conflicts"] == []
    assert [(one["kind"], one["message"].startswith(said)) for one in found["warned"]] == [("warning", True)]
    text = " ".join(command("review", "heard").out.split())
    assert said in text.split("Look out")[1]
    assert "Nothing to look out for" not in text


def test_one_of_the_two_alone_has_nothing_to_look_out_for(command: Command, clone: Clone) -> None:
    """The warning is that of the two together."""
    clone.git("switch", "-q", "main")
    clone.git("branch", "-q", "-D", "proposals/tried")
    clone.git("push", "-q", "origin", "--delete", "proposals/tried")
    found = json.loads(command("review", "heard", "-f", "json").out)
    assert (found["conflicts"], found["warned"], found["open_proposals"]) == ([], [], 0)
