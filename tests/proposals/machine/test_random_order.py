"""Ten open proposals, all approved, are released in any order: each approval carries, for nothing of what it was given to changes."""

import os
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Command
from tests.git.team import LIBRARY, Team
from tests.proposals.machine.world import World, having

IN_CI = os.environ.get("CI") == "true"
TEN = [f"s{place}" for place in range(10)]
STAGES = "".join(f"  {name}:\n    buyer: They do {name}\n    max_days: 30\n    next: [{after}]\n" for name, after in zip(TEN, [*TEN[1:], "won"], strict=True))
PROCESS = f"process: p\nfrom_anywhere: [lost]\nstages:\n{STAGES}  won: {{outcome: won}}\n  lost: {{outcome: lost}}\n"


def changed(name: str) -> str:
    """Return the process with another limit of one stage."""
    old = f"They do {name}\n    max_days: 30"
    assert old in PROCESS
    return PROCESS.replace(old, old.replace("30", "45"))


def approved() -> World:
    """Return a library with ten proposals that each change a stage of their own, all approved by a manager."""
    world = World()
    world.base = having(world.base, "p.yaml", PROCESS)
    for name in TEN:
        branch = world.propose(name, "ana", changed(name), "open", "It helps.", None)
        world.give(branch, "mia", "approved")
    return world


@given(order=st.permutations(TEN))
@settings(max_examples=8 if IN_CI else 2, deadline=None)
def test_all_approvals_carry_whatever_the_order(order: Sequence[str]) -> None:
    """Each is approved until it is ruled on, under the key that it was approved by."""
    world = approved()
    keys = {name: world.packet(world.branches[name]).key for name in TEN}
    for number, name in enumerate(order):
        branch = world.branches[name]
        assert {world.state(world.branches[one]) for one in order[number:]} == {"approved"}
        assert world.packet(branch).key == keys[name]
        assert world.refused(branch, "lee", "accepted") == ()
        world.rule(branch, "lee", "accepted")
        world.note(name, version=f"1.{number}.0")
    assert {world.state(branch) for branch in world.branches.values()} == {"released"}
    assert dict(world.base)["p.yaml"] == PROCESS.replace("max_days: 30", "max_days: 45")


@given(first=st.sampled_from(TEN), order=st.permutations(TEN))
@settings(max_examples=4 if IN_CI else 1, deadline=None)
def test_who_is_moved_into_loses_its_approval_alone(first: str, order: Sequence[str]) -> None:
    """The base takes another limit for one stage: that proposal is stale, and the nine others are released as they were approved."""
    world = approved()
    world.base = having(world.base, "p.yaml", PROCESS.replace(f"They do {first}\n    max_days: 30", f"They do {first}\n    max_days: 60"))
    for name in order:
        branch = world.branches[name]
        refused = world.refused(branch, "lee", "accepted")
        assert (world.state(branch), bool(refused)) == (("stale", True) if name == first else ("approved", False))
        if not refused:
            world.rule(branch, "lee", "accepted")


def test_ten_are_released_from_a_server(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the commands, in a real repository with a log: each is ruled on and released on the approval that it got at first; outside CI only four are."""
    names = TEN if IN_CI else TEN[:4]
    team = Team(tmp_path / "team", {"library.yaml": LIBRARY, "p.yaml": PROCESS})
    ana = team.clone("Ana")
    for name in names:
        ana.git("switch", "-q", "-c", f"proposals/{name}", "main")
        ana.write_at("p.yaml", changed(name))
        ana.write_at(f"proposals/{name}.yaml", f"proposal: {name}\ntitle: More time\nprocess: p\nauthor: ana\nopened: 2026-11-02\nwhy: |\n  They need it.\n")
        ana.commit(name)
    monkeypatch.chdir(ana.root)
    server = ("--server", str(team.hub))
    assert command("git", "install", *server).code == 0
    ana.git("push", "-q", "origin", *(f"proposals/{name}" for name in names))
    for name in names:
        result = command("review", name, *server, "--as", "mia", "--approve")
        assert result.code == 0, result.err
    order = random.Random(6).sample(names, len(names))  # noqa: S311 - one order, always the same
    for number, name in enumerate(order):
        assert (result := command("rule", name, "--accept", *server, "--as", "lee", "--today", "2026-11-20")).code == 0, result
        assert (result := command("release", *server, "--as", "mia", "--today", "2026-11-20")).code == 0, result
        if number in (0, len(names) // 2):
            found = command("proposals", *server, "--as", "lee", "--today", "2026-11-20").out
            assert found.startswith(f"Your turn ({len(names) - 1 - number})\n")
            assert found.count("→ rule: Nothing is missing but the ruling.") == len(names) - 1 - number
    shown = subprocess.run(["git", "--git-dir", str(team.hub), "show", "main:p.yaml"], capture_output=True, text=True, check=True).stdout
    assert shown.count("max_days: 45") == len(names)
