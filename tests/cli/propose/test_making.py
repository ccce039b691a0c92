"""`propose` makes a branch and a proposal of what a rep edited, and takes nothing else along."""

import pytest

from tests.cli.propose.rep import edit, proposal, propose
from tests.conftest import Command
from tests.git.team import FILE, PROCESS, Clone


def test_an_edited_file_becomes_a_branch_with_a_proposal(command: Command, rep: Clone) -> None:
    """The edit and the proposal file are one commit on a branch of their own; main has nothing of it."""
    edit(rep)
    result = propose(command)
    assert (result.code, result.err) == (0, "")
    assert rep.branch() == "proposals/give-the-board-six-weeks"
    assert rep.status() == []
    assert rep.git("diff", "--name-only", "main", "HEAD").splitlines() == [FILE, "processes/proposals/give-the-board-six-weeks.yaml"]
    assert rep.git("log", "-1", "--format=%an <%ae>") == "Ana <ana@example.com>"
    assert rep.git("show", "main:" + FILE) == PROCESS.strip()


def test_the_rep_reads_what_changes_who_must_agree_and_what_to_do_next(command: Command, rep: Clone) -> None:
    """In sentences; no word of YAML."""
    edit(rep)
    out = propose(command).out
    assert "  behavioural  The limit in “Board decides” rises from 30 to 45 days.\n" in out
    assert max(map(len, out.splitlines())) <= 80
    assert "It is behavioural and calls for a minor version.\nMust agree: 1 manager: mia.\n" in out
    assert "`git switch main` leads back" in " ".join(out.split())
    assert out.endswith("Next: processengine propose --push\n")


def test_the_proposal_file_knows_who_when_and_why_and_claims_nothing(command: Command, rep: Clone) -> None:
    """The author is known by the e-mail address; the examples in the file are comments."""
    edit(rep)
    propose(command)
    made = proposal(rep)
    assert (made.title, made.process, made.author, str(made.opened), made.status) == (
        "Give the board six weeks", "new-business", "ana", "2026-11-20", "open")
    assert made.why == "Boards meet every six weeks.\n"
    assert not made.claims
    assert not made.expects
    assert not made.moves
    assert command("validate").code == 0


def test_an_edit_operation_needs_no_edited_file(command: Command, rep: Clone) -> None:
    """The operations of `edit` are done first, in order."""
    result = propose(command, "new-business", "--edit", 'add-play team-assembled "Ask who else must agree"', "--edit", "max-days team-assembled 45")
    assert result.code == 0
    assert "45 days" in result.out
    assert "do: Ask who else must agree" in rep.read()
    assert rep.status() == []


def test_a_rename_reaches_the_files_that_name_the_stage(command: Command, rep: Clone) -> None:
    """What else names it is part of the proposal."""
    rep.write_at("processes/renewal.yaml", PROCESS.replace("process: new-business", "process: renewal").replace(
        "won: {outcome: won}", "won: {outcome: won, continues_in: [new-business/team-assembled]}"))
    rep.commit("renewal")
    result = propose(command, "new-business", "--edit", "rename-stage team-assembled team-found")
    assert result.code == 0, result.err
    assert "new-business/team-found" in rep.git("show", "HEAD:processes/renewal.yaml")


def test_an_operation_that_is_none_is_named_and_nothing_happens(command: Command, rep: Clone) -> None:
    """The nearest is offered."""
    result = propose(command, "new-business", "--edit", "add-pley team-assembled x")
    assert result.code == 2
    assert "There is no operation `add-pley`. Did you mean `add-play`?" in result.err
    assert rep.branch() == "main"


def test_with_a_process_named_the_edits_of_others_stay_uncommitted(command: Command, rep: Clone) -> None:
    """They are neither taken nor touched."""
    rep.write_at("processes/renewal.yaml", PROCESS.replace("process: new-business", "process: renewal"))
    rep.commit("renewal")
    edit(rep)
    rep.change("max_days: 30", "max_days: 60", "processes/renewal.yaml")
    assert propose(command, "new-business").code == 0
    assert rep.status() == [" M processes/renewal.yaml"]


def test_other_files_stay_as_they_are(command: Command, rep: Clone) -> None:
    """An edited and a new file that are no part of the library are neither committed nor lost."""
    rep.write_at("README.md", "ours\n")
    edit(rep)
    assert propose(command).code == 0
    assert rep.status() == ["?? README.md"]


@pytest.mark.parametrize("again", [False, True])
def test_nothing_changed_is_said(command: Command, rep: Clone, *, again: bool) -> None:
    """Before anything was edited, and after all of it was kept."""
    if again:
        edit(rep)
        propose(command)
    result = command("propose")
    assert result.code == 2
    assert result.err.startswith("processengine: Nothing has changed here since the last commit.")


def test_staged_files_of_another_kind_are_not_taken_along(command: Command, rep: Clone) -> None:
    """The rep is told which, and everything stays as it is."""
    rep.write_at("notes.md", "mine\n")
    rep.git("add", "notes.md")
    edit(rep)
    result = propose(command)
    assert result.code == 2
    assert "notes.md is staged for a commit of your own" in result.err
    assert (rep.branch(), sorted(rep.status())) == ("main", [" M processes/new-business.yaml", "A  notes.md"])
    assert "max_days: 45" in rep.read()


def test_in_the_middle_of_a_merge_nothing_is_done(command: Command, rep: Clone) -> None:
    """The rep is told what to do first."""
    rep.git("switch", "-q", "-c", "other")
    edit(rep, 60)
    rep.commit()
    rep.git("switch", "-q", "main")
    edit(rep, 50)
    rep.commit()
    with pytest.raises(Exception, match="merge"):
        rep.git("merge", "other")
    before = rep.read()
    result = propose(command)
    assert result.code == 2
    assert "git is in the middle of a merge; finish it first, or take it back (git merge --abort)." in result.err
    assert rep.read() == before
