"""The run itself: questions asked, and what their answers say put together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from processengine.evidence.allowed import EVER, InForce, allowed
from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived, Handle
from processengine.evidence.replaying import outcomes, questions, said
from processengine.evidence.replaying.kinds import kind_of
from processengine.evidence.replaying.questions import ByDeals, Different, Fit, Times, Ways
from processengine.evidence.replaying.rows import Rows
from processengine.evidence.tables import DAY
from processengine.evidence.times import iso
from processengine.model.process import Process
from processengine.replay import Move, MoveKind, Replay, StageTimes

HANDED_OVER = "handed-over"
"""What is said beside the kinds of outcome of deals that went on in another process."""


@dataclass(frozen=True)
class Course:
    """What is run: a process with its former stages, the versions that judge, the source's names, and the visits.

    `warnings` are sentences to be said beside its own; `former` are the stages that only earlier versions have. `has_seq`
    tells a source that orders rows of one time, `has_outcomes` one whose deals have a table that says how they ended.
    """

    process: Process
    versions: Sequence[InForce]
    names: StageNames
    visit: Derived
    rows: Rows = field(default_factory=Rows)
    warnings: tuple[str, ...] = ()
    former: frozenset[str] = frozenset()
    has_seq: bool = False
    has_outcomes: bool = False


def replay(handle: Handle, course: Course) -> Replay:
    """Run the history that a handle holds through a process."""
    process, visit = course.process, course.visit
    moves = allowed(process, course.versions)
    found = handle.ask(questions.ways(visit, moves))
    longest = handle.ask(questions.longest(visit))
    trip = questions.trips(visit, moves, longest)
    way = questions.different(trip)
    fits, by_deals, times = handle.ask(questions.fits(trip)), handle.ask(questions.by_deals(process, visit, way)), handle.ask(questions.times(process, visit))
    answers = _Answers(course, found, fits, by_deals, times)
    done = answers.replay(handle.ask(questions.variants(process, way, longest)), handle.ask(questions.AS_OF))
    early = handle.ask(questions.before(visit, course.versions[0].since)) if course.versions[0].since > EVER[0] else 0
    told = handle.ask(outcomes.told(trip)) if course.has_outcomes else []
    return replace(done, warnings=tuple(_warnings(course, done, early, told)))


def _warnings(course: Course, done: Replay, before_first: int, told: list[outcomes.Told]) -> Iterator[str]:
    yield from course.warnings
    yield from said.about_versions(course.versions, before_first)
    yield from said.about_rows(course.rows, course.names)
    yield from said.about_unknown(done.unknown_visits)
    yield from said.about_ties(course.rows.ties, has_seq=course.has_seq)
    yield from said.about_visits(done)
    yield from outcomes.disagreements(course.process, course.names, told, has_others=course.rows.elsewhere > 0)


@dataclass(frozen=True)
class _Answers:
    """What the questions brought."""

    course: Course
    ways: list[Ways]
    fits: list[Fit]
    by_deals: Mapping[tuple[int, int | None], ByDeals]
    times: Mapping[int, Times]

    def replay(self, different: Different, as_of: int | None) -> Replay:
        moves, rows, ended = self.moves(), self.course.rows, self.outcomes()
        count = sum(move.count for move in moves)
        conforming = [one for one in self.fits if one.conforms]
        kinds = _kinds(moves)
        return Replay(
            process=self.course.process.id,
            deals=sum(one.deals for one in self.fits),
            events=rows.own,
            conforming_so_far=sum(one.deals for one in conforming),
            conforming_and_closed=sum(one.deals for one in conforming if self.is_closed(one)),
            fitness=sum(move.allowed_count for move in moves) / count if count else None,
            moves=moves,
            stages=self.stages(),
            unknown_stages=tuple(self.name(stage) for stage in rows.unknown),
            closed=sum(count for kind, count in ended.items() if kind not in (HANDED_OVER, "admin")),
            handed_over=ended.get(HANDED_OVER, 0),
            made_in_error=ended.get("admin", 0),
            outcomes=ended,
            variants=different.variants,
            ways=different.ways,
            left={self.name(stage): one.beside for (stage, next_), one in sorted(self.by_deals.items(), key=str) if next_ is None and one.beside},
            skips=kinds["skip"],
            returns=kinds["back"],
            reopenings=kinds["reopening"],
            echoes=rows.echoes,
            skipped_rows=rows.skipped,
            ties=rows.ties,
            zero_length=sum(one.zero_length for one in self.ways),
            began=self.began(),
            first=_iso(min((one.first for one in self.ways), default=None)),
            last=_iso(max((one.last for one in self.ways), default=None)),
            as_of=_iso(as_of),
            elsewhere_rows=rows.elsewhere,
            kinds=kinds,
            unknown_visits=self.unknown(),
            versions=tuple(one.version for one in self.course.versions),
        )

    def name(self, stage: int) -> str:
        return self.course.names.shown(self.course.process, stage)

    def is_outcome(self, stage: int) -> bool:
        return stage >= 0 and self.course.process.stages[self.name(stage)].outcome is not None

    def is_closed(self, fit: Fit) -> bool:
        return fit.handed_over or self.is_outcome(fit.last)

    def moves(self) -> tuple[Move, ...]:
        """Return the moves, the most frequent first, else in the order of the stages."""
        found = [
            Move(self.name(one.stage), self.name(one.next), one.visits, self.by_deals[one.stage, one.next].deals,
                 one.allowed == one.visits, kind_of(self.course.process, self.name(one.stage), self.name(one.next)), one.allowed,
                 self.by_deals[one.stage, one.next].beside)
            for one in sorted(self.ways, key=_place) if one.next is not None
        ]
        return tuple(found)

    def outcomes(self) -> dict[str, int]:
        """Return how many deals ended how: by the kinds of the outcomes, and those that went on in another process."""
        found = Counter[str]()
        for one in self.fits:
            kind = self.course.process.stages[self.name(one.last)].outcome if one.last >= 0 else None
            if kind is not None or one.handed_over:
                found[kind or HANDED_OVER] += one.deals
        return dict(sorted(found.items()))

    def began(self) -> dict[str, int]:
        found = Counter[str]()
        for one in self.ways:
            found[self.name(one.stage)] += one.began
        return {name: count for name, count in found.items() if count}

    def unknown(self) -> dict[str, int]:
        found = Counter[str]()
        for one in self.ways:
            if one.stage < 0:
                found[self.name(one.stage)] += one.visits
        return {self.name(stage): found[self.name(stage)] for stage in self.course.rows.unknown}

    def stages(self) -> tuple[StageTimes, ...]:
        """Return the process's stages in its order, and those that it has no more where deals were in them."""
        found = []
        for place, name in enumerate(self.course.process.stages):
            own = [one for one in self.ways if one.stage == place]
            visits = sum(one.visits for one in own)
            if name in self.course.former and not visits:
                continue
            left = 0 if self.is_outcome(place) else sum(one.visits - one.left for one in own if one.next is None)
            times = self.times.get(place, Times())
            found.append(StageTimes(
                name, visits, self.by_deals.get((place, None), ByDeals(0, 0)).deals, left, sum(one.zero_length for one in own), _days(times.median), _days(times.p90),
                name in self.course.former,
            ))
        return tuple(found)


def _place(way: Ways) -> tuple[int, ...]:
    """Return what moves are ordered by: the most frequent first, else the process's stages in its order before other names."""
    target = -1 if way.next is None else way.next
    return -way.visits, way.stage < 0, abs(way.stage), target < 0, abs(target)


def _kinds(moves: Iterable[Move]) -> Counter[MoveKind]:
    kinds = Counter[MoveKind]()
    for move in moves:
        kinds[move.kind] += move.count
    return kinds


def _days(duration: int | None) -> float | None:
    return None if duration is None else duration / DAY


def _iso(time: int | None) -> str | None:
    return None if time is None else iso(time)
