"""`propose` and others: pushing, remotes, and repositories that are not ready."""

import subprocess

from tests.cli.propose.rep import edit, propose
from tests.conftest import Command
from tests.git.team import Clone, Team


def test_push_sends_it_and_pushing_again_is_harmless(command: Command, rep: Clone, team: Team) -> None:
    """Others find the branch; a second time says that origin has it."""
    edit(rep)
    result = propose(command, "--push")
    assert result.code == 0, result.err
    assert "Sent to origin as proposals/give-the-board-six-weeks." in result.out
    assert team.clone("Lee").git("rev-parse", "origin/proposals/give-the-board-six-weeks") == rep.git("rev-parse", "HEAD")
    again = command("propose", "--push")
    assert (again.code, again.err) == (0, "")
    assert "origin has proposals/give-the-board-six-weeks as it is here." in again.out


def test_somebody_who_pushed_first_is_told_and_nothing_is_forced(command: Command, rep: Clone, team: Team) -> None:
    """The proposal stays here, theirs stays there."""
    ben = team.clone("Ben")
    ben.git("switch", "-q", "-c", "proposals/give-the-board-six-weeks")
    ben.write_at("notes.md", "mine\n")
    theirs = ben.commit("Mine")
    ben.git("push", "-q", "origin", "HEAD")
    edit(rep)
    result = propose(command, "--push")
    assert result.code == 2
    assert "Somebody pushed proposals/give-the-board-six-weeks to origin before you" in result.err
    assert "It is safe here on your branch." in result.err
    assert rep.branch() == "proposals/give-the-board-six-weeks"
    assert ben.git("ls-remote", "origin", "refs/heads/proposals/give-the-board-six-weeks").split()[0] == theirs


def test_a_name_that_others_have_taken_is_known_before_anything_is_made(command: Command, rep: Clone, team: Team) -> None:
    """Once it was fetched."""
    ben = team.clone("Ben")
    ben.git("switch", "-q", "-c", "proposals/give-the-board-six-weeks")
    ben.git("push", "-q", "origin", "HEAD")
    rep.git("fetch", "-q")
    edit(rep)
    result = propose(command)
    assert result.code == 2
    assert "There is a proposal give-the-board-six-weeks at origin already" in result.err
    assert rep.branch() == "main"


def test_without_a_remote_the_proposal_is_kept(command: Command, rep: Clone) -> None:
    """Only the sending fails, and says why."""
    rep.git("remote", "remove", "origin")
    edit(rep)
    result = propose(command, "--push")
    assert result.code == 2
    assert "there is no `origin` to send it to" in result.err
    assert rep.branch() == "proposals/give-the-board-six-weeks"


def test_without_a_default_branch_the_proposal_is_kept_all_the_same(command: Command, rep: Clone) -> None:
    """Only whom it needs can't be told, where nothing is agreed yet."""
    rep.git("remote", "remove", "origin")
    rep.git("branch", "-m", "main", "trunk")
    edit(rep)
    result = propose(command)
    assert (result.code, result.err) == (0, "")
    assert "is kept on the branch proposals/give-the-board-six-weeks." in " ".join(result.out.split())


def test_without_git_one_line_says_so(command: Command) -> None:
    """And how to begin."""
    command("init")
    result = command("propose", "--title", "x")
    assert result.code == 2
    assert result.err.endswith("is in no git repository. To begin with what is agreed today: git init && git add . && git commit -m start\n")


def test_before_the_first_commit_one_line_says_how_to_make_it(command: Command) -> None:
    """Without a word of git's that a rep can't know."""
    command("init")
    subprocess.run(["git", "init", "-q"], check=True)
    result = command("propose", "--title", "x")
    assert result.code == 2
    assert result.err == ("processengine: Nothing is kept in git here yet that a proposal could change. "
                          "Keep what is agreed today first: git add . && git commit -m start\n")
