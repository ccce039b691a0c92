"""Which file of each side is which: by path and by what the file holds, so that a moved one is followed."""

from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import NamedTuple

from processengine.merging.snapshot import Snapshot
from processengine.syntax.peek import peek


class Triple(NamedTuple):
    """One file on three sides, by its path there; None where a side lacks it."""

    base: Path | None
    ours: Path | None
    theirs: Path | None


def triples(base: Snapshot, ours: Snapshot, theirs: Snapshot) -> list[Triple]:
    """Return the files of three sides, each once, in the order of the base, then of ours."""
    here, there = _partners(base, ours), _partners(base, theirs)
    found = [Triple(path, here.get(path), there.get(path)) for path in base.files]
    added = [path for path in ours.files if path not in set(here.values())]
    new = {path for path in theirs.files if path not in set(there.values())}
    both = _partners(_only(ours, added), _only(theirs, new))
    found += [Triple(None, path, both.get(path)) for path in added]
    return found + [Triple(None, None, path) for path in theirs.files if path in new and path not in set(both.values())]


def _only(snapshot: Snapshot, paths: "list[Path] | set[Path]") -> Snapshot:
    return Snapshot(snapshot.label, {path: data for path, data in snapshot.files.items() if path in paths}, snapshot.names)


def _partners(old: Snapshot, new: Snapshot) -> dict[Path, Path]:
    """Return where each file of the old side is on the new one.

    By path, kind and id; then by kind and id alone where one file only has them; then by path alone.
    """
    before, after = _documents(old), _documents(new)
    matching = _Matching(dict.fromkeys(old.files), dict.fromkeys(new.files))
    matching.match(lambda path: (path, before.get(path)), lambda path: (path, after.get(path)))
    matching.match(lambda path: before.get(path) or path, lambda path: after.get(path) or path)
    matching.match(lambda path: path, lambda path: path)
    return matching.partner


class _Matching:
    def __init__(self, old: dict[Path, None], new: dict[Path, None]) -> None:
        self.old, self.new = old, new
        self.partner: dict[Path, Path] = {}

    def match(self, before: Callable[[Path], Hashable], after: Callable[[Path], Hashable]) -> None:
        """Match what is left and has one key, where no other has it."""
        taken = set(self.partner.values())
        old = [(before(path), path) for path in self.old if path not in self.partner]
        new = [(after(path), path) for path in self.new if path not in taken]
        counts = [Counter(key for key, _ in side) for side in (old, new)]
        places = dict(new)
        for key, path in old:
            if key in places and all(count[key] == 1 for count in counts):
                self.partner[path] = places[key]


def _documents(snapshot: Snapshot) -> dict[Path, tuple[str, str]]:
    """Return kind and id of each document."""
    peeked = {path: peek(data) for path, data in snapshot.files.items()}
    return {path: (kind, name) for path, (kind, name) in peeked.items() if kind is not None and name}
