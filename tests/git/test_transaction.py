"""Refs moved together or not at all, and what is swept away after a run that was killed while it moved them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.identity import Identity
from processengine.git.leftovers import Touched, left_over, touching
from processengine.git.lock import locked
from processengine.git.transaction import Move, move, stands
from tests.git.scratch import _ENVIRONMENT, Scratch

MAIN, TAG, LOG = "refs/heads/main", "refs/tags/new-business-0.2.0", "refs/processengine/log"
ANA = Identity("Ana", "ana@example.com")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """Return a repository with two commits, of which main holds the first."""
    made = Scratch(tmp_path / "repository")
    first = made.commit("first")
    made.commit("second")
    made.git("update-ref", "refs/heads/second", "HEAD")
    made.git("reset", "-q", "--hard", first)
    return made


@pytest.fixture
def repository(scratch: Scratch) -> Repository:
    """Return the same as we see it."""
    return Repository.around(scratch.root)


def refs(scratch: Scratch) -> str:
    """Return all refs and what they stand for."""
    return scratch.git("for-each-ref", "--format=%(refname) %(objectname)")


def test_all_move(scratch: Scratch, repository: Repository) -> None:
    """A branch, a tag and a ref of our own move in one step, with the reason in the branch's reflog."""
    first, second = scratch.git("rev-parse", "main"), scratch.git("rev-parse", "second")
    with locked(repository) as lock:
        moves = [Move(MAIN, first, second), Move(TAG, None, second), Move("refs/heads/second", second, None)]
        assert move(lock, moves, "release: new-business-0.2.0", ANA, {LOG: None}) == ()
        assert [stands(lock, ref) for ref in (MAIN, TAG, "refs/heads/second")] == [second, second, None]
    assert scratch.git("reflog", "-1", "--format=%gs", "main") == "release: new-business-0.2.0"
    assert not list((scratch.root / ".git").glob("processengine.touching*"))


@pytest.mark.parametrize("other", ["moved", "there", "unmoved"])
def test_none_moves_where_one_can_not(scratch: Scratch, repository: Repository, other: str) -> None:
    """Where a ref stands elsewhere, is there already, or has moved that should not have, nothing moves, and it is named."""
    first, second = scratch.git("rev-parse", "main"), scratch.git("rev-parse", "second")
    before = refs(scratch)
    moves, unmoved = [Move(TAG, None, second)], {LOG: second} if other == "unmoved" else {}
    moves += [Move(MAIN, second, first)] if other == "moved" else [Move("refs/heads/second", None, first)] if other == "there" else []
    with locked(repository) as lock:
        strayed = move(lock, moves, "release", ANA, unmoved)
    assert strayed == ({"moved": MAIN, "there": "refs/heads/second", "unmoved": LOG}[other],)
    assert refs(scratch) == before


def test_what_git_refuses_is_said(scratch: Scratch, repository: Repository) -> None:
    """A git of the user's that holds a ref is not robbed of it: the run can't, and says which file is in the way."""
    second = scratch.git("rev-parse", "second")
    lock_file = scratch.root / ".git" / f"{MAIN}.lock"
    lock_file.touch()
    with locked(repository) as lock, pytest.raises(CannotRun, match=r"could not write refs/heads/main, .*main\.lock.*Nothing was changed"):
        move(lock, [Move(MAIN, stands(lock, MAIN), second), Move(TAG, None, second)], "release")
    assert lock_file.exists()
    with locked(repository) as lock:
        assert stands(lock, TAG) is None
    assert lock_file.exists(), "it was there before we touched anything, so it is not ours"


class Killed(Exception):  # noqa: N818 - what happened
    """Stands for the moment at which a run is killed."""


def killed(scratch: Scratch, content: dict[str, bytes], touched: Touched | None = None) -> None:
    """Leave what a run leaves that is killed while git holds lock files, with what is in each."""
    git = scratch.root / ".git"
    note = touched or Touched(git, {MAIN: scratch.git("rev-parse", "second"), TAG: None}, index=True, held=(LOG,))
    with suppress(Killed), touching(git, note):
        for name, data in content.items():
            (git / name).parent.mkdir(parents=True, exist_ok=True)
            (git / name).write_bytes(data)
        raise Killed


