"""`propose`, as a rep uses it: with a shared repository that others push to, and without ever losing what was written."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from processengine.model.proposal import Proposal
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.conftest import Command, Outcome
from tests.git.team import FILE, PROCESS, Clone, Team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team that shares a library."""
    return Team(tmp_path / "team")


@pytest.fixture
def rep(team: Team, command: Command, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return Ana's clone, in which commands run, under her own name alone."""
    del command
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    clone = team.clone("Ana")
    monkeypatch.chdir(clone.root)
    return clone


def edit(rep: Clone, days: int = 45) -> None:
    """Let the rep give the board more days, by hand."""
    rep.change("    max_days: 30\n    next: [won]", f"    max_days: {days}\n    next: [won]")


def propose(command: Command, *arguments: str) -> Outcome:
    """Propose something with a title and a reason."""
    return command("propose", "--title", "Give the board six weeks", "--why", "Boards meet every six weeks.", *arguments)


def proposal(rep: Clone, name: str = "give-the-board-six-weeks") -> Proposal:
    """Return a proposal file, read without a problem."""
    document, unreadable = parse(rep.read(f"processes/proposals/{name}.yaml"))
    value, problems = load(document)
    assert not [*unreadable, *problems]
    assert isinstance(value, Proposal)
    return value


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
    assert "Nothing has changed here" in result.err
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


def test_a_stranger_can_propose(command: Command, rep: Clone) -> None:
    """Somebody whom library.yaml doesn't know has no author's line, and learns why."""
    rep.git("config", "user.email", "zoe@example.com")
    edit(rep)
    result = propose(command)
    assert result.code == 0
    assert "library.yaml knows nobody with your e-mail address" in result.out
    assert proposal(rep).author is None


@pytest.mark.parametrize("title", ["--upload-pack=x", "$(touch canary)", "a: b # c", "../../etc", "“quoted” {x}", "é🌱", "on"])
def test_what_a_rep_writes_is_data(command: Command, rep: Clone, title: str) -> None:
    """A title is never an option, a path, a command or YAML; it is read back as it was written."""
    edit(rep)
    result = command("propose", f"--title={title}", "--why", "x", "--id", "mine")
    assert result.code == 0, result.err
    assert proposal(rep, "mine").title == title
    assert rep.git("log", "-1", "--format=%s") == title
    assert not list(rep.root.rglob("canary"))


@pytest.mark.parametrize("name", ["-x", "../up", "A", "a b", "x" * 65, "a.lock"])
def test_an_id_is_an_id(command: Command, rep: Clone, name: str) -> None:
    """Nothing else becomes the name of a branch or a file."""
    edit(rep)
    result = command("propose", "--title", "x", "--why", "x", f"--id={name}")
    assert result.code == 2
    assert "can't be the id of a proposal" in result.err
    assert rep.branch() == "main"


def test_a_link_in_the_place_of_a_process_is_refused(command: Command, rep: Clone) -> None:
    """What it leads to is not put into the shared repository."""
    secret = rep.write_at("../secret.yaml", PROCESS + "# secret\n")
    (rep.root / FILE).unlink()
    (rep.root / FILE).symlink_to(secret)
    result = propose(command)
    assert result.code == 2
    assert "is a link to another file" in result.err


def test_hooks_and_filters_of_the_repository_do_not_run(command: Command, rep: Clone) -> None:
    """Not on committing, not on pushing."""
    for hook in ("pre-commit", "commit-msg", "post-commit", "post-checkout", "reference-transaction", "pre-push"):
        path = rep.write_at(f".git/hooks/{hook}", f"#!/bin/sh\necho {hook} >> {rep.root}/canary\n")
        path.chmod(0o755)
    rep.write_at(".git/info/attributes", "*.yaml filter=evil\n")
    rep.git("config", "filter.evil.clean", f"sh -c 'echo filter >> {rep.root}/canary; cat'")
    edit(rep)
    assert propose(command, "--push").code == 0
    canary = rep.root / "canary"
    assert not canary.exists(), canary.read_text(encoding="utf-8")


BYPASS = ("    next: [team-assembled]\n  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n",
          "    next: [board-decides]\n")


def answering(rep: Clone, answers: str, *arguments: str) -> str:
    """Run `propose` on a terminal of its own, with some answers, and return what stood there."""
    ours, theirs = os.openpty()
    call = [sys.executable, "-m", "processengine", "propose", *arguments]
    with subprocess.Popen(call, cwd=rep.root, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        said = b""
        with contextlib.suppress(OSError):
            while part := os.read(ours, 4096):
                said += part
    assert process.returncode == 0, said.decode()
    return said.decode()


def test_on_a_terminal_one_is_asked(command: Command, rep: Clone) -> None:
    """For the title, the reason, and where the deals go on; nothing is asked where no terminal is."""
    del command
    rep.change(*BYPASS)
    said = answering(rep, "No team\nNobody names it.\nboard-decides\n", "--id", "no-team", "--draft")
    for question in ("What do you propose, in a line? [Without “Team assembled”] ", "Why? What have you seen at buyers?", "“Team assembled” goes away."):
        assert question in said
    assert "?:" not in said
    made = proposal(rep, "no-team")
    assert (made.title, made.why, made.moves) == ("No team", "Nobody names it.\n", {"team-assembled": "board-decides"})


def test_on_a_terminal_an_empty_answer_is_one_and_a_wrong_stage_is_none(command: Command, rep: Clone) -> None:
    """The title is then what changes; the stages that there will be are named, and another one is asked for again."""
    del command
    rep.change(*BYPASS)
    said = answering(rep, "\n\nno-such-stage\nboard-decides\n", "--draft")
    assert "Stages that there will be: trouble-named, board-decides" in said
    assert "There will be no stage `no-such-stage`." in said
    made = proposal(rep, "without-team-assembled")
    assert (made.title, made.why, made.moves) == ("Without “Team assembled”", "", {"team-assembled": "board-decides"})
