"""Who made and who ruled on a proposal that the base holds, as git knows them: for a library that names nobody."""

from processengine.git import Repository
from processengine.git.command import ask
from processengine.proposals.closed import closed_ref
from processengine.proposals.packet import Author

_WHO = "--format=%an%x00%ae"


def maker(repository: Repository, base: str, proposal: str, file: str) -> Author | None:
    """Return who made the last revision of a proposal, where that is kept, else who brought its file; `base` is a commit's full id."""
    tip = repository.find(closed_ref(proposal))
    return _who(repository, tip) if tip else _who(repository, "--diff-filter=A", base, "--", file)


def ruler(repository: Repository, base: str, file: str) -> str:
    """Return the name of whoever first put a proposal's file onto the base itself; empty where nobody can tell."""
    answer = ask(repository.root, "rev-list", "--first-parent", "--reverse", base, "--", file)
    first = next(iter(answer.line.split()), "")
    found = _who(repository, first) if first else None
    return found.name if found else ""


def _who(repository: Repository, *asked: str) -> Author | None:
    answer = ask(repository.root, "log", "-1", _WHO, "--no-show-signature", *(asked if "--" in asked else (*asked, "--")))
    name, _, email = answer.line.partition("\0")
    return Author("", name, email) if name or email else None
