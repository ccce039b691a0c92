"""A server's own repository, as people set it up, look at it, and give their verdicts on it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from processengine.approving.chain import LOG, log, seen_file
from processengine.approving.signing import private_file
from processengine.git import Repository
from processengine.git.leftovers import Touched, touching
from tests.approving.served import NAME, PROPOSAL, Kept, Served, pushed
from tests.conftest import Command
from tests.git.team import FILE as PROCESS_FILE
from tests.git.team import Team

LIBRARY_FILE = "processes/library.yaml"


@pytest.fixture
def served(command: Command) -> Served:
    """Return a server that is set up, with Ana's proposal on it."""
    del command
    return Served(Path.cwd() / "team")


def states(command: Command, hub: Path, code: int) -> dict[str, str]:
    """Return how each check of the doctor stands."""
    result = command("git", "doctor", "--server", hub, "-f", "json")
    assert result.code == code, result
    data: dict[str, Any] = json.loads(result.out)
    assert (data["schema"], data["fine"]) == ("processengine/git-doctor/1", code == 0)
    return {one["check"]: one["state"] for one in data["checks"]}


def verdict(command: Command, served: Served, person: str, *options: str) -> tuple[int, str]:
    """Give a verdict and return the exit status and what was said."""
    result = command("review", NAME, "--server", served.kept.hub, "--as", person, *(options or ("--approve",)))
    return result.code, result.out or result.err


def test_from_any_bare_repository_to_a_server(command: Command) -> None:
    """The doctor says what is missing, `git install` brings it, and the second time nothing is to do."""
    hub = Team(Path.cwd() / "team").hub
    assert states(command, hub, 1) == {"settings": "missing", "key": "missing", "log": "missing", "leftovers": "fine"}
    first = command("git", "install", "--server", hub)
    assert (first.code, first.err) == (0, "")
    assert "No push moves main, tags, proposals that are closed, or the log; only `processengine` here does." in first.out
    assert states(command, hub, 0) == dict.fromkeys(("settings", "key", "log", "leftovers"), "fine")
    assert "The log is there already" in command("git", "install", "--server", hub).out


def test_a_clone_is_no_server(command: Command, served: Served) -> None:
    """A repository with files of its own is refused, in one line."""
    for asked in ("install", "doctor"):
        result = command("git", asked, "--server", served.ana.root)
        assert (result.code, len(result.err.splitlines())) == (2, 1)
        assert "is no repository of a server's (bare)" in result.err


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX'")
def test_the_doctor_sees_what_is_wrong(command: Command, served: Served) -> None:
    """A key that others may read, a setting that is gone, a log that was set back, and what a killed run has left."""
    hub = served.kept.hub
    served.kept.add("approved")
    private_file(hub).chmod(0o644)
    served.kept.git("config", "--unset-all", "transfer.fsckObjects")
    served.kept.put_back(log(served.repository).commits[0])
    note = touching(hub, Touched(hub, {LOG: None}))
    note.__enter__()
    (hub / f"{LOG}.lock").touch()
    assert states(command, hub, 1) == {"settings": "missing", "key": "missing", "log": "missing", "leftovers": "note"}


def test_who_is_asked_approves(command: Command, served: Served) -> None:
    """What was approved is said, with the first changes, the key and where the log stands; the log has it, signed."""
    code, said = verdict(command, served, "mia", "--approve", "--why", "We see it in every deal.")
    found = log(served.repository)
    assert code == 0
    assert said.splitlines()[:2] == ["mia approves “More time to name the trouble”.", "  The limit in “Trouble named” rises from 30 to 45 days."]
    assert said.splitlines()[-2:] == [f"Revision {served.ana.git('rev-parse', 'HEAD')[:12]}. Key {found.entries[-1].key[:12]}.", found.said]
    entry = found.entries[-1]
    assert (entry.kind, entry.proposal, entry.person, entry.note) == ("approved", NAME, "mia", "We see it in every deal.")


@pytest.mark.parametrize(("person", "said"), [
    ("ana", "ana wrote or touched it, and nobody approves what they touched."),
    ("ben", "ben holds no role that is asked for: mia may approve."),
    ("zed", "library.yaml on main doesn't know zed."),
    ("Approved-by: mia", "library.yaml on main doesn't know Approved-by: mia."),
])
def test_who_is_not_asked_does_not(command: Command, served: Served, person: str, said: str) -> None:
    """Its author, whoever has no role that is asked for, and whom the library doesn't know: exit status 1, and no entry."""
    before = log(served.repository)
    assert verdict(command, served, person) == (1, f"{said}\n")
    assert log(served.repository) == before


def test_anybody_whom_the_library_knows_may_ask_for_changes(command: Command, served: Served) -> None:
    """An objection needs no role, but its author's own is none; without a key it is kept too."""
    assert verdict(command, served, "ben", "--request-changes", "--why", "Ninety days.")[0] == 0
    assert verdict(command, served, "ana", "--request-changes", "--why", "More.")[0] == 1
    assert [entry.kind for entry in log(served.repository).entries] == ["begun", "changes-requested"]


@pytest.mark.parametrize(("status", "said"), [("draft", "It is not open: its author says draft."), ("withdrawn", "Its author has taken it back.")])
def test_what_is_not_open_is_not_approved(command: Command, served: Served, status: str, said: str) -> None:
    """Nobody approves what its author has not put forward."""
    served.revise(PROPOSAL.replace("status: open", f"status: {status}"))
    assert verdict(command, served, "mia") == (1, f"{said}\n")


