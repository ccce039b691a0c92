"""What all tests share."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

from processengine.cli.main import run

if TYPE_CHECKING:
    from tests.crash.forks import Forks

settings.register_profile("everyday", max_examples=100, deadline=None)
settings.register_profile("ci", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "everyday"))

# Values by the thousand are made here and let go, next to none of them in a cycle: at its own pace Python spends a fourth of the
# tests' time on looking for such.
gc.set_threshold(20_000, 20, 20)

ROOT = Path(__file__).resolve().parent.parent


def absent(what: str) -> None:
    """Skip a test because something it needs is absent; in CI nothing may be absent."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent, and in CI nothing may be skipped for that")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that stands beside the project and is not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        absent("the folder ../shared")
    return folder


class Outcome(NamedTuple):
    """What a command left behind: its exit status and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command line in this process, in an empty folder, on a fixed day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROCESSENGINE_TODAY", "2026-11-20")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def run_command(*arguments: str | Path, stdin: str = "") -> Outcome:
        out, err = TextIOWrapper(BytesIO(), "utf-8", newline=""), TextIOWrapper(BytesIO(), "utf-8", newline="")
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(stdin.encode()), "utf-8"))
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
            out.flush()
            err.flush()
        return Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    return run_command


@pytest.fixture(scope="session")
def forks() -> "Iterator[Forks]":
    """A warm Python to fork: a command that is to die, or runs beside others, is a process of its own and costs no new Python."""
    if not hasattr(os, "fork"):
        pytest.skip("this system can't fork a process")
    from tests.crash.forks import Forks
    from tests.crash.scenes import ENVIRONMENT

    program = Forks(ENVIRONMENT)
    yield program
    program.close()
