"""A library in a repository, ready to be released: what the tests of releases begin with."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

from processengine.cli.main import run
from tests.git.scratch import FIRST, Scratch

LIBRARY = "library: acme\npeople:\n  ana: {name: Ana Kovač, email: ana@example.com, roles: [rep]}\n"
RENEWAL = FIRST.replace("process: new-business", "process: renewal # who stays")
PROPOSAL = """proposal: more-time
title: More time to name the trouble
process: new-business
author: ana
why: |
  Thirty days are over before the second person has been heard.
"""
DAY = "2026-11-20"


def library(root: Path) -> Scratch:
    """A repository with two processes, committed by somebody whom git knows, and nothing released."""
    scratch = Scratch(root)
    scratch.git("config", "user.name", "Lee")
    scratch.git("config", "user.email", "lee@example.com")
    scratch.write(library=LIBRARY, new_business=FIRST, renewal=RENEWAL)
    scratch.commit("Our library")
    return scratch


def changed(root: Path) -> Scratch:
    """The same, both released once, and both changed since: one by a proposal."""
    scratch = library(root)
    assert released_here(root).returncode == 0
    scratch.write(new_business=text(root, "new-business").replace("max_days: 30", "max_days: 45"), proposals__more_time=PROPOSAL)
    scratch.write(renewal=text(root, "renewal").replace("next: [board-decides]", "title: Their trouble\n    next: [board-decides]"))
    scratch.commit("More time")
    return scratch


def text(root: Path, name: str) -> str:
    """What a file of the library holds."""
    return (root / f"{name}.yaml").read_text(encoding="utf-8")


def released(root: Path, *options: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `release` as a process of its own."""
    call = [sys.executable, "-m", "processengine", "release", "--today", DAY, *options]
    return subprocess.run(call, cwd=root, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False)


def released_here(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `release` in this process, which is much faster."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", newline="") for _ in range(2))
    arguments = ["release", "--today", DAY, *options]
    with chdir(root), redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
        out.flush()
        err.flush()
    return subprocess.CompletedProcess(arguments, code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


def state(scratch: Scratch) -> dict[str, str]:
    """Everything that a release decides over: refs, files, the index, and what git thinks of them."""
    files = sorted(path for path in scratch.root.rglob("*") if path.is_file() and ".git" not in path.parts and not path.name.startswith("."))
    return {
        "refs": scratch.git("for-each-ref"),
        "status": scratch.git("status", "--porcelain", "--untracked-files=no"),
        "index": scratch.git("ls-files", "--stage"),
        **{path.relative_to(scratch.root).as_posix(): path.read_text(encoding="utf-8") for path in files},
    }
