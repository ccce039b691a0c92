"""Runs commands in forks of one warm Python, and kills them at a moment: a program that a test talks to, a line of JSON each way.

A fork costs a hundredth of what a new Python does, so that hundreds of runs can be killed. Whoever is killed dies by SIGKILL:
nothing in the program can prevent or notice it.
"""

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import processengine
from processengine.cli.main import run
from tests.crash.changes import Stop, watch

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: whoever outlives a killed run is ours to wait for (prctl(2))."""


def serve() -> None:
    """Do what is asked, a line each: `folder`, `arguments`, and perhaps `change` (its number, and `how`) or `seconds`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    for module in pkgutil.walk_packages(processengine.__path__, "processengine."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_done(json.loads(line))), flush=True)  # noqa: T201 - this is how it answers


def _done(asked: dict[str, Any]) -> Any:
    if "together" in asked:
        return [_ended(one) for one in [_started(one) for one in asked["together"]]]
    began = time.monotonic()
    started = _started(asked)
    if asked.get("seconds") is not None:
        time.sleep(asked["seconds"])
        _kill(started.child, alone=asked.get("how") == "python")
    return {**_ended(started), "seconds": time.monotonic() - began}


class _Started(NamedTuple):
    child: int
    out: int
    err: int


def _started(asked: dict[str, Any]) -> _Started:
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _command(asked, out_end, err_end)
    for end in (out_end, err_end):
        os.close(end)
    return _Started(child, out, err)


def _ended(started: _Started) -> dict[str, Any]:
    said = [_read(end) for end in (started.out, started.err)]
    _, status = os.waitpid(started.child, 0)
    _wait_for_the_rest(started.child)
    return {"code": os.waitstatus_to_exitcode(status), "out": said[0], "err": said[1]}


def _command(asked: dict[str, Any], out: int, err: int) -> None:
    os.setpgid(0, 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.chdir(asked["folder"])
    os.environ.update(asked.get("environment", {}))
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - until the end
    if "STOP_BEFORE" in os.environ:
        importlib.import_module("tests.release.stopping.sitecustomize")
    time.sleep(asked.get("after", 0.0))
    if asked["arguments"][0] == "git":
        os.execvp("git", asked["arguments"])  # noqa: S606 - arguments of a test's own
    code = 70
    try:
        count = watch(Stop(asked.get("change", 0), asked.get("how", "together")))
        code = run(asked["arguments"])
        if asked.get("count"):
            print(f"CHANGES {count()}", file=sys.stderr)  # noqa: T201 - for whoever asked
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _kill(child: int, *, alone: bool) -> None:
    try:
        (os.kill if alone else os.killpg)(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)  # it has no group of its own yet


def _read(end: int) -> str:
    with os.fdopen(end, "rb") as stream:
        return stream.read().decode("utf-8", "replace")


def _wait_for_the_rest(group: int) -> None:
    """Wait for each git that a killed run has left behind."""
    while True:
        try:
            os.waitpid(-group, 0)
        except ChildProcessError:
            return


class Forks:
    """The program from the test's side."""

    def __init__(self, environment: dict[str, str]) -> None:
        root = Path(__file__).resolve().parents[2]
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.forks"], cwd=root, env={**environment, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def run(self, folder: Path, *arguments: str, **more: Any) -> dict[str, Any]:
        """Run a command in a folder; `change` and `how`, or `seconds`, say when and how it is killed."""
        answer: dict[str, Any] = self._asked({"folder": str(folder), "arguments": arguments, **more})
        return answer

    def ran(self, folder: Path, *arguments: str, stop_before: int = 0, how: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in a folder as a process of its own; it may be stopped as tests/release/stopping does that."""
        more = {"STOP_BEFORE": str(stop_before), "STOP_HOW": how} if stop_before else {}
        done = self.run(folder, *arguments, environment=more)
        return subprocess.CompletedProcess(arguments, done["code"], done["out"], done["err"])

    def together(self, runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Run commands at once, each in its `folder` and so many seconds `after` now; return how each ended."""
        answers: list[dict[str, Any]] = self._asked({"together": runs})
        return answers

    def _asked(self, question: dict[str, Any]) -> Any:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(question) + "\n")
        self._program.stdin.flush()
        return json.loads(self._program.stdout.readline())

    def close(self) -> None:
        """End it."""
        self._program.communicate()


if __name__ == "__main__":
    serve()
