"""What is said around a comparison: the libraries of both sides, and where the proposals of the change send deals in flight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from processengine.model.base import Model
from processengine.model.library import Library
from processengine.model.proposal import REJECTED, Proposal
from processengine.rules.change.proposing import WITHDRAWN, is_about
from processengine.sides.arguments import Pair
from processengine.sides.place import Disk, Place, home, libraries, on_disk
from processengine.store import LIBRARY_FILE, library_folder
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek


@dataclass(frozen=True)
class Around:
    """The library around what is compared, on both sides; `where` is its documents' folder, from the sides' roots."""

    pair: Pair
    where: str

    @cached_property
    def before(self) -> Library | None:
        """The library's settings on the first side, None where there are none that can be read."""
        return _settings(self._old)

    @cached_property
    def after(self) -> Library | None:
        """The library's settings on the second side."""
        return _settings(self._new)

    @property
    def folder(self) -> Path | None:
        """The library's folder on the disk, which its source is told from; None where there is none."""
        for place in (self._new, self._old):
            if isinstance(place, Disk):
                return place.root
            if place is not None and on_disk(place.repository, place.root).is_dir():
                return on_disk(place.repository, place.root)
        return None

    def moves(self, *processes: str) -> Mapping[str, str]:
        """Return where the proposals of the change send deals of a process, known by any of its ids; the first that says it counts."""
        found: dict[str, str] = {}
        for proposal in self.proposals:
            if any(is_about(proposal, name) for name in processes):
                found = {**proposal.moves, **found}
        return found

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals that belong to the change: new on its second side or written otherwise there, not withdrawn and not rejected.

        Where one library is around both sides, and where the first side has none, those that wait for a ruling.
        """
        earlier = {} if self._old is None or self._old == self._new else {one.id: one for one in _proposals(self._old)}
        is_told = bool(self._old is not None and self._old != self._new)
        return tuple(
            one for one in _proposals(self._new)
            if one != earlier.get(one.id) and one.status != WITHDRAWN and (one.record is None or (is_told and one.record.ruling != REJECTED))
        )

    @cached_property
    def _old(self) -> Place | None:
        return _library(self.pair.before, self.where)

    @cached_property
    def _new(self) -> Place | None:
        return _library(self.pair.after, self.where)


def _library(place: Place, where: str) -> Place | None:
    """Return the place of the library around a folder of a side; None where there is none."""
    if isinstance(place, Disk):
        held = place.root / where if where or place.root.is_dir() else place.root.parent
        folder = library_folder(held / LIBRARY_FILE)
        return None if folder is None else Disk("", folder)
    inside = PurePosixPath(place.root, where)
    for candidate in (inside, *inside.parents):
        root = "" if candidate == PurePosixPath() else str(candidate)
        settings = str(PurePosixPath(root, LIBRARY_FILE))
        if any(blob.path == settings for blob in place.repository.files(place.commit, settings)):
            return replace(place, root=root)
    return None


def _settings(place: Place | None) -> Library | None:
    return next((value for value in _documents(place, "library") if isinstance(value, Library)), None)


def _proposals(place: Place | None) -> Iterator[Proposal]:
    return (value for value in _documents(place, "proposal") if isinstance(value, Proposal))


def _documents(place: Place | None, kind: Kind) -> Iterator[Model]:
    """Yield a library's own documents of a kind, as far as they can be read; what git ignores on the disk counts as well."""
    if place is None:
        return
    texts = place.texts()
    folders = libraries(texts)
    for text in texts:
        if peek(text.data)[0] == kind and home(text, folders) == PurePosixPath():
            document, _ = parse_bytes(text.data)
            value = load(document).value
            if value is not None:
                yield value
