"""`propose` again: further revisions, drafts, and runs that were held up or interrupted."""

import pytest

from tests.cli.propose.rep import BYPASS, edit, proposal, propose
from tests.conftest import Command
from tests.git.team import FILE, PROCESS, Clone


def test_a_branch_that_is_there_already_is_not_written_over(command: Command, rep: Clone) -> None:
    """Somebody else's proposal of that name is named, and how to go on."""
    edit(rep)
    propose(command)
    rep.git("switch", "-q", "main")
    edit(rep, 60)
    tip = rep.git("rev-parse", "proposals/give-the-board-six-weeks")
    result = propose(command)
    assert result.code == 2
    assert "There is a proposal give-the-board-six-weeks here already" in result.err
    assert "Give yours another id with --id" in result.err
    assert rep.git("rev-parse", "proposals/give-the-board-six-weeks") == tip
    assert "max_days: 60" in rep.read()
    assert propose(command, "--id", "sixty").code == 0


def test_a_run_that_was_interrupted_can_be_run_again(command: Command, rep: Clone) -> None:
    """The branch that it left is found to hold just this, and the rep ends up on it."""
    edit(rep)
    propose(command)
    tip = rep.git("rev-parse", "HEAD")
    text = rep.read()
    rep.git("switch", "-q", "main")
    rep.write_at(FILE, text)
    assert propose(command).code == 0
    assert rep.git("rev-parse", "HEAD") == tip
    assert rep.status() == []


def test_on_the_branch_further_edits_are_a_next_revision(command: Command, rep: Clone) -> None:
    """The proposal file stays as the author has it, but for what is said now."""
    edit(rep)
    propose(command)
    rep.change("max_days: 45", "max_days: 42")
    result = command("propose", "--why", "They meet every six weeks, and not in August.")
    assert result.code == 0, result.err
    assert "A next revision of “Give the board six weeks” is kept" in result.out
    assert rep.git("rev-list", "--count", "main..HEAD") == "2"
    assert proposal(rep).why == "They meet every six weeks, and not in August.\n"
    assert "# What is so today" in rep.read("processes/proposals/give-the-board-six-weeks.yaml")


def test_errors_hold_it_up_and_a_draft_does_not(command: Command, rep: Clone) -> None:
    """What is wrong is told with its line; a draft keeps it nevertheless, and says that it is one."""
    rep.change("next: [board-decides]", "next: [bord-decides]")
    result = propose(command)
    assert result.code == 1
    assert f"{FILE}:" in result.err
    assert "board-decides" in result.err
    assert "Nothing was made of it." in result.err
    assert rep.branch() == "main"
    assert propose(command, "--draft").code == 0
    assert proposal(rep).status == "draft"


def test_a_draft_that_is_done_is_opened(command: Command, rep: Clone) -> None:
    """--ready alone is a next revision."""
    edit(rep)
    propose(command, "--draft")
    assert command("propose", "--ready").code == 0
    assert proposal(rep).status == "open"


def test_a_file_that_cannot_be_read_holds_it_up(command: Command, rep: Clone) -> None:
    """It is no process that goes away: the line is told where it breaks."""
    rep.write_at(FILE, PROCESS.replace("next: [won]", "next: [won"))
    result = propose(command)
    assert result.code == 1
    assert f"{FILE}:" in result.err
    assert rep.branch() == "main"


def test_a_stage_that_is_taken_away_asks_where_its_deals_go(command: Command, rep: Clone) -> None:
    """The template names it, and which stages stay; what was said stands there as a move."""
    result = propose(command, "new-business", "--edit", "remove-stage team-assembled --bypass", "--id", "no-team")
    assert result.code == 0, result.err
    text = rep.read("processes/proposals/no-team.yaml")
    assert "#   team-assembled: STAGE" in text
    assert "# Stages that there will be: trouble-named, board-decides" in text
    assert "The policy asks for 1 claim here." in text
    assert command("propose", "--moves", "team-assembled=board-decides").code == 0
    assert proposal(rep, "no-team").moves == {"team-assembled": "board-decides"}


