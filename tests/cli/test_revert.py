"""`propose --revert`: what an accepted proposal changed is taken back, as a new proposal."""

import shutil
import signal
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from processengine.cli.main import run
from processengine.model.proposal import Proposal
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.conftest import Command
from tests.crash.forks import Forks
from tests.git.scratch import Scratch
from tests.release.prepared import state
from tests.ruling.prepared import BRANCH, DAY, NAME, PROPOSAL, PROPOSAL_FILE, branch, change, proposed, read

REVERT = f"revert-{NAME}"


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the clone of a manager: nobody has ruled on what Ana proposed."""
    return proposed(tmp_path_factory.mktemp("waiting") / "library").root


@pytest.fixture(scope="module")
def accepted(waiting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the clone of a manager who has accepted what Ana proposed; its next user is Ben."""
    scratch = Scratch(shutil.copytree(waiting, tmp_path_factory.mktemp("accepted"), dirs_exist_ok=True))
    with chdir(scratch.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert run(["rule", NAME, "--accept", "--today", DAY]) == 0
    scratch.git("config", "user.email", "ben@example.com")
    return scratch.root


@pytest.fixture
def mia(accepted: Path, tmp_path: Path, command: Command) -> Scratch:
    """Return a copy of it, in which commands run."""
    del command
    shutil.copytree(accepted, tmp_path, dirs_exist_ok=True)
    return Scratch(tmp_path)


@pytest.fixture
def ana(waiting: Path, tmp_path: Path, command: Command) -> Scratch:
    """Return a copy of it before that, on the branch of the proposal."""
    del command
    shutil.copytree(waiting, tmp_path, dirs_exist_ok=True)
    scratch = Scratch(tmp_path)
    scratch.git("config", "user.email", "ana@example.com")
    scratch.git("switch", "-q", BRANCH)
    return scratch


def proposal(scratch: Scratch, name: str = REVERT) -> Proposal:
    """Return a proposal's file, read without a problem."""
    document, unreadable = parse(read(scratch, f"processes/proposals/{name}.yaml"))
    value, problems = load(document)
    assert not [*unreadable, *problems]
    assert isinstance(value, Proposal)
    return value


def test_it_is_a_proposal_like_any_other(command: Command, mia: Scratch) -> None:
    """On a branch of its own, with a title, a reason, and whoever proposes it as its author; main stays as it is."""
    main = mia.git("rev-parse", "main")
    result = command("propose", "--revert", NAME, "--why", "They meet monthly after all.")
    assert (result.code, result.err) == (0, "")
    assert "The limit in “Board decides” falls from 45 to 30 days." in result.out
    made = proposal(mia)
    assert (made.title, made.author, made.why) == ("Take back “Give the board six weeks”", "ben", "They meet monthly after all.\n")
    assert mia.git("branch", "--show-current") == f"proposals/{REVERT}"
    assert mia.git("rev-parse", "main") == main
    assert mia.git("status", "--porcelain") == ""
    assert "max_days: 30\n    next: [won]" in read(mia)


def test_what_came_later_stays(command: Command, mia: Scratch) -> None:
    """Only what the proposal changed is taken back: the release's version stands, and so does another one's edit."""
    change(mia, "Someone says", "Somebody says")
    mia.commit("Later")
    command("release")
    assert command("propose", "--revert", NAME).code == 0
    text = read(mia)
    assert "Somebody says" in text
    assert "max_days: 30\n    next: [won]" in text
    assert 'version: "1.2.0"' in text


def test_it_can_be_taken_back_itself(command: Command, mia: Scratch) -> None:
    """A revert is ruled on, released and reverted as any other."""
    command("propose", "--revert", NAME)
    mia.git("switch", "-q", "main")
    mia.git("config", "user.email", "mia@example.com")
    assert command("rule", REVERT, "--accept").code == 0
    assert command("propose", "--revert", REVERT, "--id", "again").code == 0
    assert "max_days: 45" in read(mia)


def test_a_conflict_with_what_came_later_is_told_and_nothing_is_made(command: Command, mia: Scratch) -> None:
    """Somebody has set the same limit again since."""
    change(mia, "max_days: 45", "max_days: 60")
    mia.commit("Later")
    before = state(mia)
    result = command("propose", "--revert", NAME)
    assert result.code == 1
    assert result.out.startswith("Look out: processes/new-business.yaml: stages.board-decides.max_days:")
    assert state(mia) == before


STAGE = "  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n"


@pytest.mark.parametrize(
    ("new", "moves", "was"),
    [
        ("  money-found:\n    buyer: Someone has set money aside for the year\n    max_days: 9\n    probability: 40\n    next: [board-decides, lost]\n",
         {"money-found": "team-assembled"}, ""),
        (STAGE.replace("team-assembled:", "team-found:\n    was: [team-assembled]"), {}, "    was: [team-found]\n"),
    ],
    ids=["moved", "renamed"],
)
def test_deals_go_back_where_they_came_from(command: Command, mia: Scratch, new: str, moves: dict[str, str], was: str) -> None:
    """A move is turned round where it came from one stage alone; a stage that gets its id back keeps the other as `was`."""
    (to,) = moves or {"team-found": ""}
    text = PROPOSAL.replace("six-weeks", "other") + (f"moves: {{team-assembled: {to}}}\n" if moves else "")
    branch(mia, "other", text, (STAGE, new), ("next: [team-assembled]", f"next: [{to}]"))
    mia.git("merge", "-q", "--no-ff", "-m", "By hand", "proposals/other")
    assert command("release").code == 0
    result = command("propose", "--revert", "other")
    assert result.code == 0, result.err
    assert proposal(mia, "revert-other").moves == moves
    assert STAGE.replace("assembled:\n", f"assembled:\n{was}") in read(mia)


def test_a_file_that_it_brought_goes(command: Command, mia: Scratch) -> None:
    """A process that was new is gone again, on the disk too."""
    mia.git("switch", "-q", "-c", "proposals/more")
    other = "process: renewal\nfrom_anywhere: [lost]\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
    mia.write_at("processes/renewal.yaml", other)
    mia.write_at("processes/proposals/more.yaml", PROPOSAL.replace("six-weeks", "more").replace("process: new-business", "process: renewal"))
    mia.commit("Another process")
    mia.git("switch", "-q", "main")
    mia.git("merge", "-q", "--no-ff", "-m", "By hand", "proposals/more")
    result = command("propose", "--revert", "more", "--draft")
    assert (result.code, result.err) == (0, result.err)
    assert not (mia.root / "processes/renewal.yaml").exists()
    assert mia.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--revert", "six-week"], "main holds no proposal `six-week`. Did you mean six-weeks?"),
        (["--revert", NAME, "--withdraw"], "--withdraw and --revert go alone"),
        (["new-business", "--revert", NAME], "--withdraw and --revert go alone"),
    ],
)
def test_what_can_not_be_meant_is_said(command: Command, mia: Scratch, arguments: list[str], reason: str) -> None:
    """And nothing is changed."""
    before = state(mia)
    result = command("propose", *arguments)
    assert result.code == 2
    assert reason.replace("Did you mean six-weeks?", "") in result.err
    assert state(mia) == before


