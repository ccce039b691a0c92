"""What the public may hear of deals, for every part alike: nothing about one to four of them, nor what tells that by subtraction.

The law, of the numbers of one output: a number of deals (or of moves, or visits) that is told is none, or five at least.
Where a whole and parts of it are told, the rest of it is none, or five at least; and where parts of it are hidden, two
are, so that neither is the rest. What is known beforehand, and another output, may say more.

This is cell suppression as statistical offices do it: first what is small, then the smallest that must go with it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

UNDER: Final = 5
"""No group of fewer deals is told of in public."""

LAW: Final = f"Nothing is shown of fewer than {UNDER} deals, nor what they could be worked out from."
"""What is said with a result in which something may be hidden from the public."""

HIDDEN: Final = "not shown"
"""What stands in place of a hidden number."""

Cell = tuple[str, ...]
"""What one number is of, in words of the part that tells it."""


class Sum(NamedTuple):
    """A whole and parts of it that have nothing in common; `is_all` where they are the whole, else the rest of it is told nowhere."""

    whole: Cell
    parts: tuple[Cell, ...]
    is_all: bool = False


def is_few(count: int) -> bool:
    """Tell whether a number is that of a group too small to be told of; none is no group."""
    return 0 < count < UNDER


def told(count: int | None) -> int | None:
    """Return a number in which no other nests; None for one to four."""
    return None if count is None or is_few(count) else count


def kept(counts: Sequence[int], small: Collection[int] = ()) -> list[bool]:
    """Tell of each part of a whole that is told whether it is told too; the parts at the places in `small` are not, whatever they count.

    Where what is hidden comes to fewer than five, or is one part alone, the next smallest goes with it. Parts of none are told.
    """
    whole: Cell = ("whole",)
    parts: list[Cell] = [("part", str(place)) for place in range(len(counts))]
    values = {whole: sum(counts), **dict(zip(parts, counts, strict=True))}
    gone = hidden(values, [Sum(whole, tuple(parts), is_all=True)], small=[parts[place] for place in small], fixed=[whole])
    return [part not in gone for part in parts]


def kept_rows(rows: Sequence[Sequence[int]]) -> list[bool]:
    """Tell of rows of numbers, the columns of which have sums that are told, which of them are told.

    A row is told whole or not at all: not where it has a number of one to four, and where only one row would be hidden, or the
    hidden ones come to so few in a column, the one that is smallest in its first column goes with them. Empty rows are told.
    """
    found = [not any(map(is_few, row)) for row in rows]
    while True:
        lacking = [row for row, is_told in zip(rows, found, strict=True) if not is_told]
        left = [(row[0], -place) for place, row in enumerate(rows) if found[place] and any(row)]
        if not left or not lacking or (len(lacking) > 1 and not any(is_few(sum(column)) for column in zip(*lacking, strict=True))):
            return found
        found[-min(left)[1]] = False


def hidden(values: Mapping[Cell, int], sums: Iterable[Sum], small: Collection[Cell] = (), fixed: Collection[Cell] = ()) -> frozenset[Cell]:
    """Return which numbers must be hidden so that the law holds for each sum.

    `small` are hidden whatever they count, as few deals are behind them; `fixed` are told whatever comes, since there are
    five deals in all. Of what goes beside them parts go before the whole, the smallest first.
    """
    gone = {cell for cell, value in values.items() if cell not in fixed and (is_few(value) or cell in small)}
    every = [Sum(one.whole, tuple(part for part in one.parts if values.get(part)), one.is_all) for one in sums if values.get(one.whole)]
    is_settled = False
    while not is_settled:
        is_settled = True
        for one in every:
            while (further := _further(one, values, gone, fixed)) is not None:
                gone.add(further)
                is_settled = False
    return frozenset(gone)


def _further(one: Sum, values: Mapping[Cell, int], gone: Collection[Cell], fixed: Collection[Cell]) -> Cell | None:
    """Return what must be hidden too, so that a sum gives nothing away; None where it doesn't, or nothing is left to hide."""
    shown = [part for part in one.parts if part not in gone]
    lacking = len(one.parts) - len(shown)
    if one.whole in gone:
        is_safe = lacking > 0 or not one.is_all
    else:
        is_safe = not is_few(values[one.whole] - sum(values[part] for part in shown)) and not (one.is_all and lacking == 1)
    if is_safe:
        return None
    found = [part for part in shown if part not in fixed] or [cell for cell in (one.whole,) if cell not in gone and cell not in fixed]
    return min(found, key=lambda cell: (values[cell], cell), default=None)
