"""Verdicts on a server of one's own, whose default branch no push reaches: recorded there, with an entry in its log."""

import subprocess
from pathlib import Path

import pytest

from processengine.approving.chain import log
from processengine.approving.setting_up import set_up
from processengine.git import Repository
from processengine.git.lock import locked
from processengine.release.library import held
from processengine.release.plan import Due
from processengine.release.state import served
from processengine.ruling.logged import unruled
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.outcomes.history import LIBRARY, deals, library

PEOPLE = LIBRARY + "people:\n  ana: {email: ana@example.com, roles: [rep]}\n  omar: {email: omar@example.com, roles: [ops]}\n"


@pytest.fixture
def clone(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """Return a clone with the deals, of a server's repository beside it, in which something is due."""
    del command
    made = library(tmp_path / "repository", deals((20, 100), (45, 100)), settings=PEOPLE)
    hub = tmp_path / "hub.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(made.root), str(hub)], check=True)
    with locked(Repository.bare(hub)) as lock:
        list(set_up(lock))
    made.git("remote", "add", "origin", str(hub))
    monkeypatch.chdir(made.root / "processes")
    return made


def test_what_is_due_is_recorded_on_its_main(clone: Scratch, command: Command) -> None:
    """In the name of who does it, in one step with the log; that commit holds up no release."""
    hub = clone.root.parent / "hub.git"
    result = command("outcomes", "--record", "--server", hub, "--as", "omar", "--today", "2026-07-20")
    assert (result.code, result.err) == (0, "")
    here = served(str(hub))
    now = held(here.repository, here.repository.commit("main"), here.top)
    record = now.proposals["equip-the-champion"].record
    assert record is not None
    assert [one.verdict for one in record.verdicts.values()] == ["held"]
    last = log(here.repository).entries[-1]
    assert (last.kind, last.proposal, last.person, last.commit) == ("judged", "equip-the-champion", "omar", now.commit)
    assert subprocess.run(["git", "--git-dir", hub, "log", "-1", "--format=%ae", "main"], capture_output=True, text=True, check=True).stdout == "omar@example.com\n"
    due = Due(*now.processes["new-business"], clone.git("rev-parse", "HEAD"), None, None, "0.2.0", ())
    assert unruled(here, now, [due]) == ()
    assert "git push" not in result.out


@pytest.mark.parametrize(("arguments", "said"), [
    (("--record",), "Say who records: --as PERSON"), (("--record", "--as", "eve"), "library.yaml knows no `eve`."), (("--as", "omar"), "it goes with --record"),
])
def test_who_records_is_said_and_known(clone: Scratch, command: Command, arguments: tuple[str, ...], said: str) -> None:
    """Exit status 2, and nothing is written."""
    hub = clone.root.parent / "hub.git"
    result = command("outcomes", *arguments, "--server", hub, "--today", "2026-07-20")
    assert (result.code, said in result.err, len(log(Repository.bare(hub)).entries)) == (2, True, 1)


def test_it_is_asked_of_the_deals_in_a_clone(clone: Scratch, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking too; a server has no deals of its own."""
    hub = clone.root.parent / "hub.git"
    assert "held" in command("outcomes", "--server", hub, "--today", "2026-07-20").out.casefold()
    monkeypatch.chdir(clone.root.parent)
    result = command("outcomes", "--server", hub)
    assert (result.code, "run it in one, after git fetch." in result.err) == (2, True)
