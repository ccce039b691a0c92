"""What was pushed to a proposal's branch, and when: as the server's repository noted it, push by push."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from processengine.approving.entry import Entry
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.model.base import is_id

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal

BRANCHES = "refs/heads/proposals/"


class Push(NamedTuple):
    """A push: what the branch stood for before, and after."""

    before: str
    after: str


def noted(repository: Repository, proposal: str) -> tuple[bytes, ...]:
    """Return what was noted of each push to a proposal's branch, oldest first; nothing where nothing was."""
    if not is_id(proposal):
        return ()
    try:
        return tuple((repository.root / "logs" / f"{BRANCHES}{proposal}").read_bytes().splitlines(keepends=True))
    except OSError:
        return ()


def digest(notes: Sequence[bytes]) -> str:
    """Return the SHA-256 of what was noted, as hex digits."""
    return hashlib.sha256(b"".join(notes)).hexdigest()


def ended(repository: Repository, entry: Entry) -> str:
    """Return, as a sentence, what ended an approval whatever its key says; empty where nothing did.

    Since then each revision that was pushed has to be open, and the branch must not have gone in between.
    """
    tip, notes = repository.find(f"{BRANCHES}{entry.proposal}"), noted(repository, entry.proposal)
    if tip is None:
        return "The proposal's branch is gone from the server."
    if digest(notes[: entry.pushes]) != entry.pushed:
        return f"The branch was taken away and made anew after {entry.person} approved it."
    at = entry.commit
    for push in (_push(one) for one in notes[entry.pushes :]):
        if push is None or push.before != at:
            return f"The branch was taken away and made anew after {entry.person} approved it."
        at = push.after
        wrong = _not_open(repository, entry.proposal, at)
        if wrong:
            return f"{wrong} after {entry.person} approved it, and that ends an approval."
    return "" if at == tip else f"What was pushed after {entry.person} approved it was not noted."


def _push(note: bytes) -> Push | None:
    words = note.split(b" ", 2)
    return Push(words[0].decode("ascii", "replace"), words[1].decode("ascii", "replace")) if len(words) == 3 else None


def _not_open(repository: Repository, proposal: str, commit: str) -> str:
    """Return how a proposal was not open at a commit; empty where it was."""
    try:
        states = {one.status if one is not None else None for one in proposals(repository, proposal, commit)}
    except CannotRun:
        return "A revision was pushed that isn't here any more"
    if not states:
        return "Its file was taken away"
    if None in states:
        return "A revision was pushed that can't be read"
    return "" if states == {"open"} else f"It was {'taken back' if 'withdrawn' in states else 'a draft again'}"


def proposals(repository: Repository, proposal: str, commit: str) -> "Iterator[Proposal | None]":
    """Yield what a commit says of a proposal, in whatever file and library; None for a file of its name that can't be read."""
    from processengine.model.proposal import Proposal
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes
    from processengine.syntax.peek import peek

    usual = f"/proposals/{proposal}.yaml"
    blobs = [one for one in repository.files(commit) if one.path.endswith((".yaml", ".yml"))]
    for blob, data in zip(blobs, repository.read(blobs), strict=True):
        is_of_its_name = f"/{blob.path}".endswith(usual)
        if is_of_its_name or peek(data) == ("proposal", proposal):
            document = parse_bytes(data)[0]
            value = load(document).value if document.root is not None else None
            yield value if isinstance(value, Proposal) and value.id == proposal else None
