"""A baseline: findings accepted at a moment, so that later runs report only what is new.

A finding is known again by its rule, its file and its fingerprint, never by its wording or its line. What makes a text
unreadable, or is wrong with the text itself, can't be accepted: nobody could tell what else hides behind it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from processengine.diagnostic import Diagnostic
from processengine.rules.index import find


@dataclass(frozen=True, order=True)
class Entry:
    """A finding that was accepted: its file by its path from the baseline's folder, its element, and how often it is there."""

    file: str
    path: str
    rule: str
    fingerprint: str
    count: int = 1


Placed = tuple[str, Diagnostic]
"""A finding, with its file by its path from the baseline's folder."""


class Seen(NamedTuple):
    """What a run has looked at, files by their paths from the baseline's folder.

    `ran` has the rules that looked at each file, `missing` the files of the baseline that are not there any more, and
    `searched` those of them that the run would have found.
    """

    ran: Mapping[str, frozenset[str]]
    missing: frozenset[str] = frozenset()
    searched: frozenset[str] = frozenset()


class Compared(NamedTuple):
    """A run held against a baseline: how many findings it knew, and the entries of which nothing is left."""

    file: str
    known: int
    gone: Sequence[Entry]


@dataclass(frozen=True)
class Written:
    """A new baseline: its entries, how many of its findings are accepted anew, and how many it drops."""

    entries: tuple[Entry, ...]
    anew: int
    dropped: int

    @property
    def count(self) -> int:
        """How many findings it accepts."""
        return sum(one.count for one in self.entries)


def can_be_accepted(diagnostic: Diagnostic) -> bool:
    """Tell whether a finding may stand in a baseline."""
    listing = find(diagnostic.rule)
    return listing is not None and not listing.is_fixed


def beyond(entries: Iterable[Entry], found: Sequence[Placed], seen: Seen) -> tuple[list[Diagnostic], list[Entry]]:
    """Return the findings that a baseline doesn't know, and its entries of which nothing is left."""
    new, left = _matched(entries, found, seen)
    return [one for _, one in new], [entry for entry in left if _was_looked_at(entry, seen)]


def renewed(entries: Iterable[Entry], found: Sequence[Placed], seen: Seen) -> Written:
    """Return a baseline that accepts what is found, and keeps what this run has not looked at."""
    new, left = _matched(entries, found, seen)
    kept = [one for one in left if not _was_looked_at(one, seen)]
    accepted = Counter(Entry(file, one.path, one.rule, one.fingerprint) for file, one in found if can_be_accepted(one))
    both = [*kept, *(replace(entry, count=count) for entry, count in accepted.items())]
    dropped = sum(one.count for one in left) - sum(one.count for one in kept)
    return Written(tuple(sorted(both)), sum(can_be_accepted(one) for _, one in new), dropped)


def _matched(entries: Iterable[Entry], found: Sequence[Placed], seen: Seen) -> tuple[list[Placed], list[Entry]]:
    """Return the findings without an entry, and what is left of the entries.

    What was accepted in a file that is gone is known in the file that has it now.
    """
    accepted = {(one.file, one.fingerprint): one for one in entries}
    left = Counter({key: one.count for key, one in accepted.items()})
    moved: dict[str, list[str]] = {}
    for file, fingerprint in accepted:
        if file in seen.missing:
            moved.setdefault(fingerprint, []).append(file)
    new = []
    for file, diagnostic in found:
        places = ((place, diagnostic.fingerprint) for place in (file, *moved.get(diagnostic.fingerprint, ())))
        place = next((place for place in places if left[place] > 0), None)
        if place is None or not can_be_accepted(diagnostic):
            new.append((file, diagnostic))
        else:
            left[place] -= 1
    return new, [replace(one, count=left[key]) for key, one in accepted.items() if left[key] > 0]


def _was_looked_at(entry: Entry, seen: Seen) -> bool:
    """Tell whether an entry's finding would have been found again: its rule ran over its file, or the file is gone."""
    return entry.file in seen.searched or entry.rule in seen.ran.get(entry.file, ())