def test_what_a_killed_run_left_is_swept_away(scratch: Scratch, repository: Repository) -> None:
    """The next run takes away the lock files of the refs, of HEAD, of the packed refs and of the index, and then works."""
    first, second = scratch.git("rev-parse", "main"), scratch.git("rev-parse", "second")
    ours = [f"{MAIN}.lock", f"{TAG}.lock", f"{LOG}.lock", "HEAD.lock", "packed-refs.lock", "packed-refs.new", "index.lock"]
    killed(scratch, dict.fromkeys(ours, b"") | {f"{MAIN}.lock": f"{second}\n".encode(), "index.lock": b"DIRC"})
    assert len(left_over(scratch.root / ".git")) == len(ours)
    with locked(repository) as lock:
        assert not any((scratch.root / ".git" / name).exists() for name in ours)
        assert move(lock, [Move(MAIN, first, second)], "again", ANA) == ()
    assert not list((scratch.root / ".git").glob("processengine.touching*"))


def test_only_what_is_ours_is_swept_away(scratch: Scratch, repository: Repository) -> None:
    """What no note names stays, and so does a lock file that holds something else, or that was there before the run."""
    git = scratch.root / ".git"
    (git / "HEAD.lock").touch()
    os.utime(git / "HEAD.lock", (1, 1))
    theirs = {f"{MAIN}.lock": b"0123456789012345678901234567890123456789\n", "refs/heads/second.lock": b"", "config.lock": b""}
    killed(scratch, theirs)
    with locked(repository):
        pass
    assert all((git / name).exists() for name in (*theirs, "HEAD.lock"))


@pytest.fixture(params=["inside", "by option", "by variable"])
def living(scratch: Scratch, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """Have a git of somebody's live in the repository: started inside of it, or told from elsewhere which one is meant."""
    git, where = shutil.which("git"), scratch.root / ".git"
    assert git is not None
    call = [git, "--git-dir", "repository/.git"] if request.param == "by option" else [git]
    more = {"GIT_DIR": str(where)} if request.param == "by variable" else {}
    folder = scratch.root if request.param == "inside" else tmp_path
    running = subprocess.Popen(
        [*call, "cat-file", "--batch"], cwd=folder, env={**_ENVIRONMENT, **more}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"HEAD\n")
    running.stdin.flush()
    running.stdout.readline()
    yield
    running.communicate()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system doesn't tell which processes live")
def test_what_a_living_git_may_hold_stays(scratch: Scratch, repository: Repository, living: None) -> None:
    """While a git lives in the repository an empty lock file may be its own; one with the id that only we knew is ours."""
    del living
    git = scratch.root / ".git"
    killed(scratch, {"HEAD.lock": b"", "index.lock": b"", f"{MAIN}.lock": f"{scratch.git('rev-parse', 'second')}\n".encode()})
    with locked(repository):
        pass
    assert [(git / name).exists() for name in ("HEAD.lock", "index.lock", f"{MAIN}.lock")] == [True, True, False]
    assert left_over(git), "the note stays, so that a later run looks again"


def test_a_note_that_broke_off_counts_for_nothing(scratch: Scratch, repository: Repository) -> None:
    """A run that was killed while it wrote its note had touched nothing yet."""
    note = scratch.root / ".git" / "processengine.touching.1.1"
    note.write_text('{"git_dir', encoding="utf-8")
    with locked(repository):
        assert not note.exists()


def test_a_ref_stands_only_where_it_is(scratch: Scratch, repository: Repository) -> None:
    """A branch or a tag that is called like it in full is another one."""
    scratch.git("update-ref", f"refs/heads/{LOG}", "main")
    scratch.git("update-ref", f"refs/tags/{LOG}", "main")
    with locked(repository) as lock:
        assert stands(lock, LOG) is None
        assert move(lock, [Move(LOG, None, scratch.git("rev-parse", "main"))], "x") == ()
        assert stands(lock, LOG) == scratch.git("rev-parse", "main")
