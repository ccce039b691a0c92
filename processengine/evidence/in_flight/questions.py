"""What is asked of the deals in flight: how many stand where, what they lack, and each of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from processengine.evidence.in_flight.demands import Demand
from processengine.evidence.question import Derived, Given, Question, Row
from processengine.evidence.rows import maybe, name, one, whole
from processengine.evidence.sql import text
from processengine.evidence.visits import stages
from processengine.model.process import Process

T = TypeVar("T")

_GONE_ON: Final = "SELECT deal FROM handed"
_NONE_GONE_ON: Final = "SELECT deal FROM stage_history WHERE 1 = 0"


class Place(NamedTuple):
    """Where deals stand, and the stage that they go back to from there (None: to none): places as in `stage`, below 0 for unknown names."""

    stage: int
    back: int | None


class OpenDeal(NamedTuple):
    """One deal in flight: `entered` in microseconds since 1970, `lasted` in microseconds, `lacks` the places of the demands that it doesn't meet.

    `has_ended` tells that the table of deals says how it ended, although it stands in a stage.
    """

    deal: str
    place: Place
    entered: int
    lasted: int
    owner: str | None
    lacks: tuple[int, ...]
    has_ended: bool


@dataclass(frozen=True)
class Standing:
    """The deals in flight of one process, ready to be asked: where they stand, and what holds now for them."""

    open_deal: Derived
    demanded: Given
    known_fact: Derived
    told_ended: Derived

    def counted(self) -> Question[dict[Place, int]]:
        """Ask how many deals stand where."""
        return Question(text("in_flight/counted"), _counts, over=(self.open_deal,))

    def lacking(self, among: Collection[int]) -> Question[dict[Place, dict[int, int]]]:
        """Ask how many deals lack what, by where they stand and by the places of the demands; only some of these count."""

        def read(rows: Iterable[Row]) -> dict[Place, dict[int, int]]:
            found: dict[Place, dict[int, int]] = {}
            for stage, back, demand, count in rows:
                if demand in among:
                    found.setdefault(Place(whole(stage), maybe(back)), {})[whole(demand)] = whole(count)
            return found

        return Question(text("in_flight/lacking"), read, over=(self.open_deal, self.demanded, self.known_fact))

    def recorded(self) -> Question[frozenset[int]]:
        """Ask of which demands any fact is recorded at all."""
        return Question(text("in_flight/recorded"), lambda rows: frozenset(whole(demand) for (demand,) in rows), over=(self.known_fact,))

    def told_closed(self) -> Question[int]:
        """Ask how many of them have ended, as the table of deals says: the stage counts."""
        return Question(text("in_flight/told_closed"), one, over=(self.open_deal, self.told_ended))

    def deals(self, owner: Derived | Given, among: Collection[int], told: Callable[[Iterator[OpenDeal]], T]) -> Question[T]:
        """Ask for each deal, and pass them one by one to what tells them; `owner` is the table `attribute` of who has it."""
        return Question(
            text("in_flight/deals"), lambda rows: told(_deals(rows, among)), over=(self.open_deal, self.demanded, self.known_fact, self.told_ended, owner),
        )


def standing(
    process: Process, visit: Derived, waiting: Collection[str], demands: Sequence[Demand], foreign: Collection[int] = (),
) -> Standing:
    """Return the deals in flight of a process; `visit` are its visits, `waiting` the stages from which deals go back to the one they left.

    `foreign` are places of names that only other processes have.
    """
    places = {stage: place for place, stage in enumerate(process.stages)}
    waits = Given("waiting", (("stage", "INTEGER"),), tuple((places[stage],) for stage in waiting))
    elsewhere = Given("foreign_stage", (("stage", "INTEGER"),), tuple((place,) for place in foreign))
    of_stage = tuple((place, places[demand.stage]) for place, demand in enumerate(demands))
    facts = tuple((place, fact) for place, demand in enumerate(demands) for fact in demand.facts)
    return Standing(
        Derived("open_deal", text("in_flight/open_deal"), over=(visit, stages(process), waits, _gone_on(visit), elsewhere)),
        Given("demanded", (("demand", "INTEGER"), ("stage", "INTEGER")), of_stage),
        Derived("known_fact", text("in_flight/known_fact"), over=(Given("demand_fact", (("demand", "INTEGER"), ("id", "VARCHAR")), facts),)),
        Derived("told_ended", text("in_flight/told_ended")),
    )


def last_in(visit: Derived, places: Collection[int]) -> Question[Mapping[int, int]]:
    """Ask how many deals are last in some stages, by their places; outcomes and unknown names may be among them."""
    looked_at = Given("looked_at", (("stage", "INTEGER"),), tuple((place,) for place in places))
    return Question(
        text("in_flight/last_in"), lambda rows: {whole(stage): whole(count) for stage, count in rows}, over=(visit, _gone_on(visit), looked_at),
    )


def _gone_on(visit: Derived) -> Derived:
    """Return the table `gone_on`: the deals whose last row is of another process; none where the rows don't tell their process."""
    handed = next((one for one in visit.over if one.name == "handed"), None)
    return Derived("gone_on", _GONE_ON if handed is not None else _NONE_GONE_ON, over=(handed,) if handed is not None else ())


def _counts(rows: Iterable[Row]) -> dict[Place, int]:
    return {Place(whole(stage), maybe(back)): whole(count) for stage, back, count in rows}


def _deals(rows: Iterable[Row], among: Collection[int]) -> Iterator[OpenDeal]:
    for deal, same in groupby(rows, key=lambda row: row[0]):
        held = list(same)
        _, stage, back, entered, lasted, owner, ended, _ = held[0]
        lacks = tuple(whole(row[-1]) for row in held if row[-1] is not None and row[-1] in among)
        yield OpenDeal(str(deal), Place(whole(stage), maybe(back)), whole(entered), whole(lasted), name(owner), lacks, whole(ended) > 0)
