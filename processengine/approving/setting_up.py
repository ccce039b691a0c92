"""What makes a repository a server's: its settings, by which no push moves what only the server may, its key, and its log."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from processengine.approving.appending import commit, now, remember
from processengine.approving.chain import LOG, seen_file
from processengine.approving.entry import Entry
from processengine.approving.signing import make, public_key
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.command import ask, complaint
from processengine.git.lock import Lock
from processengine.git.transaction import Move, move

HIDDEN = "receive.hiderefs"
# What a default branch may be called, a remote's copy of a branch, and what git takes for a full name would stand in for the real one if they could be pushed.
_USUAL = ("refs/heads/main", "refs/heads/master")
_OURS = (*_USUAL, "refs/heads/refs", "refs/remotes", "refs/tags", "refs/processengine", "refs/proposals", "refs/replace")
_STORAGE = "extensions.refstorage"
_ONE = (
    ("transfer.fsckobjects", "true"),
    ("core.logallrefupdates", "always"),
    ("gc.refs/heads/proposals/*.reflogexpire", "never"),
    ("gc.refs/heads/proposals/*.reflogexpireunreachable", "never"),
)


class Setting(NamedTuple):
    """One of git's settings that a server's repository needs."""

    name: str
    value: str


def default(repository: Repository) -> str:
    """Return the full name of the server's default branch: what its HEAD is, else main, else master; raise CannotRun where nobody can tell.

    A branch that isn't there yet counts only as long as neither of the others is.
    """
    head = _head(repository)
    found = next((ref for ref in (head, *_USUAL) if ref and repository.has_ref(ref)), head)
    if not found:
        raise CannotRun(f"The HEAD of {repository.root} names no branch, so nobody can tell which one to protect: git symbolic-ref HEAD refs/heads/main")
    return found


def _head(repository: Repository) -> str:
    """Return the branch that a repository's HEAD is, whether that is there or not; empty where it is none."""
    answer = ask(repository.root, "symbolic-ref", "--quiet", "HEAD")
    return answer.line if answer.code == 0 and answer.line.startswith("refs/heads/") else ""


def lacking(repository: Repository) -> list[Setting]:
    """Return the settings that a repository needs and hasn't."""
    there = _settings(repository)
    found = [Setting(name, value) for name, value in _ONE if there.get(name) != [value]]
    hidden = there.get(HIDDEN, [])
    return [*found, *(Setting(HIDDEN, ref) for ref in dict.fromkeys((default(repository), _head(repository), *_OURS)) if ref and ref not in hidden)]


def undoing(repository: Repository) -> list[str]:
    """Return settings that undo others: a push could move what it may not, or nobody could read what was noted of pushes."""
    there = _settings(repository)
    shown = [f"{name}={value}" for name in (HIDDEN, "transfer.hiderefs") for value in there.get(name, []) if value.startswith(("!", "^"))]
    return [*shown, *(f"{_STORAGE}={value}" for value in there.get(_STORAGE, []) if value != "files")]


def refuse_unprepared(repository: Repository) -> None:
    """Raise CannotRun where a repository isn't set up as a server's, or not any more."""
    public_key(repository.root)
    missing, again = lacking(repository), undoing(repository)
    if missing or again:
        what = f"{missing[0].name}={missing[0].value} is not set" if missing else f"{again[0]} is set"
        raise CannotRun(f"{repository.root} doesn't keep pushes from what only the server may move: {what}. Run `processengine git install --server {repository.root}`.")


def set_up(lock: Lock) -> Iterator[str]:
    """Set a repository up as a server's, and yield what was done, a sentence each; done twice, the second time changes nothing."""
    repository = lock.repository
    again = undoing(repository)
    if again:
        raise CannotRun(f"{again[0]} is set in {repository.root}, so the server's settings would not keep what they promise. Take it out first.")
    missing = lacking(repository)
    for one in missing:
        _set(repository, one)
    branch = default(repository).removeprefix("refs/heads/")
    yield f"No push moves {branch}, tags, proposals that are closed, or the log{'' if missing else ', as before'}; only `processengine` here does."
    made = make(repository.root)
    yield f"The server's key is {'made' if made else 'there already'}; its public part is {public_key(repository.root)}."
    yield _begun(lock)


def _begun(lock: Lock) -> str:
    head = lock.repository.find(LOG)
    if head is None and seen_file(lock.repository.root).exists():
        raise CannotRun(f"The server's log has been changed from outside: {LOG} is gone. Bring it back from your copy; a new one would prove nothing.")
    is_new = head is None
    if head is None:
        head = commit(lock, Entry("begun", at=now(), public_key=public_key(lock.repository.root)))
        if move(lock, [Move(LOG, None, head)], "begun"):
            raise CannotRun("Somebody else has begun a log meanwhile; run it again.")
    if not seen_file(lock.repository.root).exists():
        if ask(lock.repository.root, "rev-list", "--count", LOG, "--").line != "1":
            raise CannotRun(f"The server's log has been changed from outside: {seen_file(lock.repository.root)}, which says where it ended last, is gone.")
        remember(lock, head)
    return f"The log is begun, at {head}." if is_new else f"The log is there already, at {head}."


def _settings(repository: Repository) -> dict[str, list[str]]:
    """Return the repository's own settings by name, each with its values in their order."""
    answer = ask(repository.root, "config", "--local", "--null", "--list")
    found: dict[str, list[str]] = {}
    for one in os.fsdecode(answer.out).split("\0"):
        name, _, value = one.partition("\n")
        found.setdefault(name, []).append(value)
    return found


def _set(repository: Repository, one: Setting) -> None:
    how = ("--add",) if one.name == HIDDEN else ("--replace-all",)
    answer = ask(repository.root, "config", "--local", *how, one.name, one.value)
    if answer.code != 0:
        raise CannotRun(f"git's setting {one.name} can't be written: {complaint(answer)}.")
