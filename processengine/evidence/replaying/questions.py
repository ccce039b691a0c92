"""What is asked of the visits to run them through a process."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from processengine.evidence.question import Derived, Given, Question, Row
from processengine.evidence.rows import first, maybe, one, whole
from processengine.evidence.sql import text
from processengine.evidence.visits import stages
from processengine.evidence.weights import weights
from processengine.model.process import Process

MEDIAN, P90 = 0.5, 0.9


class Ways(NamedTuple):
    """The visits of one stage that were followed by one next stage, None for none: counts, and the first and last time of entry.

    `zero_length` took no time, `began` were their deal's first, `left` were left, be it for another process.
    """

    stage: int
    next: int | None
    visits: int
    allowed: int
    zero_length: int
    began: int
    left: int
    first: int
    last: int


class Fit(NamedTuple):
    """How many deals are last in a stage, handed over to another process or not, and conform or not."""

    last: int
    handed_over: bool
    conforms: bool
    deals: int


class ByDeals(NamedTuple):
    """How many different deals were in a stage, and `beside` it how many of them left it; or made a move, and were made in error."""

    deals: int
    beside: int


class Different(NamedTuple):
    """How many different sequences of stages there are, with the outcomes at their ends and (`ways`) without them."""

    variants: int
    ways: int


class Times(NamedTuple):
    """The time (microseconds) after which at most half of the visits of a stage lasted on, and at most a tenth; None: not reached."""

    median: int | None = None
    p90: int | None = None


AS_OF: Final[Question[int | None]] = Question(text("source/as_of"), lambda rows: maybe(next(iter(rows), (None,))[0]))
"""The question for the time up to which deals are told, None where nothing is recorded."""


def ways(visit: Derived, moves: Given) -> Question[list[Ways]]:
    """Return the question for each pair of stages that deals went between."""
    return Question(text("replaying/move"), lambda rows: [Ways(*row) for row in rows], over=(visit, moves))  # type: ignore[arg-type]  # rows are told by the SQL


def longest(visit: Derived) -> Question[int]:
    """Return the question for how many visits the deal has that has the most."""
    return Question(text("replaying/longest"), one, over=(visit,))


def trips(visit: Derived, moves: Given, longest: int) -> Derived:
    """Return the table `trip`: each deal as it went; none has more visits than `longest`."""
    return Derived("trip", text("replaying/trip"), over=(visit, moves, weights(longest)))


def fits(trip: Derived) -> Question[list[Fit]]:
    """Return the question for the deals by where they are last."""
    return Question(text("replaying/fit"), lambda rows: [Fit(whole(last), bool(handed), bool(conforms), whole(deals)) for last, handed, conforms, deals in rows],
                    over=(trip,))


def different(trip: Derived) -> Derived:
    """Return the table `trip_way`: the different ways that deals went."""
    return Derived("trip_way", text("replaying/way"), over=(trip,))


def variants(process: Process, way: Derived, longest: int) -> Question[Different]:
    """Return the question for how many different ways deals went."""
    return Question(text("replaying/ways"), lambda rows: Different(*first(rows)), over=(way, stages(process), weights(longest)))


def by_deals(process: Process, visit: Derived, way: Derived) -> Question[Mapping[tuple[int, int | None], ByDeals]]:
    """Return the question for how many deals were in each stage (its next is None), and made each move."""
    return Question(text("replaying/by_deals"), _by_deals, over=(visit, way, stages(process)))


def times(process: Process, visit: Derived) -> Question[Mapping[int, Times]]:
    """Return the question for how long deals stay in each stage."""
    wanted = Given("wanted", (("share", "DOUBLE"),), ((1 - MEDIAN,), (1 - P90,)))
    return Question(text("replaying/times"), _times, over=(visit, stages(process), wanted))


def _by_deals(rows: Iterable[Row]) -> dict[tuple[int, int | None], ByDeals]:
    return {(whole(stage), maybe(next_)): ByDeals(whole(deals), whole(beside)) for stage, next_, deals, beside in rows}


def _times(rows: Iterable[Row]) -> dict[int, Times]:
    found: dict[int, Times] = {}
    for stage, share, length in rows:
        known = found.get(whole(stage), Times())
        found[whole(stage)] = known._replace(**{"median" if share == 1 - MEDIAN else "p90": whole(length) // 2})
    return found


def before(visit: Derived, time: int) -> Question[int]:
    """Return the question for how many moves were made before the first release, which was at a time (microseconds since 1970)."""
    return Question(text("replaying/before_first"), one, over=(visit, Given("first_release", (("time", "BIGINT"),), ((time,),))))
