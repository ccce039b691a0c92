"""Deals that a branch brings itself: where a library's source lies in the repository, whoever proposes could write it."""

import posixpath
from pathlib import Path

from processengine.model.library import Library
from processengine.review.gather import Gathering


def own_deals(gathering: Gathering, library: Library | None, files: Path | None) -> str:
    """Return a sentence where the source that lies on the disk is the branch's own and not the base's; empty where it is not.

    `files` is the folder that holds the repository's files, None where nobody has any.
    What the branch doesn't touch may be newer on the disk than in any commit, and is nobody's proposal.
    """
    source = library.evidence.source if library is not None and library.evidence is not None else ""
    if not source or "://" in source or files is None:
        return ""
    below = posixpath.normpath(posixpath.join(gathering.home, source))
    if below.startswith(("..", "/")):
        return ""
    repository, range_ = gathering.repository, gathering.range
    fork, head = ({one.path: one.object for one in repository.files(commit, below)} for commit in (range_.fork, range_.head.commit))
    touched = sorted(path for path in {*fork, *head} if fork.get(path) != head.get(path))
    if not touched:
        return ""
    blobs = [one for one in repository.files(range_.base.commit, below) if one.path in touched]
    known = dict(zip((one.path for one in blobs), repository.read(blobs), strict=True))
    for path in touched:
        file = files / path
        if (file.read_bytes() if file.is_file() else None) != known.get(path):
            return (f"{range_.head.name} changes the deals themselves ({path}), and what lies here are not those of {range_.base.name}: "
                    f"ask them where {range_.base.name} is checked out.")
    return ""
