"""Which open proposals can't both stand: each pair once, and no two merged that could not collide.

Merging two documents by meaning takes a tenth of a second, and thirty proposals are 435 pairs. Two proposals can collide
where they touch the same element, where both lead deals otherwise, and where one takes away what the other names. All
others can't: no rule that finds an error reads two elements that the sides only add or put in other words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from processengine.change import Change, Json
from processengine.diff.changeset import changesets
from processengine.proposals.listing import Pair
from processengine.review.documents import Key, Papers
from processengine.review.others import OnBase, Side, meet

_FIELDS = frozenset({
    "title", "buyer", "max_days", "probability", "forecast", "because", "motion", "owner", "client_result", "reviewed", "review_every", "led_by",
    "involves", "mirrors",
})
"""Fields of a stage or a process by which no way leads."""

_GRAPH = frozenset({"stage", "transition", "from-anywhere", "process", "journey-step"})


@dataclass(frozen=True)
class Reach:
    """What a proposal touches: the paths of its changes by document, the ids that it brings, and what it can do to another one."""

    side: Side

    @cached_property
    def _atoms(self) -> list[tuple[str, Change]]:
        found = changesets(self.side.fork.revisions(), self.side.papers.revisions())
        return [(f"{one.kind}/{one.id}", atom) for one in found for atom in one.atoms]

    @cached_property
    def paths(self) -> frozenset[tuple[str, ...]]:
        """The paths that it touches, in parts, the document before; of a rename both ids."""
        found = set()
        for document, atom in self._atoms:
            parts = (document, *filter(None, atom.path.split(".")))
            found.add(parts)
            if atom.kind.endswith("-renamed"):
                found.add((*parts[:-1], str(atom.before)))
        return frozenset(found)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that it adds: no two elements that are known by id alone may have the same."""
        return frozenset(atom.path.rpartition(".")[2] for _, atom in self._atoms if atom.kind.endswith(("-added", "-renamed")))

    @cached_property
    def gone(self) -> frozenset[str]:
        """The ids that it takes away, with all that stands in what it takes away."""
        taken = [atom for _, atom in self._atoms if atom.kind.endswith(("-removed", "-renamed"))]
        return frozenset(one for atom in taken for one in (atom.path.rpartition(".")[2], *_ids(atom.before)))

    @cached_property
    def named(self) -> frozenset[str]:
        """All that its additions and changes name."""
        return frozenset(one for _, atom in self._atoms for one in _texts(atom.after))

    @cached_property
    def files(self) -> frozenset[Key]:
        """The documents that it changes and that no change is told of: settings, and what can't be compared."""
        told = {document for document, _ in self._atoms}
        keys = {*self.side.papers.found, *self.side.fork.found}
        changed = {key for key in keys if _data(self.side.papers, key) != _data(self.side.fork, key)}
        return frozenset(key for key in changed if key.kind != "proposal" and f"{key.kind}/{key.id}" not in told)

    @cached_property
    def leads(self) -> bool:
        """Whether it leads deals otherwise, or may: by a stage, a way, an outcome, or a file of which no change is told."""
        return bool(self.files) or any(_leads(atom) for _, atom in self._atoms)

    def may_meet(self, other: "Reach") -> bool:
        """Tell whether the two could collide."""
        return bool(
            (self.leads and other.leads)
            or self.gone & other.named or other.gone & self.named
            or self.ids & other.ids or self.files & other.files
            or any(_overlap(one, two) for one in self.paths for two in other.paths)
        )


def pairs(sides: Sequence[tuple[str, OnBase]], today: date) -> tuple[Pair, ...]:
    """Return the pairs of open proposals, by id, that can't both stand."""
    reaches = {name: Reach(one.side) for name, one in sides}
    wanted = [(one, two) for one, two in combinations(sides, 2) if reaches[one[0]].may_meet(reaches[two[0]])]
    found = []
    for (name, mine), (other, theirs) in wanted:
        collisions = [one for one in meet(mine, theirs, today) if one.is_conflict]
        if collisions:
            found.append(Pair(name, other, tuple(dict.fromkeys(one.message for one in collisions))))
    return tuple(found)


def _leads(atom: Change) -> bool:
    element, _, what = atom.kind.rpartition("-")
    return element in _GRAPH and not (what == "changed" and atom.path.rpartition(".")[2] in _FIELDS)


def _ids(value: Json) -> Iterator[str]:
    """Yield what is there by id in what was taken away, and the old id of what was renamed."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield str(key)
            yield from _ids(held)
    elif isinstance(value, str):
        yield value


def _texts(value: Json) -> Iterator[str]:
    """Yield all texts in a value, the parts of `process/stage` and the like too."""
    if isinstance(value, dict | list | tuple):
        for held in value.values() if isinstance(value, dict) else value:
            yield from _texts(held)
    elif isinstance(value, str):
        yield from (value, *value.replace("/", ".").split("."))


def _overlap(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    short, long = sorted((one, two), key=len)
    return long[: len(short)] == short


def _data(papers: Papers, key: Key) -> bytes | None:
    paper = papers.found.get(key)
    return paper.data if paper else None
