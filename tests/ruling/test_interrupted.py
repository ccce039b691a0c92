"""A ruling that was interrupted anywhere is finished by running it again, and nobody can tell the difference."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.crash.forks import Forks
from tests.git.scratch import Scratch
from tests.release.prepared import state
from tests.ruling.prepared import BRANCH, DAY, NAME, PROPOSAL_FILE, change, proposed, read

MOST_CHANGES = 30
RULINGS = {
    "accepted": ("rule", NAME, "--accept", "--why", "They do.", "--today", DAY), "rejected": ("rule", NAME, "--reject", "--why", "They don't.", "--today", DAY),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a proposal to rule on."""
    root = tmp_path_factory.mktemp("before") / "library"
    proposed(root)
    return root


def copy(before: Path, root: Path) -> Scratch:
    """The library again, as it was before."""
    shutil.copytree(before, root)
    return Scratch(root)


@pytest.mark.parametrize(("ruling", "first", "least"), [("accepted", 1, 10), ("rejected", 5, 4)])
def test_it_may_be_stopped_before_any_change_that_it_makes(before: Path, forks: Forks, tmp_path: Path, ruling: str, first: int, least: int) -> None:
    """Killed before its first change, its second, and so on to the last; run again, all is as if nothing had happened.

    A rejection is made as an acceptance is, so only its end is tried: from the commit on.
    """
    whole = copy(before, tmp_path / "whole")
    assert forks.ran(whole.root, *RULINGS[ruling]).returncode == 0
    after, stops = state(whole), 0
    for number in range(first, MOST_CHANGES):
        scratch = copy(before, tmp_path / str(number))
        stopped = forks.ran(scratch.root, *RULINGS[ruling], stop_before=number)
        if stopped.returncode == 0:
            break
        assert stopped.returncode == -signal.SIGKILL
        stops += 1
        again = forks.ran(scratch.root, *RULINGS[ruling])
        assert (again.returncode, again.stderr) == (0, ""), f"stopped before change {number}"
        assert state(scratch) == after, f"stopped before change {number}"
    # The texts become objects, a tree and a commit; the refs, the files and the index follow.
    assert stops >= least


def test_whoever_stops_it_is_told_to_run_it_again_and_a_release_finishes_it_too(before: Path, forks: Forks, tmp_path: Path) -> None:
    """From the moment on at which main may have moved; somebody may well release next."""
    scratch = copy(before, tmp_path / "library")
    stopped = forks.ran(scratch.root, *RULINGS["accepted"], stop_before=8, how="Ctrl-C")
    assert (stopped.returncode, stopped.stderr) == (2, "processengine: stopped in the middle of the ruling. Run it again to finish it.\n")
    preview = forks.ran(scratch.root, "release", "--dry-run")
    assert preview.stderr == f"processengine: The ruling on {NAME} was interrupted. Finish it first: processengine release\n"
    assert forks.ran(scratch.root, "release").returncode == 0
    assert "max_days: 45" in read(scratch)
    assert scratch.git("status", "--porcelain") == ""


def test_another_ruling_than_the_one_that_it_finishes_is_refused(before: Path, forks: Forks, tmp_path: Path) -> None:
    """Whatever words the reason of the first one has."""
    scratch = copy(before, tmp_path / "library")
    rejected = forks.ran(scratch.root, "rule", NAME, "--reject", "--why", "The other one was accepted.", "--today", DAY)
    assert rejected.returncode == 0
    scratch.git("restore", "--source", "HEAD^", "--staged", "--worktree", ".")
    again = forks.ran(scratch.root, *RULINGS["accepted"])
    assert (again.returncode, "was rejected by mia" in again.stdout) == (1, True), again
    assert scratch.git("status", "--porcelain") == ""


def test_a_message_alone_makes_no_ruling(before: Path, forks: Forks, tmp_path: Path) -> None:
    """Files that somebody has put back as they were stay, where no ref tells that `rule` made the commit."""
    scratch = copy(before, tmp_path / "library")
    change(scratch, "Someone says", "Somebody says")
    tip = scratch.git("rev-parse", BRANCH)
    scratch.commit(f"By hand\n\nProposal: {NAME}\nRuling: accepted\nTip: {tip}")
    scratch.git("restore", "--source", "HEAD^", "--staged", "--worktree", ".")
    assert "not committed as it is on the disk" in forks.ran(scratch.root, *RULINGS["accepted"]).stderr
    assert "Someone says" in read(scratch)


def test_what_somebody_edited_meanwhile_is_not_written_over(before: Path, forks: Forks, tmp_path: Path) -> None:
    """A file that is neither what it was nor what the ruling made of it is somebody's work."""
    scratch = copy(before, tmp_path / "library")
    forks.ran(scratch.root, *RULINGS["accepted"], stop_before=9, how="Ctrl-C")
    scratch.write_at(PROPOSAL_FILE, "mine\n")
    forks.ran(scratch.root, *RULINGS["accepted"])
    assert read(scratch, PROPOSAL_FILE) == "mine\n"
