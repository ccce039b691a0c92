"""A library whose manager may rule on what a rep proposed: what the tests of rulings begin with."""

import os
import subprocess
import sys
from pathlib import Path

from processengine.model.proposal import Proposal, Ruling
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.git.scratch import Scratch
from tests.git.team import FILE, LIBRARY, PROCESS

DAY = "2026-11-20"
NAME = "six-weeks"
BRANCH = f"proposals/{NAME}"
PROPOSAL_FILE = f"processes/proposals/{NAME}.yaml"
PROPOSAL = """proposal: six-weeks
title: Give the board six weeks
process: new-business
author: ana
opened: 2026-11-02
status: open # by hand
why: |
  Boards meet every six weeks.
"""


def proposed(root: Path) -> Scratch:
    """Mia's clone on main: Ana's branch gives the board 45 days instead of 30, and nobody has ruled on that."""
    scratch = Scratch(root)
    scratch.git("config", "user.name", "Mia")
    scratch.git("config", "user.email", "mia@example.com")
    scratch.write_at("processes/library.yaml", LIBRARY)
    scratch.write_at(FILE, PROCESS)
    scratch.commit("The library")
    branch(scratch, NAME, PROPOSAL, ("    max_days: 30\n    next: [won]", "    max_days: 45\n    next: [won]"))
    return scratch


def branch(scratch: Scratch, name: str, proposal: str, *edits: tuple[str, str], **files: str) -> str:
    """Make a proposal of Ana's on main as it is, and go back there; return its commit. `files` are named with `__` for a slash."""
    scratch.git("switch", "-q", "-c", f"proposals/{name}")
    scratch.write_at(f"processes/proposals/{name}.yaml", proposal)
    for old, new in edits:
        change(scratch, old, new)
    for path, content in files.items():
        scratch.write_at(path.replace("__", "/") + ".md", content)
    commit = scratch.commit("Ana proposes")
    scratch.git("switch", "-q", "main")
    return commit


def change(scratch: Scratch, old: str, new: str, name: str = FILE) -> None:
    """Edit a file by hand."""
    text = (scratch.root / name).read_text(encoding="utf-8")
    assert old in text
    scratch.write_at(name, text.replace(old, new, 1))


def read(scratch: Scratch, name: str = FILE) -> str:
    """Return a file's text, as it lies on the disk."""
    return (scratch.root / name).read_text(encoding="utf-8")


def record(scratch: Scratch, name: str = NAME, revision: str = "main") -> Ruling | None:
    """Return the record of a proposal, read from a commit without a problem."""
    document, unreadable = parse(scratch.git("show", f"{revision}:processes/proposals/{name}.yaml"))
    value, problems = load(document)
    assert not [*unreadable, *problems]
    assert isinstance(value, Proposal)
    return value.record


def ran(root: Path, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    call = [sys.executable, "-m", "processengine", *arguments, "--today", DAY]
    return subprocess.run(call, cwd=root, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False)
