"""The git command: which environment and settings it runs in, and how it fails."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun

SECONDS = 120

# What a repository's own settings may not decide: each would run a command that the repository names, or reach out.
_SETTINGS = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.attributesFile", os.devnull),
    ("core.pager", "cat"),
    ("core.fsync", "committed"),
    ("core.untrackedCache", "false"),
    ("protocol.allow", "never"),
    ("safe.bareRepository", "explicit"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
)
_OPTIONS = ("--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs")
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
_KEPT = frozenset({"GIT_CEILING_DIRECTORIES"})
# What would lead git to another repository than the one around the folder.
_WHERE = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"})


_KEPT_OPEN: ContextVar[tuple[int, ...]] = ContextVar("kept_open", default=())


@contextmanager
def kept_open(descriptor: int) -> Iterator[None]:
    """Hand a descriptor down to each git that is started meanwhile, so that what hangs on it outlives us as long as git does.

    Not to a git under the user's own settings, which may leave a helper behind that lives for hours.
    """
    before = _KEPT_OPEN.set((*_KEPT_OPEN.get(), descriptor))
    try:
        yield
    finally:
        _KEPT_OPEN.reset(before)


class GitDirectory(type(Path())):  # type: ignore[misc]  # what a path is differs between systems
    """A repository without files of its own, which somebody named outright; git finds no other such one by itself."""


class Answer(NamedTuple):
    """What git said: its exit status, what it printed, and its complaint."""

    code: int
    out: bytes
    complaint: str

    @property
    def line(self) -> str:
        """What it printed, as one line without its end."""
        return os.fsdecode(self.out).removesuffix("\n")


def ask(folder: Path, command: str, *arguments: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> Answer:
    """Run one git command in a folder and return its answer; raise CannotRun where git itself can't be run.

    `arguments` are ours, or stand behind `--end-of-options` or `--`: no user's text may become an option. `more` are
    variables of git's that this one command needs: who commits, or which index it works on.
    """
    answer = _run(folder, _settings(_SETTINGS), command, arguments, stdin, more or {})
    if "dubious ownership" in answer.complaint:
        # Whose repositories to trust is the user's own decision, and stands in the settings that are off.
        trusted = [("safe.directory", one) for one in _trusted(folder)]
        answer = _run(folder, _settings((*_SETTINGS, *trusted)), command, arguments, stdin, more or {})
    return answer


def _settings(settings: Sequence[tuple[str, str]]) -> list[str]:
    return [part for name, value in settings for part in ("-c", f"{name}={value}")]


def ask_as_the_user(folder: Path, command: str, *arguments: str) -> Answer:
    """Run one git command under the user's own settings: who they are, and how they reach a remote; still without hooks."""
    environment = {name: value for name, value in os.environ.items() if name not in _WHERE}
    if isinstance(folder, GitDirectory):
        environment["GIT_DIR"] = str(folder)
    settings = _settings((("core.hooksPath", os.devnull), ("core.fsmonitor", "false"), ("gc.auto", "0")))
    return _started(["git", "--no-pager", *settings, command, *arguments], folder, {**environment, "LC_ALL": "C"}, b"")


def _run(
    folder: Path, settings: list[str], command: str, arguments: Sequence[str], stdin: bytes, more: Mapping[str, str]
) -> Answer:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    if isinstance(folder, GitDirectory):
        environment["GIT_DIR"] = str(folder)
    return _started(["git", *_OPTIONS, *settings, command, *arguments], folder, {**environment, **_ENVIRONMENT, **more}, stdin, _KEPT_OPEN.get())


def _trusted(folder: Path) -> list[str]:
    """Return the folders that the user's own settings trust."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    call = ["git", "config", "--global", "--null", "--get-all", "safe.directory"]
    answer = _started(call, folder, environment, b"")
    return [os.fsdecode(one) for one in answer.out.split(b"\0") if one]


def _started(call: list[str], folder: Path, environment: dict[str, str], stdin: bytes, kept: Sequence[int] = ()) -> Answer:
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            call, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=SECONDS, check=False,
            pass_fds=kept if os.name == "posix" else (),
        )
    except FileNotFoundError:
        raise CannotRun("git is not installed, and revisions are read with it.") from None
    except subprocess.TimeoutExpired:
        raise CannotRun(f"git gave no answer within {SECONDS} seconds.") from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"git can't be run: {error}.") from None
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def complaint(answer: Answer) -> str:
    """Return the first line of git's complaint, as the end of a sentence."""
    lines = [line for line in answer.complaint.splitlines() if line.strip()]
    return (lines[0] if lines else f"exit status {answer.code}").removeprefix("fatal: ").removeprefix("error: ").rstrip(".")
