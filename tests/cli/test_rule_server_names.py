"""`rule --server` on what somebody has pushed to mislead it: libraries, branches and names that stand in for others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from processengine.approving.chain import log
from tests.approving.served import BRANCH, FILE, NAME, PROPOSAL, Served, pushed
from tests.conftest import Command, Outcome
from tests.ruling.prepared import ran

Do = Callable[..., Outcome]
NESTED = "processes/sub/proposals/more-time.yaml"


@pytest.fixture
def served(command: Command) -> Served:
    """Return a server that is set up, with Ana's proposal on it."""
    del command
    return Served(Path.cwd() / "team")


@pytest.fixture
def do(served: Served, command: Command) -> Do:
    """Run a command with the server's repository."""
    return lambda *arguments: command(*arguments, "--server", served.kept.hub)


def test_a_library_that_the_branch_brings_changes_nobody_who_rules(served: Served, do: Do) -> None:
    """The proposal lies in a library of its own, which names nobody: those around it decide, as the base has them."""
    served.ana.git("rm", "-q", FILE)
    served.ana.write_at("processes/sub/library.yaml", "library: sub\n")
    served.ana.write_at(NESTED, PROPOSAL.replace("process: new-business\n", ""))
    served.ana.commit("A library of its own")
    served.ana.git("push", "-q", "origin", "HEAD")
    before = served.kept.git("rev-parse", "main")
    assert do("review", NAME, "--as", "mia", "--approve").code == 0
    for person, why in (("ghost", "ghost may not rule: mia or lee may."), ("ben", "ben may not rule: mia or lee may."), ("ana", "ana wrote or touched it")):
        for how in (("--accept",), ("--reject", "--why", "No.")):
            result = do("rule", NAME, *how, "--as", person)
            assert (result.code, why in result.out) == (1, True)
    assert served.kept.git("rev-parse", "main") == before


def test_a_rejection_takes_no_file_of_main_away(served: Served, do: Do) -> None:
    """The proposal's file lies below what is a file on main."""
    served.ana.git("rm", "-q", FILE, "processes/library.yaml")
    served.ana.write_at("processes/library.yaml/more-time.yaml", PROPOSAL)
    served.ana.commit("Below the settings")
    served.ana.git("push", "-q", "origin", "HEAD")
    before = served.kept.git("rev-parse", "main")
    result = do("rule", NAME, "--reject", "--why", "No.", "--as", "lee")
    assert (result.code, "processes/library.yaml/more-time.yaml is something else on main" in result.out) == (1, True)
    assert served.kept.git("rev-parse", "main") == before


def test_a_second_library_is_not_asked_about(served: Served, do: Do) -> None:
    """The proposal says which one it is of."""
    lee = served.team.clone("Lee")
    lee.write_at("other/library.yaml", "library: other\n")
    made = lee.commit("Another library")
    served.kept.git("fetch", "-q", str(lee.root), "main")
    served.kept.git("update-ref", "refs/heads/main", made)
    assert do("review", NAME, "--as", "mia", "--approve").code == 0
    result = do("rule", NAME, "--accept", "--as", "lee")
    assert (result.code, result.err) == (0, "")


def test_another_branch_rules_on_nothing(served: Served, do: Do) -> None:
    """It holds the file of somebody's proposal; nor does a commit that the branch has left behind."""
    first = served.ana.git("rev-parse", "HEAD")
    assert do("review", NAME, "--as", "mia", "--approve").code == 0
    served.revise(days=50)
    pushed(served.ana, f"{first}:refs/heads/proposals/dup")
    before = served.kept.git("for-each-ref")
    for what, name in (("dup", "proposals/dup"), (first, first[:10])):
        result = do("rule", what, "--reject", "--why", "Junk.", "--as", "lee")
        assert (result.code, f"{name} has the file of {NAME}, which is ruled on as its own branch" in result.out) == (1, True)
    assert served.kept.git("for-each-ref") == before


@pytest.mark.parametrize("ref", [f"refs/proposals/closed/{NAME}", f"refs/remotes/origin/proposals/{NAME}", f"refs/tags/proposals/{NAME}"])
def test_a_name_that_git_would_guess_stands_for_nothing(served: Served, do: Do, ref: str) -> None:
    """Somebody has made it before pushes of such names were refused."""
    served.kept.git("update-ref", f"refs/heads/{ref}", "main")
    assert do("review", NAME, "--as", "mia", "--approve").code == 0
    assert do("rule", NAME, "--accept", "--as", "lee").code == 0
    assert served.kept.git("rev-parse", f"refs/proposals/closed/{NAME}") == served.kept.git("rev-parse", BRANCH)


def test_who_rules_finishes_a_release_under_their_own_name(served: Served, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server has no git identity of its own, and the release of a clone came without its tag."""
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    lee = served.team.clone("Lee")
    assert ran(lee.root, "release").returncode == 0
    served.kept.git("fetch", "-q", "--no-tags", str(lee.root), "main")
    served.kept.git("update-ref", "refs/heads/main", "FETCH_HEAD")
    result = do("rule", NAME, "--reject", "--why", "No.", "--as", "lee")
    assert (result.code, result.err) == (0, "")
    assert served.kept.git("tag") == "new-business/1.2.0"
    assert [(one.kind, one.person) for one in log(served.repository).entries[1:]] == [("released", "lee"), ("ruled", "lee")]
