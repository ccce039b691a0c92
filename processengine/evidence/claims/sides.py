"""The two sides of a comparison: the deals in which an event came before they are watched, and the rest.

An event counts only where it came strictly before the cohort's: what happens at the same moment, as in histories that were
filled in afterwards, came before nothing. So the group is told at the cohort's event and not later, and no deal is in it for
having lived long enough: the landmark of J. R. Anderson, K. C. Cain and R. D. Gelber (Journal of Clinical Oncology 1, 1983,
710-719).
"""

from collections.abc import Iterable, Sequence

from processengine.evidence.claims.claimed import Compared, Side
from processengine.evidence.question import Derived, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.evidence.statistics import Interval, LogRank, Quantile, logrank, newcombe, quantiles, wilson
from processengine.evidence.tables import DAY

Lasting = tuple[int, int, int, int, int]
"""(microseconds, ended and censored of the group, ended and censored of the rest)"""


def shares(watched: Derived) -> Question[tuple[Side, Side]]:
    """Ask for the shares of the group and of the rest."""
    return Question(text("claims/sides"), _shares, over=(watched,))


def lasting(watched: Derived) -> Question[list[Lasting]]:
    """Ask how long the deals of both sides lasted, times rising."""
    return Question(text("claims/lasted"), _lasting, over=(watched,))


def difference_of_shares(where: str, sides: tuple[Side, Side]) -> Compared:
    """Hold two shares against each other."""
    group, rest = sides
    apart = None if group.value is None or rest.value is None else group.value - rest.value
    return Compared(where, group, rest, apart, newcombe(group.seen, group.n, rest.seen, rest.n), None, None)


def difference_of_durations(where: str, rows: Sequence[Lasting], quantile: float) -> tuple[Compared, LogRank]:
    """Hold two durations against each other, by one quantile and by the log-rank test over the whole time."""
    group_n, rest_n = (sum(row[at] + row[at + 1] for row in rows) for at in (1, 3))
    test = logrank((row[:3] for row in rows), group_n, ((row[0], *row[3:]) for row in rows), rest_n)
    group, = quantiles((row[:3] for row in rows), group_n, (quantile,))
    rest, = quantiles(((row[0], *row[3:]) for row in rows), rest_n, (quantile,))
    sides = _side(group, group_n, sum(row[1] for row in rows)), _side(rest, rest_n, sum(row[3] for row in rows))
    apart = None if sides[0].value is None or sides[1].value is None else sides[0].value - sides[1].value
    return Compared(where, *sides, apart, None, test.p, quantile), test


def _shares(rows: Iterable[Row]) -> tuple[Side, Side]:
    counts = {whole(side): (whole(n), whole(seen)) for side, n, seen in rows}
    group, rest = (Side(n, seen, seen / n if n else None, wilson(seen, n)) for n, seen in (counts.get(1, (0, 0)), counts.get(0, (0, 0))))
    return group, rest


def _lasting(rows: Iterable[Row]) -> list[Lasting]:
    return [(whole(time), whole(a), whole(b), whole(c), whole(d)) for time, a, b, c, d in rows]


def _side(found: Quantile, n: int, ended: int) -> Side:
    value = None if found.value is None else found.value / DAY
    return Side(n, ended, value, Interval(found.interval.low / DAY, found.interval.high / DAY))
