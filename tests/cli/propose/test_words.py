"""What `propose` says, and what it makes of the words it is given."""

import pytest

from tests.cli.propose.rep import edit, propose
from tests.conftest import Command
from tests.git.team import FILE, PROCESS, Clone


@pytest.mark.parametrize("said", [("--title", "Nothing"), ("--why", "x"), ("--draft",), ("--moves", "team-assembled=board-decides")])
def test_words_alone_are_no_proposal(command: Command, rep: Clone, said: tuple[str, ...]) -> None:
    """Where nothing was edited, saying something makes no branch."""
    result = command("propose", *said)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("processengine: Nothing has changed here since the last commit.")
    assert rep.git("branch", "--list", "proposals/*") == ""


def test_saying_again_what_the_proposal_says_keeps_nothing(command: Command, rep: Clone) -> None:
    """There is no revision without a change."""
    edit(rep)
    propose(command)
    result = command("propose", "--ready")
    assert result.code == 2
    assert "It is open already. Nothing has changed here" in result.err
    assert rep.git("rev-list", "--count", "main..HEAD") == "1"


def test_without_a_title_it_is_called_by_what_changes(command: Command, rep: Clone) -> None:
    """Shortly, the id too."""
    edit(rep)
    assert command("propose").code == 0
    assert (rep.branch(), rep.git("log", "-1", "--format=%s")) == ("proposals/board-decides-45-days", "Board decides: 45 days")


def test_an_id_is_made_of_any_title(command: Command, rep: Clone) -> None:
    """Of one without a letter that can stand in it, of the process and the day."""
    edit(rep)
    assert command("propose", "--title", "商談を短く").code == 0
    assert rep.branch() == "proposals/new-business-2026-11-20"


def test_the_way_back_is_a_command_that_works(command: Command, rep: Clone) -> None:
    """From a commit without a branch, and from a branch of one's own, which is not what is agreed."""
    rep.git("switch", "-q", "--detach")
    edit(rep)
    out = " ".join(propose(command).out.split())
    back = f"git switch --detach {rep.git('rev-parse', 'main')[:12]}"
    assert f"`{back}` leads back to where you were." in out
    rep.git(*back.split()[1:])
    rep.git("switch", "-q", "-c", "mine")
    edit(rep, 60)
    assert "`git switch mine` leads back to where you were." in " ".join(propose(command, "--id", "sixty").out.split())


@pytest.mark.parametrize(("move", "said"), [
    ("foo=board-decides", "No stage `foo` goes away. There is team-assembled."),
    ("trouble-named=board-decides", "`trouble-named` stays, and so do the deals in it"),
    ("team-assembled=board-decide", "There will be no stage `board-decide`. Did you mean `board-decides`?"),
    ("team-assembled=no-such-stage", "There will be no stage `no-such-stage`. There are trouble-named, board-decides."),
])
def test_a_move_leads_from_a_stage_that_goes_to_one_that_stays(command: Command, rep: Clone, move: str, said: str) -> None:
    """Whatever else is refused, and nothing is made."""
    result = command("propose", "new-business", "--edit", "remove-stage team-assembled --bypass", "--id", "no-team", "--moves", move)
    assert result.code == 2
    assert said in result.err
    assert rep.branch() == "main"


def test_an_edit_that_is_undone_leaves_a_proposal_of_nothing(command: Command, rep: Clone) -> None:
    """The rep is told, and how to take it back."""
    edit(rep)
    propose(command)
    rep.change("max_days: 45", "max_days: 30")
    out = " ".join(command("propose").out.split())
    assert "Compared with origin/main it changes nothing now. If that is meant, take it back: write `status: withdrawn` into" in out
    assert "Must agree" not in out


def test_what_is_taken_back_asks_nobody(command: Command, rep: Clone) -> None:
    """That is said, and not that a process doesn't change."""
    edit(rep)
    propose(command)
    rep.change("status: open", "status: withdrawn", "processes/proposals/give-the-board-six-weeks.yaml")
    result = command("propose", "--push")
    out = " ".join(result.out.split())
    assert result.code == 0, result.err
    assert out.startswith("“Give the board six weeks” is taken back, and nobody has to agree to it any more.")
    assert "Must agree" not in out
    assert "pull request" not in out


def test_a_draft_says_how_it_is_opened_and_then_that_it_is(command: Command, rep: Clone) -> None:
    """In the words of its status."""
    edit(rep)
    assert propose(command, "--draft").out.endswith("It is a draft. When you are done: processengine propose --ready --push\n")
    out = command("propose", "--ready").out
    assert " ".join(out.split()).startswith("“Give the board six weeks” is open now: others may judge it.")
    assert "No process changes" not in out


def test_of_a_file_that_cannot_be_read_nothing_is_said_to_stay(command: Command, rep: Clone) -> None:
    """Only the error is told."""
    rep.write_at(FILE, PROCESS.replace("    next: [won]", "\tnext: [won]"))
    result = propose(command)
    assert (result.code, result.out) == (1, "")


def test_what_else_is_open_is_looked_at_when_one_proposes(command: Command, rep: Clone) -> None:
    """The rep learns of a collision before anybody reviews."""
    edit(rep)
    propose(command)
    rep.git("switch", "-q", "main")
    edit(rep, 21)
    out = " ".join(command("propose", "--title", "Press them", "--why", "x").out.split())
    assert "Look out: “Press them” and “Give the board six weeks” collide at max days of “Board decides”" in out
