"""The one lock of a repository: who holds it, who waits, and when it is free again."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.lock import FILE, locked
from tests.git.scratch import Scratch

HOLDER = """
import sys
from pathlib import Path
from processengine.git import Repository
from processengine.git.lock import locked
with locked(Repository.around(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""
PARENT = """
import sys
from pathlib import Path
from processengine.git import Repository
from processengine.git.command import ask
from processengine.git.lock import locked
repository = Repository.around(Path(sys.argv[1]))
with locked(repository):
    ask(repository.root, "hash-object", "--", "pipe")
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and inherited descriptors are POSIX'")
Started = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with a commit."""
    scratch = Scratch(tmp_path / "repository")
    scratch.commit()
    return Repository.around(scratch.root)


@pytest.fixture
def started() -> Iterator[Started]:
    """Start Python programs that are over when the test is."""
    running: list[subprocess.Popen[str]] = []

    def start(program: str, *arguments: str) -> subprocess.Popen[str]:
        made = subprocess.Popen([sys.executable, "-c", program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(made)
        return made

    yield start
    for one in running:
        with one:
            one.kill()


def holding(started: Started, folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock of the repository around a folder."""
    other = started(HOLDER, str(folder))
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


@contextmanager
def read_by_git(pipe: Path, run: subprocess.Popen[str]) -> Iterator[None]:
    """Hold a pipe open for writing from when git has opened it, so that git waits for what comes."""
    writer = None
    while writer is None:
        assert run.poll() is None, "it ended before git read anything"
        with suppress(OSError):  # nobody reads yet
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    yield
    os.close(writer)


def test_two_processes_cannot_hold_it(repository: Repository, started: Started) -> None:
    """While another process holds it nobody gets it; who waits is told so in one line, after no longer than they want to."""
    holding(started, repository.root)
    with pytest.raises(CannotRun, match=r"Another run of processengine is at work in .*\.git and wasn't done within 0\.1 seconds"), locked(repository, 0.1):
        pass


def test_it_is_free_when_its_holder_is_done(repository: Repository, started: Started) -> None:
    """Who waits gets it as soon as the holder lets go."""
    other = holding(started, repository.root)
    assert other.stdin is not None
    other.stdin.close()
    with locked(repository, 30) as lock:
        assert lock.folder == repository.root / ".git"


def test_a_killed_holder_frees_it(repository: Repository, started: Started) -> None:
    """The kernel lets go of it when the holder dies, without a word from anybody; the file stays."""
    other = holding(started, repository.root)
    other.send_signal(signal.SIGKILL)
    other.wait()
    with locked(repository, 5):
        pass
    assert (repository.root / ".git" / FILE).exists()


def test_an_orphaned_git_keeps_it(repository: Repository, started: Started) -> None:
    """A git that outlives the killed run which started it still works in the repository, so the next run waits for it."""
    pipe = repository.root / "pipe"
    os.mkfifo(pipe)
    run = started(PARENT, str(repository.root))
    with read_by_git(pipe, run):
        run.send_signal(signal.SIGKILL)
        run.wait()
        with pytest.raises(CannotRun, match="Another run of processengine"), locked(repository, 0.1):
            pass
    with locked(repository, 30):
        pass


def test_a_git_under_the_users_own_settings_does_not_keep_it(repository: Repository, started: Started) -> None:
    """Such a git may leave a helper behind that lives for hours, and would lock everybody out."""
    pipe = repository.root / "pipe"
    os.mkfifo(pipe)
    run = started(PARENT.replace("ask", "ask_as_the_user"), str(repository.root))
    with read_by_git(pipe, run):
        run.send_signal(signal.SIGKILL)
        run.wait()
        with locked(repository, 30):
            pass


def test_who_holds_it_holds_it_on(repository: Repository) -> None:
    """Inside of it the same thread may ask for it again; another thread of the process may not have it."""
    found: list[str] = []

    def other() -> None:
        try:
            with locked(repository, 0.1):
                found.append("held twice")
        except CannotRun as error:
            found.append(str(error))

    with locked(repository) as outer, locked(repository, 0) as inner:
        assert inner == outer
        thread = Thread(target=other)
        thread.start()
        thread.join()
    assert found[0].startswith("Another run of processengine")
    with locked(repository, 0):
        pass


def test_linked_working_trees_share_it(repository: Repository, started: Started, tmp_path: Path) -> None:
    """Two working trees of one repository have its branches in common, and so the lock."""
    Scratch(repository.root).git("worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    holding(started, tmp_path / "other")
    with pytest.raises(CannotRun, match="Another run of processengine"), locked(repository, 0.1):
        pass


def test_a_link_in_its_place_is_not_followed(repository: Repository, tmp_path: Path) -> None:
    """A repository from elsewhere can't let us open a file outside of it."""
    (repository.root / ".git" / FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotRun, match="can't be opened"), locked(repository):
        pass
    assert not (tmp_path / "elsewhere").exists()
