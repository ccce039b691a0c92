"""The versions that processes were released as, and that a release would give them once what is proposed is agreed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from processengine.git import Repository
from processengine.git.tags import Tag
from processengine.model.library import Library
from processengine.proposals.version import library_of, release_of
from processengine.release.library import Held
from processengine.release.plan import versions
from processengine.review.documents import Key, Papers
from processengine.sides.place import Commit, Text
from processengine.since import Read, documents

Versions = dict[Key, tuple[str | None, str]]
"""The version of a process's last release (None: never), and the one that a release would give it."""


def due(repository: Repository, commit: str, agreed: Papers, tags: Sequence[Tag], wanted: Iterable[Key]) -> Versions:
    """Return the versions of some processes of a library as it will be; `commit` is any full id, `tags` those of the base."""
    homes: dict[str, list[str]] = defaultdict(list)
    for key in wanted:
        homes[key.home].append(key.id)
    found: Versions = {}
    for home, names in homes.items():
        texts = [
            Text(paper.file, PurePosixPath(PurePosixPath(paper.file).name), paper.data, is_named=False)
            for key, paper in agreed.found.items() if key.home == home
        ]
        now = Held(repository, commit, home, tuple(texts))
        found |= {Key(home, "process", name): both for name, both in versions(now, tags, names).items()}
    return found


def released(repository: Repository, tags: Iterable[Tag], library: Library | None, where: str) -> Iterator[tuple[str, list[Read]]]:
    """Yield the release tags of the library in a folder, among some, with the documents of each."""
    names = (None,) if library is None else (None, library.id)
    for tag in tags:
        if release_of(tag.name) and library_of(tag.subject) in names:
            yield tag.name, documents(Commit(tag.name, repository, tag.commit, where).texts())
