"""Whether cause may run backwards: whether an event comes to deals because of how they go, and not the other way round.

Two things tell of it, whatever the event is.

*Time to happen in.* The longer something goes on, the more has time to happen to it: a deal that drags gets more calls
because it drags. Where the group had been open longer than the rest by the moment at which the sides are told apart, its
deals are those that drag (S. Suissa, American Journal of Epidemiology 167, 2008, 492-499, calls it immortal time; a cause
that is really a first sign of the effect is the protopathic bias of R. I. Horwitz and A. R. Feinstein, American Journal of
Medicine 68, 1980, 255-258). The time is compared on a logarithmic scale: durations differ by factors.

*What came later.* An event that came only after that moment counts for nothing in the comparison, rightly, since how a deal
goes decides whether it comes at all. Where that is so for many it is said; and where these deals also went on for longer,
what a comparison that counts them would have found, and why that is no evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log1p

from processengine.evidence.claims.balance import UNLIKE, moments
from processengine.evidence.claims.claimed import Caution
from processengine.evidence.claims.said import deals, number
from processengine.evidence.question import Derived, Question, Row
from processengine.evidence.rows import maybe, whole
from processengine.evidence.sql import text
from processengine.evidence.statistics import of_numbers
from processengine.evidence.tables import HOUR

MANY = 0.1
"""Where the event came later to this share of the rest, it is said."""

TENTH = 1.1
"""A time that is not a tenth longer is no longer, however little the deals differ among themselves."""
LONGER = 1.25
"""Where these went on for so much longer than those to which it never came, by their medians, cause may run backwards."""

_HOURS = 24


@dataclass(frozen=True, slots=True)
class Age:
    """How long the deals of both sides had been open by the time they are watched from: medians in days, and how far apart they are."""

    n: int
    rest_n: int
    group_days: float
    rest_days: float
    difference: float
    times: float

    @property
    def is_unlike(self) -> bool:
        """Whether the sides differ both by their spread and by more than a tenth (`times` as long, by geometric means)."""
        return abs(self.difference) > UNLIKE and max(self.times, 1 / self.times) >= TENTH

    @property
    def caution(self) -> Caution | None:
        """What to think of it; None where the sides are alike."""
        if not self.is_unlike:
            return None
        apart = f"by then half of them had been open {number(self.group_days, 'days')} or longer, half of the rest {number(self.rest_days, 'days')} or longer"
        half = f"half of them {number(self.group_days, 'days')} or longer, half of the others {number(self.rest_days, 'days')}"
        if self.difference < 0:
            return Caution(_YOUNGER.format(apart), min(self.n, self.rest_n), f"the deals with it were younger by then: {half}.")
        short = f"cause may run backwards: the deals with it had been open longer by then ({half}), and a deal that drags has more time for it."
        return Caution(_OLDER.format(apart), min(self.n, self.rest_n), short)


_YOUNGER = "The deals with it were younger: {}. The sides differ in more than this event."
_OLDER = (
    "Cause may run backwards. The deals with it had dragged on longer: {}. The longer a deal is open, the more time there is for this to"
    " happen, so it may be a sign that a deal drags, and not what makes it go as it goes."
)


@dataclass(frozen=True, slots=True)
class Went:
    """How some deals of the rest went: to how many of `n` what is asked for happened, and the median days until they closed."""

    n: int
    seen: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Later:
    """The rest, told apart by whether the event came `later` or `never`."""

    later: Went
    never: Went

    def caution(self, hit: str) -> Caution | None:
        """Return what to think of it, None where it came later to few; `hit` is what is asked for of a share (`were won`), empty for a duration."""
        later, rest = self.later.n, self.later.n + self.never.n
        if not later or later < MANY * rest:
            return None
        said = f"To {later:,} of the {deals(rest)} of the rest it came only then or later, which counts for nothing here"
        if not self.drags:
            return Caution(f"{said}: the rest are not deals without it.", later, f"to {later:,} of the {rest:,} others it came later.")
        text = f"Cause may run backwards. {said}. Of these {self._told(hit)}. That is no evidence either way: a deal that drags on has more time for it."
        short = f"cause may run backwards: to {later:,} of the {rest:,} others it came later, and these dragged on for longer. That is no evidence either way."
        return Caution(text, min(later, self.never.n), short)

    @property
    def drags(self) -> bool:
        """Whether the deals to which it came later went on for longer than those to which it never came."""
        return self.later.days is not None and self.never.days is not None and self.later.days > LONGER * self.never.days

    def _told(self, hit: str) -> str:
        """Return how both went, beginning after "Of these"; both are there."""
        share = f"{number(self.later.seen / self.later.n, 'share')} {hit}, of those without it {number(self.never.seen / self.never.n, 'share')}; " if hit else ""
        return f"{share}half took {number(self.later.days or 0, 'days')} or longer to close, of those without it {number(self.never.days or 0, 'days')}"


def age(watched: Derived) -> Question[Age | None]:
    """Ask how long both sides had been open; None where a side has fewer than two deals."""
    return Question(text("claims/age"), _age, (float(HOUR),), over=(watched,))


def later(watched: Derived) -> Question[Later]:
    """Ask to how many of the rest the event came later. `watched` must have been made with an event `where`."""
    return Question(text("claims/later"), _later, (float(HOUR),), over=(watched,))


def _age(rows: Iterable[Row]) -> Age | None:
    counts = [(whole(side), max(whole(hours), 0), whole(count)) for side, hours, count in rows]
    logged = [(side, log1p(hours), count) for side, hours, count in counts]
    group, rest = moments(logged, 1), moments(logged, 0)
    if group.n < 2 or rest.n < 2:
        return None
    middles = [_middle([(hours, count) for of, hours, count in counts if of == side]) for side in (1, 0)]
    return Age(group.n, rest.n, middles[0] or 0.0, middles[1] or 0.0, of_numbers(group, rest), exp(group.mean - rest.mean))


def _later(rows: Iterable[Row]) -> Later:
    held = [(bool(came_later), maybe(hours), whole(count), whole(seen)) for came_later, hours, count, seen in rows]

    def went(*, came_later: bool) -> Went:
        own = [row for row in held if row[0] is came_later]
        return Went(sum(row[2] for row in own), sum(row[3] for row in own), _middle([(row[1], row[2]) for row in own if row[1] is not None]))

    return Later(went(came_later=True), went(came_later=False))


def _middle(counts: list[tuple[int, int]]) -> float | None:
    """Return the median of (hours, how many), hours rising, in days; None where there are no deals."""
    half, passed = sum(count for _, count in counts) / 2, 0
    for hours, count in counts:
        passed += count
        if passed >= half:
            return hours / _HOURS
    return None
