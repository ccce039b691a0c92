"""The proposal that somebody rules on: its branch as far as anybody knows it, and whether it was ruled on already."""

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.refs import contains
from processengine.model.proposal import Proposal, Ruling
from processengine.release.state import Ground
from processengine.review.range import FOLDER, Range, reviewed


def id_meant(argument: str) -> str:
    """Return the id that PROPOSAL means: itself, or that of its branch."""
    return argument.removeprefix("origin/").removeprefix(FOLDER)


def ranged(here: Ground, argument: str) -> Range:
    """Return what is ruled on: the proposal's branch, here or at origin, whichever is ahead, onto the branch as it stands."""
    name = branch(here.repository, id_meant(argument)) or argument
    return reviewed(here.repository, name, here.ref)


def branch(repository: Repository, proposal: str) -> str:
    """Return the full name of a proposal's branch; empty where there is none. Raise CannotRun where origin has another one."""
    refs = (f"refs/heads/{FOLDER}{proposal}", f"refs/remotes/origin/{FOLDER}{proposal}")
    here, there = (repository.find(ref) for ref in refs)
    if here is None or there is None:
        return refs[0] if here else refs[1] if there else ""
    if contains(repository.root, here, there):
        return refs[0]
    if contains(repository.root, there, here):
        return refs[1]
    raise CannotRun(f"{FOLDER}{proposal} is another one here than at origin, so nobody knows which is meant. "
                    f"Make them one first: git switch {FOLDER}{proposal} && git pull --rebase")


def ruled(proposal: Proposal | None) -> str:
    """Return the sentence for a proposal that was ruled on already: who ruled what, and when; empty for any other."""
    record = proposal.record if proposal is not None else None
    if proposal is None or record is None or not record.ruling:
        return ""
    by = f" by {_people(record)}" if record.by else ""
    at = f" on {record.at.isoformat()}" if record.at else ""
    why = f", because: {' '.join(record.why.split())}" if record.why else ""
    return f"{proposal.id} was {record.ruling}{by}{at}{why}{'' if why.endswith(('.', '!', '?')) else '.'}"


def _people(record: Ruling) -> str:
    return record.by if isinstance(record.by, str) else " and ".join(record.by or ())
