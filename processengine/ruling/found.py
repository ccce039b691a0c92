"""The proposal that somebody rules on: its branch as far as anybody knows it, and whether it was ruled on already."""

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.refs import contains
from processengine.proposals.packet import Revision
from processengine.release.state import Ground
from processengine.review.range import FOLDER, Range, reviewed


def id_meant(argument: str) -> str:
    """Return the id that PROPOSAL means: itself, or that of its branch."""
    return argument.removeprefix("origin/").removeprefix(FOLDER)


def ranged(here: Ground, argument: str) -> Range:
    """Return what is ruled on: the proposal's branch, here or at origin, whichever is ahead, onto the branch as it stands."""
    name = branch(here.repository, id_meant(argument)) or argument
    return reviewed(here.repository, name, here.ref)


def other(repository: Repository, head: Revision, proposal: str) -> str:
    """Return the sentence for a head that is not the proposal's own branch as it stands: another one could hold its file, an earlier commit its approvals.

    Empty where it is that. Raise CannotRun where origin has another one.
    """
    name = f"{FOLDER}{proposal}"
    if head.name.removeprefix("origin/") != name:
        return f"{head.name} has the file of {proposal}, which is ruled on as its own branch {name} stands: processengine rule {proposal}"
    return "" if repository.find(branch(repository, proposal)) == head.commit else f"{head.name} is not what the branch {name} stands at: processengine rule {proposal}"


def branch(repository: Repository, proposal: str) -> str:
    """Return the full name of a proposal's branch; empty where there is none. Raise CannotRun where origin has another one."""
    refs = (f"refs/heads/{FOLDER}{proposal}", f"refs/remotes/origin/{FOLDER}{proposal}")
    here, there = repository.find(refs[0]), None if repository.is_bare else repository.find(refs[1])
    if here is None or there is None:
        return refs[0] if here else refs[1] if there else ""
    if contains(repository.root, here, there):
        return refs[0]
    if contains(repository.root, there, here):
        return refs[1]
    raise CannotRun(f"{FOLDER}{proposal} is another one here than at origin, so nobody knows which is meant. "
                    f"Make them one first: git switch {FOLDER}{proposal} && git pull --rebase")
