"""A proposal that lies on the default branch, looked up by its id: where its own branch is gone, or knows nothing of the ruling."""

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.model.proposal import REJECTED, Proposal
from processengine.proposals.packet import Revision
from processengine.proposals.ruled import ruled
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes


def on_base(repository: Repository, base: Revision, proposal: str) -> str:
    """Return the sentence for a proposal that the base holds; empty where it holds none of that id."""
    found = held(repository, base.commit, proposal)
    if found is None:
        return ""
    is_rejected = found.record is not None and found.record.ruling == REJECTED
    first = "" if is_rejected else f"{proposal} is agreed already: {base.name} holds it."
    return " ".join(filter(None, [first, ruled(found), "There is nothing left to review or to rule on; `processengine proposals --all` lists it."]))


def ruled_here(repository: Repository, proposal: str) -> Proposal | None:
    """Return a proposal that was ruled on, as the default branch has it, origin's or one's own that is not sent yet; None for any other."""
    try:
        ref = repository.default_branch()
    except CannotRun:
        return None
    name = ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    return ruled_at(repository, ref, proposal) or ruled_unsent(repository, name, proposal)


def ruled_unsent(repository: Repository, base: str, proposal: str) -> Proposal | None:
    """Return a proposal that was ruled on, as one's own branch of origin's `base` has it; None for any other, and for a base that isn't origin's."""
    remote, own, name = base.rpartition("origin/")
    return ruled_at(repository, f"refs/heads/{name}", proposal) if own and not remote else None


def ruled_at(repository: Repository, ref: str, proposal: str) -> Proposal | None:
    """Return a proposal that was ruled on, as a branch has it; None for any other."""
    commit = repository.find(ref)
    found = held(repository, commit, proposal) if commit else None
    return found if found is not None and found.record is not None and found.record.ruling else None


def held(repository: Repository, commit: str, proposal: str) -> Proposal | None:
    """Return the proposal of an id as a commit, by its full id, holds it in a file of that name."""
    blobs = [blob for blob in repository.files(commit) if f"/{blob.path}".endswith(f"/{proposal}.yaml")]
    for data in repository.read(blobs) if blobs else ():
        document = parse_bytes(data)[0]
        value = load(document).value if document.root is not None and document.kind == "proposal" else None
        if isinstance(value, Proposal) and value.id == proposal:
            return value
    return None
