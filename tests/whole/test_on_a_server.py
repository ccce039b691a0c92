"""The same life on a server's own repository: two propose at once, approvals are signed entries, and only the server moves main."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.a_change import engine
from tests.git.team import FILE, LIBRARY, PROCESS, Clone, Team

DAYS = ("--today", "2026-11-20")


class Served:
    """A server's repository with a released library, a clone for each rep, and what they did one after the other."""

    def __init__(self, folder: Path) -> None:
        self.team = Team(folder, {"processes/library.yaml": LIBRARY, FILE: PROCESS})
        self.does("git", "install", "--server", "hub.git")
        self.does("release", "--server", "hub.git", "--as", "lee", "--today", "2026-11-01")
        self.ana, self.ben = self.team.clone("Ana"), self.team.clone("Ben")
        for clone, id_, edit in ((self.ana, "more-time", "max-days trouble-named 45"), (self.ben, "ask-first", 'add-play team-assembled "Ask who else must agree"')):
            code, said = engine(clone.root, "propose", "new-business", "--edit", edit, "--id", id_, "--why", "Boards are slow.", "--push", *DAYS)
            assert code == 0, said

    def does(self, *arguments: str) -> str:
        """Run a command of ours beside the server's repository, which has to go well; return what it says."""
        code, said = engine(self.team.folder, *arguments)
        assert code == 0, said
        return said

    def refuses(self, *arguments: str) -> str:
        """Run one that is refused with reasons; return them."""
        code, said = engine(self.team.folder, *arguments)
        assert code == 1, said
        return said

    def verdict(self, person: str, proposal: str) -> tuple[str, ...]:
        """Return the command by which somebody approves."""
        return ("review", proposal, "--server", "hub.git", "--as", person, "--approve", *DAYS)

    def ruling(self, proposal: str, person: str = "lee") -> tuple[str, ...]:
        """Return the command by which somebody accepts."""
        return ("rule", proposal, "--server", "hub.git", "--as", person, "--accept", "--why", "Boards are slow.", *DAYS)

    def released(self) -> str:
        """Release what is there."""
        return self.does("release", "--server", "hub.git", "--as", "lee", *DAYS)

    def on_main(self, name: str) -> str:
        """What the server's main holds."""
        return subprocess.run(["git", "--git-dir", str(self.team.hub), "show", f"main:processes/{name}"], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """The server, and both proposals."""
    return Served(tmp_path / "team")


def rebased(clone: Clone) -> None:
    """Put the proposal of a clone on top of what main is now, and send that."""
    clone.git("fetch", "-q")
    clone.git("rebase", "-q", "origin/main")
    clone.git("push", "-q", "--force-with-lease", "origin", "HEAD")


def test_two_changes_from_proposal_to_release(served: Served) -> None:
    """Whoever proposed may not approve, nor rule; a rebase ends no approval, another revision does; both end up in main."""
    assert "It lacks 1 manager's approval" in served.refuses(*served.ruling("more-time"))
    assert "wrote or touched" in served.refuses(*served.verdict("ana", "more-time"))
    served.does(*served.verdict("mia", "more-time"))
    served.does(*served.verdict("mia", "ask-first"))
    assert "nobody rules on themselves" in served.refuses(*served.ruling("more-time", "ana"))
    served.does(*served.ruling("ask-first"))
    assert "new-business 1.3.0" in served.released()

    before = served.ana.git("rev-parse", "HEAD")
    rebased(served.ana)
    assert served.ana.git("rev-parse", "HEAD") != before
    engine(served.ana.root, "edit", "new-business", "max-days", "trouble-named", "60")
    assert engine(served.ana.root, "propose", "--push", *DAYS)[0] == 0
    assert "It lacks 1 manager's approval" in served.refuses(*served.ruling("more-time"))
    engine(served.ana.root, "edit", "new-business", "max-days", "trouble-named", "45")
    assert engine(served.ana.root, "propose", "--push", *DAYS)[0] == 0
    # What she sent last is what Mia approved, on top of a main that has moved on.
    served.does(*served.ruling("more-time"))
    assert "new-business 1.4.0" in served.released()

    process = yaml.safe_load(served.on_main("new-business.yaml"))
    assert (process["version"], process["stages"]["trouble-named"]["max_days"], len(process["stages"]["team-assembled"]["plays"])) == ("1.4.0", 45, 1)
    for proposal, version in (("ask-first", "1.3.0"), ("more-time", "1.4.0")):
        record = yaml.safe_load(served.on_main(f"proposals/{proposal}.yaml"))["record"]
        assert (record["by"], record["approvals"], record["version"]) == ("lee", ["mia"], version)
    changelog = served.on_main("CHANGELOG.md")
    assert ["agreed by mia" in line for line in changelog.splitlines() if "proposed by" in line] == [True, True]


def test_nobody_pushes_what_only_the_server_moves(served: Served) -> None:
    """Neither main, nor a tag, nor the log of approvals; the doctor finds nothing wrong afterwards."""
    served.does(*served.verdict("mia", "more-time"))
    for target in ("main", "refs/tags/new-business/9.9.9", "refs/processengine/log", "refs/proposals/closed/more-time"):
        pushed = subprocess.run(["git", "push", "origin", f"+HEAD:{target}"], cwd=served.ana.root, capture_output=True, text=True, check=False)
        assert pushed.returncode != 0, target
    assert engine(served.team.folder, "git", "doctor", "--server", "hub.git")[0] == 0


def test_a_clone_and_the_server_tell_the_same_of_each_proposal(served: Served) -> None:
    """The list, with the server's log: one is approved, the other is open."""
    served.does(*served.verdict("mia", "more-time"))
    code, said = engine(served.ana.root, "proposals", "--server", "../hub.git", "-f", "json", *DAYS)
    assert code == 0, said
    assert {one["id"]: one["state"] for one in json.loads(said)["proposals"]} == {"more-time": "approved", "ask-first": "open"}
