"""Where proposals are: on open branches here and at remotes, under the refs that keep closed ones, and on the base."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from processengine.git import Repository
from processengine.git.command import ask
from processengine.proposals.closed import CLOSED
from processengine.proposals.packet import Revision
from processengine.review.others import other_branches
from processengine.review.range import FOLDER

_NOBODY = Revision("", "")


class Tip(NamedTuple):
    """The last commit of a proposal, by the id that its branch or ref is named after."""

    id: str
    revision: Revision
    is_closed: bool


def tips(repository: Repository, base: Revision, *, with_closed: bool) -> list[Tip]:
    """Return the tips of all proposals that the base doesn't hold, each id once: an open branch goes before a closed ref."""
    found = {one.id: one for one in _open(repository, base)}
    for one in _closed(repository) if with_closed else ():
        found.setdefault(one.id, one)
    return list(found.values())


def _open(repository: Repository, base: Revision) -> Iterator[Tip]:
    for one in other_branches(repository, base, _NOBODY, ()):
        yield Tip(one.name.partition(FOLDER)[2], one, is_closed=False)


def _closed(repository: Repository) -> Iterator[Tip]:
    answer = ask(repository.root, "for-each-ref", "--format=%(objecttype) %(objectname) %(refname)", CLOSED)
    for line in os.fsdecode(answer.out).splitlines():
        kind, commit, ref = line.split(" ", 2)
        if kind == "commit":
            yield Tip(ref.removeprefix(CLOSED), Revision(ref, commit), is_closed=True)
