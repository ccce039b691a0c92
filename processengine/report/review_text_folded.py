"""Room on a screen: blocks of lines that give way to each other, so that the whole is no longer than somebody reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Item = Sequence[str]
"""Lines that stand or go together."""


@dataclass
class Block:
    """A heading with items below it.

    `least` of them stay however little room there is; what gives way first has the smallest `weight`. `alone` is said in the
    place of the heading where none is left. `folded` counts those that are left out, from the end.
    """

    heading: Sequence[str]
    items: Sequence[Item] = ()
    least: int = 1
    weight: int = 0
    alone: Sequence[str] = ()
    folded: int = 0

    @property
    def lines(self) -> list[str]:
        """The lines; the last one says how many items are left out."""
        kept = self.items[: len(self.items) - self.folded]
        if self.folded and not kept:
            return list(self.alone)
        said = [f"  and {self.folded:,} more"] * bool(self.folded)
        return [*self.heading, *(line for item in kept for line in item), *said]

    def fold(self) -> bool:
        """Leave one more item out; say whether there was one to leave out."""
        can = len(self.items) - self.folded > self.least
        self.folded += can
        return can


def fitted(blocks: Iterable[Block], room: int) -> list[Block]:
    """Return the blocks that have a line, as many of their items folded as it takes to stand in `room` lines, if that can be."""
    there = list(blocks)
    giving = sorted(there, key=lambda one: one.weight)
    while height(there) > room and any(one.fold() for one in giving):
        pass
    for one in reversed(giving):
        _unfold(one, there, room)
    return [one for one in there if one.lines]


def _unfold(one: Block, there: Sequence[Block], room: int) -> None:
    """Put back what there is room for after all: an item of many lines has made more than was wanted."""
    while one.folded:
        one.folded -= 1
        if height(there) > room:
            one.folded += 1
            return


def height(blocks: Iterable[Block]) -> int:
    """Return how many lines some blocks take, with an empty one between each two that have any."""
    lines = [len(one.lines) for one in blocks]
    return sum(lines) + max(sum(map(bool, lines)) - 1, 0)


def joined(blocks: Iterable[Block]) -> str:
    """Return blocks as one text."""
    return "\n\n".join("\n".join(one.lines) for one in blocks)