def test_it_begins_at_what_is_agreed(command: Command, mia: Scratch) -> None:
    """On another branch, or with edits that are not kept, it says where to go."""
    mia.git("switch", "-q", "-c", "elsewhere")
    assert "What is agreed is on main; go there first: git switch main" in command("propose", "--revert", NAME).err
    mia.git("switch", "-q", "main")
    change(mia, "Someone says", "Somebody says")
    assert "processes/new-business.yaml: edited and not kept" in command("propose", "--revert", NAME).err


def test_a_rejected_one_has_nothing_to_take_back(command: Command, mia: Scratch) -> None:
    """Nothing of it is on main."""
    mia.git("config", "user.email", "mia@example.com")
    branch(mia, "less", PROPOSAL.replace("six-weeks", "less"), ("Someone says", "Somebody says"))
    command("rule", "less", "--reject", "--why", "No.")
    assert "less was rejected, so nothing of it is there to take back." in command("propose", "--revert", "less").err


def test_a_proposal_is_withdrawn_with_its_reason(command: Command, ana: Scratch) -> None:
    """The reason stands beside the proposal's own, and the last commit is kept whatever becomes of the branch."""
    result = command("propose", "--withdraw", "--why", "I was wrong: they don't.")
    assert (result.code, result.err) == (0, "")
    text = read(ana, f"processes/proposals/{NAME}.yaml")
    assert text == PROPOSAL.replace("status: open", "status: withdrawn") + 'x-withdrawn: "I was wrong: they don\'t."\n'
    assert ana.git("rev-parse", f"refs/proposals/closed/{NAME}") == ana.git("rev-parse", BRANCH)
    assert ana.git("status", "--porcelain") == ""
    assert f"{NAME} is taken back already." in command("propose", "--withdraw").err


