"""Races on a server's own repository: somebody approves revision 1, its author pushes revision 2, and somebody rules, all at once.

Each is a process of its own and starts at a moment of its own. What came of it is read from the repository afterwards.
"""

import shutil
from pathlib import Path
from typing import Any, NamedTuple

from tests.crash.forks import Forks
from tests.crash.scenes import LOG, git
from tests.crash.server import APPROVE, BRANCH, RULE

PUSH = ("git", "push", "-q", "origin", "HEAD:refs/heads/proposals/more-time")
MAIN, CLOSED = "refs/heads/main", "refs/proposals/closed/more-time"


class Course(NamedTuple):
    """What came of a race: the revision that was approved, the one that was merged, the one that the branch ends at ("" for none), and how `rule` ended."""

    approved: str
    merged: str
    ends_at: str
    ruled: int
    said: str


def raced(forks: Forks, folder: Path, tips: dict[str, str], *, push: float, rule: float, approve: float | None) -> Course:
    """Let them race in a folder, each from so many seconds on; `approve` is None where the first revision has been approved already."""
    runs = [] if approve is None else [run(folder, APPROVE, approve)]
    ended = forks.together([*runs, run(folder / "ana", PUSH, push), run(folder, RULE, rule)])
    return course(folder / "hub.git", tips, ended[-1])


def run(folder: Path, arguments: tuple[str, ...], seconds: float) -> dict[str, Any]:
    """Return what one of them does, and when it begins."""
    return {"folder": str(folder), "arguments": arguments, "after": seconds}


def course(hub: Path, tips: dict[str, str], ruled: dict[str, Any]) -> Course:
    """Read from the repository what came of a race."""
    days = {commit: days for days, commit in tips.items()}
    at = dict(line.split(" ") for line in git(hub, "for-each-ref", "--format=%(refname) %(objectname)").splitlines())
    entries = git(hub, "log", "--format=%H", "--grep=^approved ", LOG).split()
    approved = {commit for entry in entries for commit in days if commit in git(hub, "show", f"{entry}:entry.json")}
    main = git(hub, "show", f"{MAIN}:processes/new-business.yaml")
    merged = next((one for one in (*days.values(),) if f"max_days: {one}" in main.split("board-decides:")[0]), "")
    assert merged == days.get(at.get(CLOSED, ""), ""), "main holds what was closed as merged, and nothing else"
    return Course("+".join(sorted(days[one] for one in approved)), merged, days.get(at.get(BRANCH, ""), ""), ruled["code"], ruled["out"] + ruled["err"])


def is_right(found: Course) -> bool:
    """Tell whether what was merged is what was approved."""
    return found.merged in ("", *found.approved.split("+"))


def fresh(before: Path) -> Path:
    """Return a copy of a prepared folder, at the same place for each."""
    folder = before.with_name("now")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder, symlinks=True)
    return folder
