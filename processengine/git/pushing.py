"""A branch sent to a remote, under the user's own settings: only they know how the remote is reached."""

from pathlib import Path
from typing import Literal, NamedTuple

from processengine.git.command import ask, ask_as_the_user, complaint

_BEHIND = ("[rejected] (fetch first)", "[rejected] (non-fast-forward)", "[rejected] (stale info)")


class Pushed(NamedTuple):
    """How a push came out; `said` is what git or the remote said where it failed."""

    outcome: Literal["sent", "same", "behind", "refused", "failed"]
    said: str = ""


def has_remote(root: Path, remote: str) -> bool:
    """Tell whether there is a remote of that name."""
    return remote in ask(root, "remote").line.splitlines()


def push(root: Path, remote: str, branch: str) -> Pushed:
    """Send a branch to a remote, never by force; the local branch then follows the remote's."""
    ref = f"refs/heads/{branch}"
    answer = ask_as_the_user(root, "push", "--porcelain", "--set-upstream", "--end-of-options", remote, f"{ref}:{ref}")
    line = next((one for one in answer.line.splitlines() if f"\t{ref}:{ref}\t" in one), "")
    said = line.rpartition("\t")[2]
    if answer.code == 0:
        return Pushed("same" if line.startswith("=") else "sent")
    if said in _BEHIND:
        return Pushed("behind", said)
    if line.startswith("!"):
        return Pushed("refused", said.removeprefix("[remote rejected] ").strip("()"))
    return Pushed("failed", complaint(answer))
