"""Which document of the old side is which of the new: by library, kind and id, never by the name of a file."""

from collections.abc import Callable, Hashable, Sequence

from processengine.diff.renames import renamed
from processengine.diff.revision import Pair, Revision
from processengine.model.process import Process


def pairs(old: Sequence[Revision], new: Sequence[Revision]) -> list[Pair]:
    """Return the pairs, in the order of the new side, those that are gone last; None where a side has no such document.

    By library, kind and id; of two files with one id the one of the same name, else the first; then by a process's
    `was`; then by kind and id alone, for a library whose folder was moved.
    """
    matching = _Matching(old, new)
    matching.match(lambda one: (*one.key, one.file))
    matching.match(lambda one: one.key)
    matching.match_renamed()
    matching.match(lambda one: one.key[1:])
    return matching.pairs()


class _Matching:
    """Documents of both sides, and which are matched."""

    def __init__(self, old: Sequence[Revision], new: Sequence[Revision]) -> None:
        self.old, self.new = old, new
        self.partner: dict[int, int] = {}

    def left(self) -> tuple[list[tuple[int, Revision]], list[tuple[int, Revision]]]:
        """Return what is not matched yet on either side, with its place."""
        taken = set(self.partner.values())
        old = [(place, one) for place, one in enumerate(self.old) if place not in taken]
        return old, [(place, one) for place, one in enumerate(self.new) if place not in self.partner]

    def match(self, key: Callable[[Revision], Hashable]) -> None:
        old, new = self.left()
        waiting: dict[Hashable, list[int]] = {}
        for place, one in old:
            waiting.setdefault(key(one), []).append(place)
        for place, one in new:
            places = waiting.get(key(one))
            if places:
                self.partner[place] = places.pop(0)

    def match_renamed(self) -> None:
        """Match processes by `was`, library by library."""
        old, new = self.left()
        for home in sorted({one.home for _, one in new}):
            before = {one.content.id: place for place, one in old if one.home == home and isinstance(one.content, Process)}
            after = {one.content.id: (place, one.content) for place, one in new if one.home == home and isinstance(one.content, Process)}
            was = {name: process.was for name, (_, process) in after.items()}
            for earlier, name in renamed(before, was).items():
                self.partner[after[name][0]] = before[earlier]

    def pairs(self) -> list[Pair]:
        old, _ = self.left()
        found: list[Pair] = [
            (self.old[self.partner[place]] if place in self.partner else None, one) for place, one in enumerate(self.new)
        ]
        return found + [(one, None) for _, one in old]
