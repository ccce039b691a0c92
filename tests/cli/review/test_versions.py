"""`review` and what comes after: the version, and states of a proposal."""

from tests.cli.review.team import BOARD, data, push, release, versions
from tests.conftest import Command
from tests.git.team import Clone


def test_the_version_is_the_one_that_a_release_gives(command: Command, rep: Clone, leader: Clone) -> None:
    """After the last release what the changes call for; `release` says the same once it is merged."""
    release(rep)
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q", "--tags")
    assert versions(command, "six-weeks") == ("1.2.0", "1.2.0", "1.3.0")
    assert "new-business calls for a minor version: 1.2.0 becomes 1.3.0\n" in command("review", "six-weeks").out
    leader.git("merge", "-q", "origin/proposals/six-weeks")
    assert "new-business 1.3.0" in command("release", "--dry-run").out


def test_the_first_release_is_as_it_is_written(command: Command, rep: Clone, leader: Clone) -> None:
    """Whatever the changes call for, there is nothing yet that they would raise."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    assert versions(command, "six-weeks") == ("1.2.0", None, "1.2.0")
    leader.git("merge", "-q", "origin/proposals/six-weeks")
    assert "new-business 1.2.0, its first release" in command("release", "--dry-run").out


def test_what_is_agreed_and_not_released_counts_towards_the_version(command: Command, rep: Clone, leader: Clone) -> None:
    """A breaking change waits on main for its release, whether the branch left main before or after it; that is said."""
    release(rep)
    push(rep, "before", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.change("from_anywhere: [lost, stayed-put]", "from_anywhere: [lost]")
    rep.change("    next: [team-assembled]", "    next: [team-assembled, stayed-put]")
    rep.commit("Nobody stays put")
    rep.git("push", "-q", "origin", "main")
    push(rep, "after", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q", "--tags")
    for name in ("before", "after"):
        assert versions(command, name) == ("1.2.0", "1.2.0", "2.0.0")
    said = " ".join(command("review", "after").out.split())
    assert "calls for a minor version: with what is agreed and not released yet, 1.2.0 becomes 2.0.0" in said


def test_findings_are_told_in_their_own_words_at_once(command: Command, rep: Clone, leader: Clone) -> None:
    """The leader need not look for them below; what it mends is told too."""
    rep.change("    next: [team-assembled]", "    next: [team-assembled, trouble-named]")
    rep.commit("a finding")
    rep.git("push", "-q", "origin", "main")
    push(rep, "lost-way", "    next: [board-decides]", "    next: [won]", why="x")
    rep.change("[team-assembled, trouble-named]", "[team-assembled]")
    rep.commit("and mends one")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "lost-way")
    out = " ".join(command("review", "lost-way").out.split())
    first, below = out.split("Why (as")
    assert found["findings"][0]["message"].rstrip(".") in first
    assert found["mended"]
    for one in found["mended"]:
        assert one["message"] in below
    for format_ in ("markdown", "html"):
        assert "It mends 2 findings that origin/main has:" in command("review", "lost-way", "-f", format_).out


def test_a_withdrawn_proposal_says_so_first_and_asks_nobody(command: Command, rep: Clone, leader: Clone) -> None:
    """In every report that people read."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.change("opened: 2026-11-02", "opened: 2026-11-02\nstatus: withdrawn", "processes/proposals/six-weeks.yaml")
    rep.commit("Taken back")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    out = command("review", "six-weeks").out
    assert out.splitlines()[0] == "WITHDRAWN: its author has taken it back, so nobody has to agree"
    for format_ in ("text", "markdown", "html"):
        said = command("review", "six-weeks", "-f", format_).out
        assert "its author has taken it back" in said
        assert "Must agree" not in said


def test_a_proposal_that_is_merged_is_agreed_already(command: Command, rep: Clone, leader: Clone) -> None:
    """One line says so; it is no branch without a proposal."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.git("merge", "-q", "--no-ff", "-m", "Agreed", "proposals/six-weeks")
    rep.git("push", "-q", "origin", "main")
    leader.git("fetch", "-q")
    result = command("review", "six-weeks")
    assert (result.code, result.err) == (
        2, "processengine: six-weeks is agreed already: origin/main holds all of it, so there is nothing left to review.\n")


def test_where_deals_go_on_is_told_in_the_stages_words(command: Command, rep: Clone, leader: Clone) -> None:
    """By their titles, where they have one."""
    push(rep, "no-team", "    next: [team-assembled]\n  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n  board-decides:\n",
         "    next: [board-decides]\n  board-decides:\n    title: The board agrees\n", why="x")
    rep.change("opened: 2026-11-02", "opened: 2026-11-02\nmoves: {team-assembled: board-decides}", "processes/proposals/no-team.yaml")
    rep.commit("moves")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    out = command("review", "no-team").out
    assert "  Deals that stand in “Team assembled” go on to “The board agrees”.\n" in out
    assert "BREAKING: touches deals that are open now (1 stage goes" in out
