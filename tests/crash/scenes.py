"""What is done and killed: a command in a folder that was prepared for it, and how to see what came of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.git.team import FILE, LIBRARY, PROCESS, Team

DAY = "2026-11-20"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PROCESSENGINE_TODAY": DAY, "NO_COLOR": "1",
    "GIT_AUTHOR_DATE": f"{DAY}T09:00:00Z", "GIT_COMMITTER_DATE": f"{DAY}T09:00:00Z",
}
LOG = "refs/processengine/log"
WHY = "Thirty days are over before the second person has been heard."


class Scene(NamedTuple):
    """A command, what makes the folder that it needs, the repository that it changes, and the folder that it runs in."""

    name: str
    make: Callable[[Path], None]
    place: str
    arguments: tuple[str, ...]

    def where(self, folder: Path) -> Path:
        """Return the folder that the command runs in: a clone, or where the server's repository lies."""
        return folder if self.place.endswith(".git") else folder / self.place


def engine(folder: Path, *arguments: str) -> str:
    """Run a command of ours in a new Python, which has to go well."""
    done = subprocess.run([sys.executable, "-m", "processengine", *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it prints."""
    done = subprocess.run(["git", *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout


def state(place: Path) -> dict[str, object]:
    """Return what a user can see of a repository, but for ids, which hold the time of day."""
    found: dict[str, object] = {"refs": refs(place)}
    if (place / ".git").is_dir():
        found["HEAD and status"] = git(place, "status", "--porcelain", "--branch", "--untracked-files=no")
        files = sorted(path for path in place.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(place)))
        found["files"] = {path.relative_to(place).as_posix(): path.read_text(encoding="utf-8") for path in files}
    return found


def _is_hidden(path: Path) -> bool:
    """Tell whether a path is git's, or a file that never got the name it was written for: nobody reads either."""
    return any(part.startswith(".") for part in path.parts)


def refs(repository: Path) -> dict[str, str]:
    """Return each ref with the content that it stands for; of a server's log what its entries are about, each once, for they hold the time."""
    form = "%(refname)%00%(tree)%(*tree)%00%(contents:subject)"
    lines = (line.split("\0") for line in git(repository, "for-each-ref", f"--format={form}").splitlines())
    found = {name: f"{tree} {subject}" for name, tree, subject in lines}
    if LOG in found:
        found[LOG] = ", ".join(dict.fromkeys(git(repository, "log", "--reverse", "--format=%s", LOG).splitlines()))
    return found


def whole(place: Path) -> str:
    """Return what git finds wrong in a repository; nothing where it is sound."""
    call = ["git", "fsck", "--full", "--strict", "--no-dangling", "--no-progress"]
    done = subprocess.run(call, cwd=place, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"


def _team(folder: Path) -> Team:
    team = Team(folder, {"processes/library.yaml": LIBRARY.replace("mia@example.com,", "mia@example.com, github: mia-s,"), FILE: PROCESS})
    for name in ("Ana", "Lee"):
        git(team.clone(name).root, "config", "remote.origin.url", "../hub.git")
    return team


def to_propose(folder: Path) -> None:
    """A clone in which nothing is edited yet, with a file that belongs to nobody else."""
    _team(folder)
    (folder / "ana" / "notes.txt").write_text("mine\n", encoding="utf-8")


def to_propose_more(folder: Path) -> None:
    """A clone on the branch of a proposal that has been sent, with an edit by hand for its next revision."""
    to_propose(folder)
    engine(folder / "ana", "propose", "new-business", "--edit", "max-days trouble-named 45", "--id", "more-time", "--title", "More time", "--why", WHY, "--push")
    path = folder / "ana" / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("max_days: 45", "max_days: 50"), encoding="utf-8")


def _released(folder: Path) -> None:
    """A released library, and a proposal that has been sent."""
    to_propose(folder)
    engine(folder / "lee", "release", "--today", "2026-11-01")
    git(folder / "lee", "push", "-q", "--follow-tags", "origin", "main")
    git(folder / "ana", "pull", "-q", "origin", "main")
    engine(folder / "ana", "propose", "new-business", "--edit", "max-days trouble-named 45", "--id", "more-time", "--title", "More time", "--why", WHY, "--push")


def to_release(folder: Path) -> None:
    """A clone whose main has changed since the last release, by a proposal that a forge has merged."""
    _released(folder)
    git(folder / "lee", "fetch", "-q")
    git(folder / "lee", "-c", "user.name=Lee", "merge", "-q", "--no-ff", "--no-edit", "origin/proposals/more-time")


def to_rule(folder: Path) -> None:
    """A clone that holds a proposal which all who must have approved on the forge."""
    _released(folder)
    git(folder / "lee", "fetch", "-q")
    commit = git(folder / "lee", "rev-parse", "origin/proposals/more-time").strip()
    review = {"user": {"login": "mia-s"}, "state": "APPROVED", "commit_id": commit, "submitted_at": f"{DAY}T08:00:00Z"}
    (folder / "reviews.json").write_text(json.dumps([review]), encoding="utf-8")


IN_CLONES = (
    Scene("propose", to_propose, "ana", ("propose", "new-business", "--edit", "max-days trouble-named 45", "--id", "more-time", "--title", "More time", "--why", WHY)),
    Scene("propose-more", to_propose_more, "ana", ("propose",)),
    Scene("rule", to_rule, "lee", ("rule", "more-time", "--accept", "--why", "Boards are slow.", "--approvals", "../reviews.json", "--today", DAY)),
    Scene("reject", to_rule, "lee", ("rule", "more-time", "--reject", "--why", "Not this year.", "--today", DAY)),
    Scene("release", to_release, "lee", ("release", "--today", DAY)),
)
