"""What the arguments of a comparison mean: two places to compare.

An existing path wins over a revision. A side without a path of its own takes the other's, or follows it to where the
same document or library lay; where neither has one, both are the library around the current folder, else every
library below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.sides.moved import followed
from processengine.sides.place import Commit, Disk, Place, from_top, on_disk
from processengine.store import LIBRARY_FILE, library_folder

WORKING_TREE = "working tree"
_ADVICE = "name two files or folders to compare."
_RANGE = re.compile(r"(?!\.?\.?/)(?P<base>[^:]*?)(?P<dots>\.{2,3})(?P<head>(?![./])[^:]*)")


@dataclass(frozen=True)
class _Revision:
    """A side given by a revision alone, or the working tree where `commit` is empty: it has no path of its own."""

    label: str
    commit: str = ""

    def at(self, repository: Repository, path: str) -> Place:
        """Return this side's place at a path from the repository's top."""
        return Commit(self.label, repository, self.commit, path) if self.commit else Disk(self.label, on_disk(repository, path))


@dataclass(frozen=True)
class Pair:
    """Two places to compare; `is_library` tells that they are whatever libraries are at and below their roots."""

    before: Place
    after: Place
    is_library: bool = False


def places(arguments: Sequence[str]) -> Pair:
    """Return the two places that arguments mean; raise CannotRun where they mean nothing."""
    before, after = _sides(arguments)
    if isinstance(before, _Revision) and isinstance(after, _Revision):
        return _libraries(before, after)
    return Pair(_with_path(before, after), _with_path(after, before))


def _sides(arguments: Sequence[str]) -> tuple[Place | _Revision, Place | _Revision]:
    match arguments:
        case []:
            return _since_branching(), _Revision(WORKING_TREE)
        case [one] if Path(one).exists():
            return _since_branching(), Disk(one, Path(one))
        case [one]:
            return _range(one) or (_side(one), _Revision(WORKING_TREE))
        case [one, other]:
            return _side(one), _side(other)
    raise CannotRun("diff compares two sides: name at most two files, folders or revisions.")


def _since_branching() -> _Revision:
    repository = Repository.around(Path(), _ADVICE)
    branch = repository.default_branch()
    name = branch.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    return _Revision(f"where HEAD left {name}", repository.merge_base(branch, "HEAD"))


def _range(argument: str) -> tuple[_Revision, _Revision] | None:
    """Return the sides of BASE..HEAD or BASE...HEAD, None where the argument is neither."""
    found = _RANGE.fullmatch(argument)
    if found is None:
        return None
    repository = Repository.around(Path(), _ADVICE)
    base, head = found["base"] or "HEAD", found["head"] or "HEAD"
    before, after = _Revision(base, repository.commit(base)), _Revision(head, repository.commit(head))
    if found["dots"] == "...":
        before = _Revision(f"where {head} left {base}", repository.merge_base(base, head))
    return before, after


def _side(argument: str) -> Place | _Revision:
    """Return what one argument means: an existing path, `REV:path`, or a revision."""
    if Path(argument).exists():
        return Disk(argument, Path(argument))
    try:
        repository = Repository.around(Path(), _ADVICE)
    except CannotRun as error:
        raise CannotRun(f"{argument} is not there, and no revision either: {error}") from None
    revision, colon, path = argument.partition(":")
    if not colon and _looks_like_a_path(argument) and repository.find(argument) is None:
        raise CannotRun(f"{argument} is not there, and no revision has that name.")
    commit = repository.commit(revision)
    if not colon:
        return _Revision(argument, commit)
    return _named(argument, Commit(argument, repository, commit, repository.path(path)))


def _looks_like_a_path(argument: str) -> bool:
    return "/" in argument or argument.endswith((".yaml", ".yml"))


def _named(argument: str, place: Commit) -> Commit:
    if place.root and not place.repository.files(place.commit, place.root):
        raise CannotRun(f"{argument} is not there: that revision has no such path (paths start at the repository's top).")
    return place


def _with_path(side: Place | _Revision, other: Place | _Revision) -> Place:
    """Return a side with the other's path where it has none of its own."""
    if not isinstance(side, _Revision):
        return side
    if isinstance(other, Commit):
        return followed(side.at(other.repository, other.root), other, other.repository)
    assert isinstance(other, Disk)
    repository = Repository.around(Path(), _ADVICE)
    return followed(side.at(repository, from_top(repository, other.root)), other, repository)


def _libraries(before: _Revision, after: _Revision) -> Pair:
    """Return both sides of the library around the current folder, else of whatever libraries are below it."""
    around = library_folder(Path.cwd() / LIBRARY_FILE)
    repository = Repository.around(Path(), _ADVICE)
    top = from_top(repository, around or Path())
    old, new = (side.at(repository, top) for side in (before, after))
    old, new = (old, new) if around is None else (followed(old, new, repository), followed(new, old, repository))
    return Pair(_tracked(repository, old), _tracked(repository, new), is_library=True)


def _tracked(repository: Repository, place: Place) -> Place:
    """Return a place on the disk without what git ignores."""
    if isinstance(place, Commit):
        return place
    return replace(place, tracked=repository.tracked(from_top(repository, place.root)))