@pytest.mark.parametrize("place", ["main", BRANCH])
def test_withdrawing_needs_the_branch_and_no_other_edits(command: Command, ana: Scratch, place: str) -> None:
    """Both are said, and nothing is changed."""
    ana.git("switch", "-q", place)
    change(ana, "Someone says", "Somebody says")
    before = state(ana)
    reason = "Go to the branch of the proposal" if place == "main" else "processes/new-business.yaml: edited and not kept"
    assert reason in command("propose", "--withdraw").err
    assert state(ana) == before


def test_only_its_author_takes_a_proposal_back(command: Command, ana: Scratch) -> None:
    """Whoever else is on its branch is told what there is instead; of an author whom the library doesn't know nobody can tell."""
    ana.git("config", "user.email", "mia@example.com")
    result = command("propose", "--withdraw", "--why", "Not now.")
    assert result.code == 2
    assert result.err == (f"processengine: ana proposed {NAME}, and only its author takes it back. Whoever rules rejects it: "
                          f"processengine rule {NAME} --reject --why TEXT\n")
    change(ana, "author: ana", "author: zoe", PROPOSAL_FILE)
    ana.commit("Whose it is")
    assert command("propose", "--withdraw", "--why", "Not now.").code == 0


@pytest.mark.parametrize("arguments", [("--revert", NAME, "--why", "So."), ("--withdraw", "--why", "So.")], ids=["revert", "withdraw"])
def test_either_may_be_stopped_before_any_change_that_it_makes(forks: Forks, request: pytest.FixtureRequest, arguments: tuple[str, ...]) -> None:
    """Run again, it ends as if nothing had happened; a third of the changes are tried, as it is `propose` that makes them."""
    scratch: Scratch = request.getfixturevalue("mia" if arguments[0] == "--revert" else "ana")
    start = scratch.git("rev-parse", "HEAD")
    refs = {"--revert": f"refs/heads/proposals/{REVERT}", "--withdraw": f"refs/proposals/closed/{NAME}"}
    stops = 0
    for number in range(1, 30, 3):
        stopped = forks.ran(scratch.root, "propose", *arguments, stop_before=number)
        if stopped.returncode == 0:
            break
        assert stopped.returncode == -signal.SIGKILL
        stops += 1
        again = forks.ran(scratch.root, "propose", *arguments)
        assert (again.returncode, again.stderr) == (0, ""), f"stopped before change {number}"
        assert scratch.git("rev-parse", refs[arguments[0]]) == scratch.git("rev-parse", "HEAD")
        assert scratch.git("status", "--porcelain", "--untracked-files=no") == ""
        if arguments[0] == "--revert":
            scratch.git("switch", "-q", "main")
            scratch.git("branch", "-q", "-D", f"proposals/{REVERT}")
        else:
            scratch.git("reset", "-q", "--hard", start)
            scratch.git("update-ref", "-d", f"refs/proposals/closed/{NAME}")
    assert stops >= 3