def test_another_title_is_said_and_with_another_process_refused(command: Command, rep: Clone) -> None:
    """A second idea on the wrong branch overwrites nothing; a new title alone renames, and that is said."""
    rep.write_at("processes/renewal.yaml", PROCESS.replace("process: new-business", "process: renewal"))
    rep.commit("Renewal")
    edit(rep)
    propose(command)
    before = rep.git("rev-parse", "HEAD")
    result = command("propose", "renewal", "--edit", "max-days board-decides 9", "--title", "Two", "--why", "So.")
    assert (result.code, result.err) == (2, (
        "processengine: You are on the branch of “Give the board six weeks”, which is about new-business; “Two” is about renewal. "
        "For a proposal of its own: git switch main, then run it again. Nothing was changed.\n"))
    assert (rep.git("rev-parse", "HEAD"), rep.status()) == (before, [])
    renamed = " ".join(command("propose", "new-business", "--edit", "max-days board-decides 46", "--title", "Two").out.split())
    assert "“Give the board six weeks” is now called “Two”. For a proposal of its own: git switch main first." in renamed


@pytest.mark.parametrize("ruling", ["rejected", "accepted"])
def test_what_was_ruled_on_gets_no_next_revision(command: Command, rep: Clone, ruling: str) -> None:
    """Neither an edit nor --ready nor --withdraw; who ruled, when and why is said, also where main is not sent yet."""
    edit(rep)
    propose(command)
    tip, path = rep.git("rev-parse", "HEAD"), "processes/proposals/give-the-board-six-weeks.yaml"
    text = rep.read(path)
    rep.git("switch", "-q", "main")
    rep.write_at(path, f"{text}record: {{ruling: {ruling}, by: lee, at: 2026-11-20, why: They said so.}}\n")
    rep.commit("Ruled")
    rep.git("switch", "-q", "proposals/give-the-board-six-weeks")
    for arguments in (["new-business", "--edit", "max-days board-decides 50"], ["--ready", "--push"], ["--withdraw"]):
        result = command("propose", *arguments)
        assert result.code == 2
        assert f"“Give the board six weeks” was {ruling} by lee on 2026-11-20, because: They said so." in result.err
        assert "start from main: git switch main" in result.err
        assert ("--revert" in result.err) == (ruling == "accepted")
    assert (rep.git("rev-parse", "HEAD"), rep.status()) == (tip, [])


def test_a_day_that_is_over_is_told_to_whoever_proposes(command: Command, rep: Clone) -> None:
    """And what can't go on is said before it is sent, too."""
    edit(rep)
    propose(command)
    path = "processes/proposals/give-the-board-six-weeks.yaml"
    rep.write_at(path, f"{rep.read(path)}expects:\n  win-rate: {{to: 0.3, by: 2026-01-31}}\n")
    result = command("propose", "--push", "--today", "2026-11-20")
    said = " ".join(result.out.split())
    assert f"Look out: the day on which “Win rate” is judged is over. Name a later day in {path}, or nobody can accept it." in said
    assert said.index("Still to say: `win-rate` is no measure of `new-business`.") < said.index("Sent to origin")


def test_the_plan_that_lacks_is_shown_as_an_option(command: Command, rep: Clone) -> None:
    """With the stages that stay."""
    rep.change("breaking:    {approvals: {leader: 1, anyone: 1}, claims: 1}", "breaking: {approvals: {leader: 1}, in_flight: planned}", "processes/library.yaml")
    rep.commit("Deals have to be planned for")
    rep.change(*BYPASS)
    said = " ".join(propose(command).err.split())
    assert "Or say it here: --moves team-assembled=STAGE. These stages stay: trouble-named, board-decides." in said