def test_a_second_revision_ends_the_approval_of_the_first(command: Command, served: Served) -> None:
    """`review` counts an approval until something else is pushed, and says why it doesn't after that."""
    assert verdict(command, served, "mia")[0] == 0
    os.chdir(served.ana.root)
    counts = command("review", "--server", served.kept.hub)
    assert "mia has agreed" in counts.out
    assert log(served.repository).head in counts.out
    served.revise(days=60)
    ended = command("review", "--server", served.kept.hub)
    assert "mia has agreed" not in ended.out
    assert "it has changed since" in " ".join(ended.out.split())


def test_a_kept_end_of_the_log_is_demanded(command: Command, served: Served) -> None:
    """Who keeps the log's end elsewhere lets nothing be done on a log that was set back together with all that remembers it."""
    kept = served.kept.add("approved").head
    assert verdict(command, served, "mia", "--approve", "--log-head", kept)[0] == 0
    served.kept.put_back(log(served.repository).commits[0])
    seen_file(served.kept.hub).write_text(f"{served.kept.git('rev-parse', LOG)}\n", encoding="ascii")
    code, said = verdict(command, served, "mia", "--approve", "--log-head", kept)
    assert (code, said.startswith(f"processengine: The server's log doesn't hold the entry {kept}")) == (2, True)


def test_without_the_package_it_says_what_to_install(command: Command, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing is an extra; who lacks it is told how to get it."""
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    code, said = verdict(command, served, "mia")
    assert (code, said) == (2, "processengine: Signing needs a package that is not installed: pip install 'processengine[server]'\n")


def test_nothing_is_done_on_a_repository_that_is_not_set_up(command: Command, served: Served) -> None:
    """Where pushes could move what only the server may, no approval is kept, and none counts."""
    served.kept.git("config", "--unset-all", "receive.hideRefs")
    code, said = verdict(command, served, "mia")
    assert (code, "doesn't keep pushes from what only the server may move" in said) == (2, True)
    os.chdir(served.ana.root)
    assert command("review", "--server", served.kept.hub).code == 2
    assert len(log(Repository.bare(served.kept.hub)).entries) == 1


def test_no_push_makes_a_name_that_stands_in_for_another(served: Served) -> None:
    """A branch that is called like a ref of the server's in full."""
    for ref in ("refs/proposals/closed/x", "refs/remotes/origin/proposals/x", "refs/tags/new-business/9.9.9"):
        done = pushed(served.ana, f"HEAD:refs/heads/{ref}")
        assert (done.returncode, "hidden ref" in done.stderr) == (1, True)


def test_a_server_may_call_its_branch_otherwise(command: Command) -> None:
    """Its HEAD says which one it is, and that is kept from pushes too; so are the usual names, which could stand in for it."""
    team = Team(Path.cwd() / "team")
    for what in (("branch", "-m", "main", "trunk"), ("symbolic-ref", "HEAD", "refs/heads/trunk")):
        subprocess.run(["git", "--git-dir", str(team.hub), *what], check=True, capture_output=True)
    assert "No push moves trunk" in command("git", "install", "--server", team.hub).out
    ana = team.clone("Ana")
    assert [pushed(ana, f"HEAD:refs/heads/{name}").returncode for name in ("trunk", "main", "x")] == [1, 1, 0]


def test_an_empty_repository_is_not_set_up(command: Command) -> None:
    """No push would bring the library there any more; where that has happened the doctor says how to get out."""
    hub = Path.cwd() / "empty.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(hub)], check=True)
    result = command("git", "install", "--server", hub)
    assert (result.code, f"Push your library first: git push {hub} main" in result.err) == (2, True)
    Kept(hub)
    assert states(command, hub, 1)["library"] == "missing"


def test_who_approves_is_shown_each_setting_that_changes(command: Command, served: Served) -> None:
    """Who gets a role by it, and that nothing else is untold."""
    served.ana.git("checkout", "-q", "origin/main", "--", PROCESS_FILE)
    served.ana.change("email: ana@example.com, github: ana-k, roles: [rep]", "email: ana@example.com, github: ana-k, roles: [leader]", LIBRARY_FILE)
    served.ana.commit("Tidy people")
    served.ana.git("push", "-q", "origin", "HEAD")
    code, said = verdict(command, served, "mia")
    assert (code, said.splitlines()[1]) == (0, "  ana: roles rep → leader.")
    assert "no sentence here tells" not in said


def test_who_asks_for_changes_says_which_and_everybody_reads_it(command: Command, served: Served) -> None:
    """In the review and in the list; without it nothing is kept."""
    code, said = verdict(command, served, "ben", "--request-changes")
    assert (code, said) == (2, "processengine: Say what has to change, for its author to mend: --why TEXT.\n")
    assert verdict(command, served, "ben", "--request-changes", "--why", "Ninety days.")[0] == 0
    os.chdir(served.ana.root)
    for asked in (("review",), ("proposals", "--as", "ana")):
        assert "ben asks for changes: Ninety days." in command(*asked, "--server", served.kept.hub).out
    data = json.loads(command("review", "--server", served.kept.hub, "-f", "json").out)
    assert data["approvals"]["changes_asked"] == [{"by": "ben", "why": "Ninety days."}]


def test_outside_of_a_clone_a_review_shows_what_lies_on_the_server(command: Command, served: Served) -> None:
    """Whoever runs the server reads what they approve; which proposal has to be said, as nobody is on a branch there."""
    result = command("review", NAME, "--server", served.kept.hub)
    assert (result.code, result.err) == (0, "")
    assert "WAITING for 1 approval" in result.out
    assert "The limit in “Trouble named” rises from 30 to 45 days." in result.out
    assert "Say which proposal" in command("review", "--server", served.kept.hub).err
    assert "is in no git repository" in command("review", NAME).err
