"""What is reviewed: a branch or a range, the base that it is proposed for, and where it left that."""

import re
from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.refs import branches, current
from processengine.proposals.packet import Revision

_COMMIT = re.compile("[0-9a-f]{40,64}")

FOLDER = "proposals/"
"""What the names of branches begin with that each hold a proposal."""


class Range(NamedTuple):
    """The base as it stands now, the head that is proposed, and the commit where the head left the base."""

    base: Revision
    head: Revision
    fork: str


def reviewed(repository: Repository, argument: str, base: str = "") -> Range:
    """Return what an argument means: a branch, a proposal's id, BASE..HEAD or BASE...HEAD; nothing for where HEAD is.

    Both kinds of range mean what HEAD has changed since it left BASE. Raise CannotRun where there is nothing to review.
    """
    before, dots, after = argument.partition("..")
    if dots:
        head = _revision(repository, after.removeprefix(".") or "HEAD")
        found = _since(repository, _revision(repository, before or "HEAD"), head)
    else:
        onto = _revision(repository, base) if base else _default(repository)
        found = _since(repository, onto, _head(repository, argument, onto))
    if found.fork == found.head.commit:
        if _is_agreed(repository, found):
            name = found.head.name.rpartition(FOLDER)[2]
            raise CannotRun(f"{name} is agreed already: {found.base.name} holds all of it, so there is nothing left to review.")
        raise CannotRun(f"{found.head.name} has nothing that {found.base.name} doesn't have, so there is nothing to review. "
                        "`processengine propose` makes a proposal of your edits.")
    return found


def _is_agreed(repository: Repository, found: Range) -> bool:
    """Tell whether the base holds the proposal that a branch is named after."""
    _, folder, name = found.head.name.rpartition(FOLDER)
    return bool(folder) and any(f"/{blob.path}".endswith(f"/{FOLDER}{name}.yaml") for blob in repository.files(found.base.commit))


def _since(repository: Repository, base: Revision, head: Revision) -> Range:
    return Range(base, head, repository.merge_base(base.commit, head.commit))


def _default(repository: Repository) -> Revision:
    ref = repository.default_branch()
    return Revision(ref.removeprefix("refs/heads/").removeprefix("refs/remotes/"), repository.commit(ref))


def _head(repository: Repository, argument: str, base: Revision) -> Revision:
    """Return what is proposed; raise CannotRun for a proposal that only the base holds."""
    if not argument:
        return Revision(current(repository.root) or "HEAD", repository.commit("HEAD"))
    if not any(repository.find(one) for one in _names(argument)):
        from processengine.review.agreed import on_base

        agreed = on_base(repository, base, argument.removeprefix(FOLDER))
        if agreed:
            raise CannotRun(agreed)
    return _revision(repository, argument)


def _names(name: str) -> tuple[str, ...]:
    """Return the names by which git may know a revision; a proposal's id alone is its branch, here or at origin."""
    return name, f"refs/heads/{FOLDER}{name}", f"refs/remotes/origin/{FOLDER}{name}", f"refs/remotes/origin/{name}"


def _shown(name: str) -> str:
    """Return a revision's name as people say it: a branch without `refs`, a full commit id cut short."""
    return name[:10] if _COMMIT.fullmatch(name) else name.removeprefix("refs/heads/").removeprefix("refs/remotes/")


def _revision(repository: Repository, name: str) -> Revision:
    """Return the revision of a name; a proposal's id alone is its branch, here or at origin."""
    for one in _names(name):
        commit = repository.find(one)
        if commit is not None:
            return Revision(_shown(one), commit)
    from processengine.model.nearest import did_you_mean

    known = [branch.name.removeprefix(FOLDER) for branch in branches(repository.root) if branch.name.startswith(FOLDER)]
    hint = did_you_mean(name, known) or (f" Proposals here: {', '.join(sorted(set(known)))}." if known else "")
    fetch = "" if hint else " `git fetch` brings what others have pushed."
    raise CannotRun(f"There is no branch, revision or proposal `{name}` here.{hint}{fetch}")
