"""Edits that wait to be done in one go: they reach into different elements, and their splices don't touch."""

from bisect import bisect_left, insort

from processengine.syntax.edit.lines import Splice
from processengine.syntax.edit.plan import Plan

Names = tuple[str, ...]


class Waiting:
    """The splices that wait, in the order of the text, and the paths that they reach into."""

    def __init__(self) -> None:
        self.splices: list[Splice] = []
        self._touched: set[Names] = set()
        self._above: set[Names] = set()

    def touches(self, names: Names) -> bool:
        """Tell whether something that waits reaches into an element, into what holds it, or into what it holds."""
        return names in self._above or any(names[:length] in self._touched for length in range(len(names) + 1))

    def add(self, plan: Plan) -> bool:
        """Let a plan wait with the others; say no where it can't be done together with them."""
        if self.splices and (self.touches(plan.touched) or not all(map(self._is_apart, plan.splices))):
            return False
        for splice in plan.splices:
            insort(self.splices, splice, key=_place)
        self._touched.add(plan.touched)
        self._above.update(plan.touched[:length] for length in range(len(plan.touched) + 1))
        return True

    def _is_apart(self, splice: Splice) -> bool:
        place = bisect_left(self.splices, _place(splice), key=_place)
        is_behind = place == 0 or self.splices[place - 1].end < splice.start
        return is_behind and (place == len(self.splices) or splice.end < self.splices[place].start)


def _place(splice: Splice) -> tuple[int, int]:
    return splice.start, splice.end
