"""Whether a branch can be judged as a whole: what it brings that no sentence tells of, and what its own comments keep quiet."""

import posixpath
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from processengine.git import Repository
from processengine.git.tags import boundaries
from processengine.git.tree import strange
from processengine.model.library import Library
from processengine.review.documents import Papers
from processengine.review.range import Range
from processengine.syntax.suppression import suppressions


def refused(repository: Repository, range_: Range, commits: Collection[str], opened: Collection[str]) -> Iterator[str]:
    """Yield in sentences why a branch can't be judged as a whole; `commits` are its own, `opened` the ids of the proposals that it brings."""
    before, after = (strange(repository.root, commit) for commit in (range_.fork, range_.head.commit))
    for path in sorted(path for path in after if after[path] != before.get(path)):
        yield f"{path} is a link or a submodule there, and nobody can tell what that leads to: put a file in its place."
    if boundaries(repository.root) & {*commits}:
        yield "This clone is shallow, so nobody knows who else wrote or touched it: `git fetch --unshallow`."
    if len(opened) > 1:
        yield f"It brings {len(opened)} proposals, {' and '.join(opened)}; each goes on a branch of its own."


def newly_allowed(before: Papers, after: Papers) -> tuple[str, ...]:
    """Return the rules that comments newly keep from being reported, each as often as it is."""
    return tuple(sorted((_allowed(after) - _allowed(before)).elements()))


def own_source(library: Library | None, where: str, changed: Collection[str]) -> tuple[str, ...]:
    """Return the setting of a library's source where a branch changes the deals that lie there: what judges it is nothing that it may change beside.

    `where` is the library's folder, and `changed` are files, all from the repository's top.
    """
    source = library.evidence.source if library is not None and library.evidence is not None else ""
    if not source or "://" in source:
        return ()
    place = posixpath.normpath(posixpath.join(where, source))
    return ("evidence.source",) if any(file == place or file.startswith(f"{place}/") for file in changed) else ()


def nearest(path: str, folders: Collection[str]) -> str | None:
    """Return the folder, of some from the repository's top, that a file lies in or below, the nearest; None where it lies in none."""
    parents = ("" if parent == PurePosixPath() else parent.as_posix() for parent in PurePosixPath(path).parents)
    return next((parent for parent in parents if parent in folders), None)


def _allowed(papers: Papers) -> Counter[str]:
    found = (paper.document for paper in papers.found.values() if b"processengine:" in paper.data)
    return Counter(rule for document in found for one in suppressions(document) for rule in one.rules)
