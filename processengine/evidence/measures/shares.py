"""Shares: of the deals of a cohort, how many had an event."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from processengine.evidence.measures.cells import EVERYTHING, Chosen, Place, holding
from processengine.evidence.measures.frame import Frame
from processengine.evidence.measures.grouping import NO_GROUPS
from processengine.evidence.measures.measured import Seen, Unit
from processengine.evidence.measures.periods import Period, as_table, periods
from processengine.evidence.measures.words import nobody
from processengine.evidence.question import Derived, Given, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.evidence.statistics import wilson


@dataclass(frozen=True, slots=True)
class Cell:
    """Deals of one group and period: how many are `watched`, had the event (`seen`), closed without it (`gone`), began `first`."""

    watched: int = 0
    seen: int = 0
    gone: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    first: int | None = None


Cells = Mapping[Place, Sequence[Cell]]


@dataclass(frozen=True)
class Cohort:
    """The cohort of a share or a duration, counted: over all days and deals (`whole`), and by group and period (`cells`)."""

    whole: Cell
    cells: Cells
    periods: tuple[Period, ...]

    @property
    def names(self) -> frozenset[str | None]:
        """The groups that there are."""
        return frozenset(name for name, _ in self.cells)

    def cell(self, chosen: Chosen) -> Cell:
        """Return the sum of the cells that are chosen."""
        return self.whole if chosen == EVERYTHING else self._sums.get(chosen, Cell())

    @cached_property
    def _sums(self) -> dict[Chosen, Cell]:
        held: dict[Chosen, list[Cell]] = {}
        for place, cells in self.cells.items():
            for chosen in holding(place):
                held.setdefault(chosen, []).extend(cells)
        return {chosen: together(cells) for chosen, cells in held.items()}


def cohort_of(frame: Frame, watched: Derived) -> Cohort:
    """Count a cohort, first as a whole and then, where asked for, by group and period."""
    whole = together(one for held in _cells(frame, watched, NO_GROUPS, frame.all_days).values() for one in held)
    some = periods(frame.each, whole.first if frame.quantity.last is None else frame.since, frame.until) if frame.each and whole.first is not None else ()
    if frame.attribute is NO_GROUPS and not some:
        return Cohort(whole, {}, ())
    return Cohort(whole, _cells(frame, watched, frame.attribute, as_table(some) if some else frame.all_days), some)


def share_of(frame: Frame, cohort: Cohort, chosen: Chosen) -> Seen:
    """Return the share of the chosen deals that had the event."""
    cell = cohort.cell(chosen)
    found = bare(frame, cohort, "share", chosen)
    if not cell.watched:
        return found
    return replace(found, value=cell.seen / cell.watched, interval=wilson(cell.seen, cell.watched, frame.confidence))


def bare(frame: Frame, cohort: Cohort, unit: Unit, chosen: Chosen) -> Seen:
    """Return what is known of the chosen deals before a value is worked out."""
    cell, period = cohort.cell(chosen), chosen[1]
    first, last = frame.days(cell.first) if period is None else cohort.periods[period].days
    why = "" if cell.watched else nobody(cell.left_out, frame.quantity, frame.known.process, frame.began_after)
    return Seen(unit, None, cell.watched, cell.seen, None, why, first, last, dict(cell.left_out))


def together(cells: Iterable[Cell]) -> Cell:
    """Return the sum of some cells."""
    held = list(cells)
    left_out: dict[str, int] = {}
    for cell in held:
        for reason, count in cell.left_out:
            left_out[reason] = left_out.get(reason, 0) + count
    began = [cell.first for cell in held if cell.first is not None]
    return Cell(
        sum(cell.watched for cell in held), sum(cell.seen for cell in held), sum(cell.gone for cell in held),
        tuple(sorted(left_out.items())), min(began, default=None),
    )


def _cells(frame: Frame, watched: Derived, attribute: Derived | Given, period: Given) -> Cells:
    return frame.handle.ask(Question(text("measures/cells"), _read, over=(watched, period, attribute)))


def _read(rows: Iterable[Row]) -> Cells:
    cells: dict[Place, list[Cell]] = {}
    for name, period, left_out, deals, seen, gone, first in rows:
        count = whole(deals)
        cell = Cell(count, whole(seen), whole(gone), (), whole(first)) if left_out is None else Cell(left_out=((str(left_out), count),), first=whole(first))
        cells.setdefault((None if name is None else str(name), whole(period)), []).append(cell)
    return cells
