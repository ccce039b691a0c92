"""Branches: which there are, which one the user is on, what they hold, and how a new one comes to be."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask, complaint

_HEADS, _REMOTES = "refs/heads/", "refs/remotes/"
_ABSENT = "0" * 40
_UNDER_WAY = {
    "MERGE_HEAD": "a merge", "rebase-merge": "a rebase", "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick", "REVERT_HEAD": "a revert",
}


class Branch(NamedTuple):
    """A branch: its full ref, its name without the remote's, the remote (empty for a local one), and its commit."""

    ref: str
    name: str
    remote: str
    commit: str

    @property
    def label(self) -> str:
        """How people write it: `main`, or `origin/main`."""
        return f"{self.remote}/{self.name}" if self.remote else self.name


class Made(NamedTuple):
    """A commit: its id, who wrote and who committed it (name and e-mail), its message, and how many commits it was made onto."""

    commit: str
    author: tuple[str, str]
    committer: tuple[str, str]
    message: str
    parents: int = 1


def branches(root: Path) -> list[Branch]:
    """Return all branches, local ones first; a remote's HEAD is none."""
    answer = ask(root, "for-each-ref", "--format=%(objectname) %(symref) %(refname)", _HEADS, _REMOTES)
    found = []
    for line in os.fsdecode(answer.out).splitlines():
        commit, symref, ref = line.split(" ", 2)
        if symref:
            continue
        if ref.startswith(_HEADS):
            found.append(Branch(ref, ref.removeprefix(_HEADS), "", commit))
        else:
            remote, _, name = ref.removeprefix(_REMOTES).partition("/")
            found.append(Branch(ref, name, remote, commit))
    return found


def current(root: Path) -> str:
    """Return the name of the branch that the user is on; empty where HEAD is on none."""
    answer = ask(root, "symbolic-ref", "--quiet", "HEAD")
    return answer.line.removeprefix(_HEADS) if answer.code == 0 else ""


def under_way(root: Path) -> str:
    """Return what git is in the middle of, as "a merge"; empty for nothing."""
    paths = ask(root, "rev-parse", *(part for name in _UNDER_WAY for part in ("--git-path", name))).line.splitlines()
    return next((what for path, what in zip(paths, _UNDER_WAY.values(), strict=False) if (root / path).exists()), "")


def contains(root: Path, commit: str, other: str) -> bool:
    """Tell whether a commit's history holds another commit; both by full id."""
    return ask(root, "merge-base", "--is-ancestor", other, commit).code == 0


def history(root: Path, since: str, until: str) -> list[Made]:
    """Return the commits that `until` holds and `since` doesn't, newest first; both by full id."""
    form = "%H%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00%P%x00"
    answer = ask(root, "log", f"--format=tformat:{form}", f"{since}..{until}", "--")
    if answer.code != 0:
        raise CannotRun(f"The commits from {since[:12]} to {until[:12]} can't be listed: {complaint(answer)}.")
    fields = answer.out.decode("utf-8", "replace").split("\0")
    found = []
    for place in range(0, len(fields) - 6, 7):
        commit, author, author_mail, committer, committer_mail, message, parents = (one.strip("\n") for one in fields[place : place + 7])
        found.append(Made(commit, (author, author_mail), (committer, committer_mail), message.strip(), len(parents.split())))
    return found


def ahead(root: Path, since: str, until: str) -> int:
    """Return how many commits `until` holds and `since` doesn't; both by full id."""
    answer = ask(root, "rev-list", "--count", f"{since}..{until}", "--")
    if answer.code != 0:
        raise CannotRun(f"The commits from {since[:12]} to {until[:12]} can't be listed: {complaint(answer)}.")
    return int(answer.line)


def touching(root: Path, since: str, until: str, path: str) -> list[str]:
    """Return the full ids of the commits that `until` holds and `since` doesn't and that change something at or below a path."""
    answer = ask(root, "rev-list", "--full-history", f"{since}..{until}", "--", path)
    if answer.code != 0:
        raise CannotRun(f"The commits from {since[:12]} to {until[:12]} can't be listed: {complaint(answer)}.")
    return answer.line.split()


def point(root: Path, ref: str, commit: str, was: str | None, reason: str) -> bool:
    """Let a ref stand for a commit if it still stands for `was` (None: if it isn't there); tell whether it does."""
    return ask(root, "update-ref", "-m", reason, ref, commit, was or _ABSENT).code == 0


def go_to(root: Path, branch: str) -> None:
    """Put the user on a branch whose files are on the disk already; no file is touched."""
    answer = ask(root, "symbolic-ref", "-m", f"propose: on {branch}", "HEAD", f"{_HEADS}{branch}")
    if answer.code != 0:
        raise CannotRun(f"The branch {branch} is made, but you are not on it: {complaint(answer)}.")


def staged(root: Path) -> Sequence[str]:
    """Return the paths, from the repository's top, that the index has otherwise than HEAD."""
    return staged_against(root, "HEAD")


def staged_against(root: Path, commit: str) -> Sequence[str]:
    """Return the paths, from the repository's top, that the index has otherwise than a commit."""
    answer = ask(root, "diff-index", "--cached", "--name-only", "-z", "--no-renames", commit, "--")
    if answer.code != 0:
        raise CannotRun(f"What is staged can't be told: {complaint(answer)}.")
    return [name for name in os.fsdecode(answer.out).split("\0") if name]
