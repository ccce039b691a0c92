"""What is said around a comparison: the libraries of both sides, and where the proposals of the change send deals in flight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from processengine.diagnostic import Problem
from processengine.model.base import Model
from processengine.model.library import Library
from processengine.model.proposal import Proposal
from processengine.rules.change.planning import planning, targets_of, torn
from processengine.sides.arguments import Pair
from processengine.sides.place import Disk, Place, Text, home, libraries, on_disk
from processengine.store import LIBRARY_FILE, library_folder
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from processengine.syntax.peek import peek

_OF_PLAN: Final = ("moves", "process", "status", "record")


class Plan(NamedTuple):
    """Where the proposals of a change send deals, by the stage that they leave; `torn` says of which stages they say different things."""

    moves: Mapping[str, str]
    torn: Mapping[str, str]


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

    def plan(self, *processes: str) -> Plan:
        """Return where the proposals of the change send deals of a process, known by any of its ids."""
        targets = targets_of(self.proposals, *processes)
        differ = {stage: said for stage, of in targets.items() if (said := torn(of))}
        return Plan({stage: next(iter(of.values())) for stage, of in targets.items() if stage not in differ}, differ)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals that belong to the change: new on its second side or written otherwise there, not withdrawn, and not rejected or ruled on before.

        Where one library is around both sides, and where the first side has none, those that wait for a ruling.
        """
        now = (value for _, value in self._found if isinstance(value, Proposal))
        if not self._is_told:
            return tuple(one for one in now if one.waits)
        earlier = (value for _, value in _documents(self._old, "proposal") if isinstance(value, Proposal))
        return tuple(planning(now, {one.id: one for one in earlier}))

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The files of proposals of the change that can't be read, so that nobody knows where they send deals."""
        unread = [text for text, value in self._found if value is None]
        earlier = {text.data for text in self._old.texts()} if unread and self._is_told and self._old is not None else frozenset[bytes]()
        return tuple(text.name for text in unread if text.data not in earlier)

    @property
    def _is_told(self) -> bool:
        """Whether the two sides are a library then and now, so that what the change brings can be told."""
        return self._old is not None and self._old != self._new

    @cached_property
    def _found(self) -> list[tuple[Text, Model | None]]:
        return list(_documents(self._new, "proposal"))

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
    return next((value for _, value in _documents(place, "library") if isinstance(value, Library)), None)


def _documents(place: Place | None, kind: Kind) -> Iterator[tuple[Text, Model | None]]:
    """Yield a library's own documents of a kind, None for one that can't be read, or a plan that can't; what git ignores on the disk counts as well."""
    if place is None:
        return
    texts = place.texts()
    folders = libraries(texts)
    for text in texts:
        if home(text, folders) == PurePosixPath() and (peek(text.data)[0] == kind or _is_broken(text, kind)):
            document, problems = parse_bytes(text.data)
            value, more = load(document)
            yield text, None if kind == "proposal" and any(map(_is_of_plan, (*problems, *more))) else value


def _is_broken(text: Text, kind: Kind) -> bool:
    """Tell whether a text that nobody can tell the kind of lies where the proposals do."""
    return kind == "proposal" and peek(text.data)[0] is None and text.path.parent.name == "proposals"


def _is_of_plan(problem: Problem) -> bool:
    """Tell whether a problem changes what is read of where deals go, or of which process: also where `moves` is only misspelt."""
    finding = problem.finding
    meant = str(finding.fix.edits[0].value) if problem.rule == "unknown-key" and finding.fix is not None else finding.path.partition(".")[0]
    return meant in _OF_PLAN
