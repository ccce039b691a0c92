"""A library's deals in flight under a change of one of its processes: how many stay, move, or need a person, and each of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from processengine.deals.asked import Deals, kept_as, unknown_names
from processengine.deals.noticed import OF_STAGES, noticed
from processengine.deals.replay import ReadAs, read_as
from processengine.evidence.in_flight.demands import Demand, demands
from processengine.evidence.in_flight.fates import PERSON, Going, goings, reopened, returning
from processengine.evidence.in_flight.questions import OpenDeal, Place, Standing, last_in, standing
from processengine.evidence.measures.grouping import NO_GROUPS
from processengine.evidence.names import read_names
from processengine.evidence.replaying.questions import AS_OF
from processengine.evidence.tables import DAY
from processengine.model.wording import counted
from processengine.proposals.deal_in_flight import DealInFlight
from processengine.proposals.facts import InFlight, Standings

if TYPE_CHECKING:
    from processengine.model.process import Process

T = TypeVar("T")

NO_OTHERS: "Final[Mapping[str, Process]]" = {}
"""No other process that deals could go to."""
_ZERO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NO_HISTORY: Final = "The source has no stage history, so nobody knows where deals stand."


def in_flight(
    deals: Deals, before: "Process", after: "Process | None", moves: Mapping[str, str], others: "Mapping[str, Process]" = NO_OTHERS,
) -> InFlight:
    """Return the deals in flight of a process and what becomes of them; see `Flight`."""
    return Flight(deals, before, after, moves, others).told()


def together(found: Iterable[InFlight]) -> InFlight:
    """Return the deals in flight of several processes as those of one change."""
    every = list(found)
    unknown = sum((Counter(dict(one.unknown_stages)) for one in every), Counter[str]())
    return InFlight(
        tuple(stage for one in every for stage in one.stages), sum(one.unknown for one in every), next((one.as_of for one in every if one.as_of), None),
        " ".join(dict.fromkeys(one.why_not for one in every if one.why_not)), dict(unknown), tuple(name for one in every for name in one.untracked),
        tuple(dict.fromkeys(note for one in every for note in one.notes)),
    )


@dataclass(frozen=True)
class Flight:
    """The deals in flight of a process under a change of it.

    `before` is the process as deals stand in it, `after` as it is proposed, None where it goes; `moves` says where deals go from
    stages that are removed, split or merged, and `torn` of which stages proposals say different things. `others` are the library's
    other processes after the change.
    """

    deals: Deals
    before: "Process"
    after: "Process | None"
    moves: Mapping[str, str]
    others: "Mapping[str, Process]" = field(default_factory=dict)
    torn: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> InFlight:
        """Return how many deals stay, move, or need a person, by stage."""
        if not self.deals.handle.has("stage_history"):
            return InFlight(why_not=_NO_HISTORY)
        counts = self.deals.handle.ask(self._standing.counted())
        unknown = Counter[str]()
        for place, count in counts.items():
            if place.stage < 0:
                unknown[self._name(place.stage)] += count
        return InFlight(
            tuple(self._standings(counts)), unknown.total(), self._as_of, "", dict(unknown.most_common()), self.untracked, tuple(self._notes()),
        )

    def each(self, told: Callable[[Iterator[DealInFlight]], T]) -> T:
        """Pass each deal to what tells them, in the order of the stages and in a stage whoever has been there longest first; return what that returns."""
        handle = self.deals.handle
        columns = {name.casefold() for table in ("deals", "stage_history") for name in handle.columns(table)}
        owner = handle.attribute("owner") if "owner" in columns else NO_GROUPS
        return handle.ask(self._standing.deals(owner, self._recorded, lambda found: told(map(self._deal, found))))

    @cached_property
    def untracked(self) -> tuple[str, ...]:
        """The criteria that hold now and of which no fact is recorded, so that nobody knows who lacks it."""
        found = (one.criterion for place, one in enumerate(self._demands) if place not in self._recorded)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _read(self) -> ReadAs:
        return read_as(self.deals, self.before)

    @cached_property
    def _goings(self) -> dict[str, Going]:
        return goings(self.before, self.after, self.moves, self.others, self.torn)

    @cached_property
    def _demands(self) -> tuple[Demand, ...]:
        return demands(self.before, self.after, self._goings)

    @cached_property
    def _standing(self) -> Standing:
        waiting = [name for name, going in self._goings.items() if going.returns]
        return standing(self._read.process, self._read.visit, waiting, self._demands, self._foreign)

    @cached_property
    def _foreign(self) -> dict[int, str]:
        """The names that another process of the library has and this one hasn't, by their places, where no row says which process it is of."""
        if "process" in self.deals.handle.columns("stage_history"):
            return {}
        names = self._read.names
        unknown = {name: names.codes[name] for name in names.unknown}
        crm = self.deals.library.crm.get(self.deals.settings.names, {}) if self.deals.library is not None else {}
        own = {one.id for one in (self.before, self.after) if one is not None}
        theirs = {name for id_, one in crm.items() if id_ not in own for held in one.stages.values() for name in held}
        for one in (other for other in self.others.values() if other.id not in own):
            theirs |= read_names(one, unknown, *kept_as(self.deals, one)).stage_of.keys()
        return {-1 - code: name for name, code in unknown.items() if name in theirs}

    @cached_property
    def _recorded(self) -> frozenset[int]:
        """The demands of which some deal has the fact on record: of the others nobody knows who lacks it."""
        return self.deals.handle.ask(self._standing.recorded()) if self._demands and "facts" in self.deals.found.tables else frozenset()

    @cached_property
    def _as_of(self) -> date | None:
        if self.deals.as_of is not None:
            return self.deals.as_of
        time = self.deals.handle.ask(AS_OF)
        return None if time is None else _day(time)

    def _standings(self, counts: Mapping[Place, int]) -> Iterator[Standings]:
        """Put together where deals of one stage have one fate: those that wait may go back to different stages."""
        lacking = self.deals.handle.ask(self._standing.lacking(self._recorded)) if self._recorded else {}
        numbers, lacks = Counter[tuple[int, Going]](), defaultdict[tuple[int, Going], Counter[str]](Counter)
        for place, count in counts.items():
            if place.stage >= 0:
                key = (place.stage, self._going(place))
                numbers[key] += count
                for demand, short in lacking.get(place, {}).items():
                    lacks[key][self._demands[demand].criterion] += short
        for (stage, going), count in sorted(numbers.items(), key=lambda one: (one[0][0], -one[1])):
            yield Standings(self.before.id, self._name(stage), going.fate, going.to, count, dict(lacks[stage, going]), going.why)

    def _going(self, place: Place) -> Going:
        name = self._name(place.stage)
        if place.stage < 0:
            return Going(PERSON, "", f"The process has no stage “{name}”.")
        going = self._goings[name]
        if place.back is None:
            return going
        back = self._name(place.back)
        return returning(going, back, self._goings.get(back) if place.back >= 0 else None)

    def _name(self, stage: int) -> str:
        return self._read.names.shown(self._read.process, stage)

    def _deal(self, one: OpenDeal) -> DealInFlight:
        going = self._going(one.place)
        lacks = () if going.fate == PERSON else tuple(self._demands[place].criterion for place in one.lacks)
        return DealInFlight(
            one.deal, self.before.id, self._name(one.place.stage), going.fate, going.to, lacks, max(one.lasted, 0) / DAY, _day(one.entered), one.owner, going.why,
            one.place.stage < 0, one.has_ended,
        )

    def _notes(self) -> Iterator[str]:
        """Yield what must be said of the data."""
        yield from filter(None, [unknown_names(self.deals)])
        yield from noticed(self.deals.found, OF_STAGES)
        tables = self.deals.found.tables
        if "deals" in tables and "outcome" in tables["deals"].columns and (ended := self.deals.handle.ask(self._standing.told_closed())):
            yield f"Of {ended:,} of the deals in flight the table of deals says how they ended: they stand in a stage, and the stage counts."
        yield from self._reopened()
        if self._foreign and (elsewhere := sum(self.deals.handle.ask(last_in(self._read.visit, self._foreign)).values())):
            yield f"{counted(elsewhere, 'deal')} in stages that only other processes of the library have {'is' if elsewhere == 1 else 'are'} left out."

    def _reopened(self) -> Iterator[str]:
        """Yield where deals ended, and an outcome is a stage now."""
        found = reopened(self.before, self.after)
        places = {place: name for place, name in enumerate(self._read.process.stages) if name in found}
        for place, ended in self.deals.handle.ask(last_in(self._read.visit, places)).items() if places else ():
            there = "that ended there is" if ended == 1 else "that ended there are"
            yield f"“{self.before.title_of(places[place])}” is no outcome any more: {counted(ended, 'deal')} {there} in flight again."


def _day(time: int) -> date | None:
    try:
        return (_ZERO + timedelta(microseconds=time)).date()
    except OverflowError:
        return None
