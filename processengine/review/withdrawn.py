"""Where in its history a proposal was taken back: what was approved before that was approved of something that is over."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from processengine.git.refs import touching
from processengine.git.tree import Blob
from processengine.model.proposal import Proposal
from processengine.review.gather import Gathering
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes


def withdrawals(gathering: Gathering) -> Sequence[str]:
    """Return the commits of a proposal's branch, by their full ids, that hold it as withdrawn, under whatever file name."""
    key = gathering.proposal_key
    if key is None:
        return ()
    folder = PurePosixPath(gathering.head.found[key].file).parent.as_posix()
    known: dict[str, bool] = {}
    return [commit for commit in touching(gathering.repository.root, gathering.range.fork, gathering.range.head.commit, folder)
            if _holds_withdrawn(gathering, commit, folder, known)]


def _holds_withdrawn(gathering: Gathering, commit: str, folder: str, known: dict[str, bool]) -> bool:
    agreed = set(gathering.fork.files.values())
    blobs = [blob for blob in gathering.repository.files(commit, folder) if blob.object not in agreed]
    for blob in blobs:
        if blob.object not in known:
            known[blob.object] = _is_withdrawn(gathering, blob)
    return any(known[blob.object] for blob in blobs)


def _is_withdrawn(gathering: Gathering, blob: Blob) -> bool:
    document = parse_bytes(gathering.repository.read([blob])[0])[0]
    value = load(document).value if document.root is not None and document.kind == "proposal" else None
    return isinstance(value, Proposal) and value.status == "withdrawn"
