"""Tags: which of them a commit's history holds."""

import os
from pathlib import Path
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask, complaint

_TAGS = "refs/tags/"


class Tag(NamedTuple):
    """A tag: its name without `refs/tags/`, the full id of the commit that it stands for, and its message's first line.

    A tag without a message of its own has the commit's.
    """

    name: str
    commit: str
    subject: str = ""


def tags(root: Path, commit: str) -> list[Tag]:
    """Return the tags on a commit, given by its full id, and on those before it, oldest first."""
    form = "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname) %(contents:subject)"
    answer = ask(root, "for-each-ref", f"--merged={commit}", "--sort=creatordate", f"--format={form}", _TAGS)
    if answer.code != 0:
        raise CannotRun(f"The tags of this repository can't be listed: {complaint(answer)}.")
    found = []
    for line in os.fsdecode(answer.out).splitlines():
        kind, object_, inner_kind, inner, ref, subject = line.split(" ", 5)
        if (inner_kind if kind == "tag" else kind) == "commit":
            found.append(Tag(ref.removeprefix(_TAGS), inner or object_, subject))
    return found


def dates(root: Path) -> dict[str, int]:
    """Return when each tag was made, by its name without `refs/tags/`: seconds since 1970; a tag without a message has its commit's time."""
    answer = ask(root, "for-each-ref", "--format=%(creatordate:unix) %(refname)", _TAGS)
    if answer.code != 0:
        raise CannotRun(f"The tags of this repository can't be listed: {complaint(answer)}.")
    lines = (line.partition(" ") for line in os.fsdecode(answer.out).splitlines())
    return {ref.removeprefix(_TAGS): int(seconds) for seconds, _, ref in lines if seconds}


def boundaries(root: Path) -> frozenset[str]:
    """Return the commits at which a shallow clone's history breaks off; none for a whole clone."""
    path = root / ask(root, "rev-parse", "--git-path", "shallow").line
    return frozenset(path.read_text(encoding="ascii").split()) if is_shallow(root) and path.is_file() else frozenset()


def is_shallow(root: Path) -> bool:
    """Tell whether a clone lacks a part of the history, and so the tags there."""
    return ask(root, "rev-parse", "--is-shallow-repository").line == "true"
