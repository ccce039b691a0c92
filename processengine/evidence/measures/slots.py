"""The events that a quantity speaks of, each with a number of its own, and the table of when they happened to which deal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from processengine.evidence.measures.base import ACT, elsewhere, joined, run
from processengine.evidence.measures.known import Known
from processengine.evidence.question import Derived, Given, Row, Value
from processengine.evidence.sql import text
from processengine.model.measure import Event
from processengine.model.process import Process

EVENT: Final = 0
"""The share's event, a duration's end, what a ratio counts."""
WHERE: Final = -1
"""The event that tells the deals of one side of a comparison."""
AMONG: Final = 1
"""The first of the cohort's events; the others follow. A ratio's events of which there is so much for each."""

_SLOT: Final = ("slot", "INTEGER")
_NOTHING: Final = Given("happening", (_SLOT, ("deal", "VARCHAR"), ("happened", "BIGINT")), ())
_FLAGS: Final[Mapping[str, tuple[int | None, int | None]]] = {"target": (1, None), "existing": (None, 0), "new": (None, 1)}


@dataclass(frozen=True)
class Slots:
    """Events by their numbers."""

    known: Known
    events: Mapping[int, Event]

    @property
    def happening(self) -> Derived | Given:
        """The table `happening` (slot, deal, happened): each time that an event happened to a deal."""
        parts = tuple(self._parts())
        sql = "\nUNION ALL\n".join(text(name) for name, _ in parts)
        return Derived("happening", sql, over=tuple(table for _, over in parts for table in over)) if parts else _NOTHING

    @property
    def done_by_reps(self) -> Given:
        """The table `wanted_activity`: which activities are meant; a flag is 0, 1, or NULL where it doesn't matter."""
        columns = (_SLOT, ("kind", "VARCHAR"), ("is_target", "INTEGER"), ("is_new", "INTEGER"), ("with_decision_maker", "INTEGER"))
        return Given("wanted_activity", columns, tuple(_activity(slot, event) for slot, event in self._of("activity")))

    @property
    def facts(self) -> Given:
        """The table `wanted_fact`: which facts are meant, under all the names that they may have."""
        rows = [(slot, event.kind, name) for slot, event in self.events.items() if event.kind in ("criterion", "play", "kit")
                for name in sorted(_names_of(event, self.known.process))]
        return Given("wanted_fact", (_SLOT, ("kind", "VARCHAR"), ("id", "VARCHAR")), tuple(rows))

    @property
    def processes(self) -> tuple[str, ...]:
        """The other processes that the events speak of."""
        found = (self.known.other(event.reached or "") for _, event in self._of("reached"))
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def _parts(self) -> Iterator[tuple[str, tuple[Given | Derived, ...]]]:
        known = self.known
        own = [(slot, event.reached or "") for slot, event in self._of("reached") if known.other(event.reached or "") is None]
        if own:
            yield "measures/reached", (known.visits, _stages(known.process, own))
        if self.processes:
            theirs = [(slot, event.reached or "") for slot, event in self._of("reached") if known.other(event.reached or "") is not None]
            yield "measures/reached_elsewhere", (elsewhere(known), joined(known), _stages_elsewhere(known, theirs))
        outcomes = tuple((slot, event.outcome) for slot, event in self._of("outcome"))
        if outcomes:
            yield "measures/outcome", (run(known), Given("wanted_outcome", (_SLOT, ("kind", "VARCHAR")), outcomes))
        if self.facts.rows:
            yield "measures/fact", (self.facts,)
        if self.done_by_reps.rows:
            yield "measures/activity", (ACT, self.done_by_reps)

    def _of(self, kind: str) -> list[tuple[int, Event]]:
        return [(slot, event) for slot, event in self.events.items() if event.kind == kind]


def _activity(slot: int, event: Event) -> Row:
    target, new = _FLAGS.get(event.account or "", (None, None))
    maker: Value = None if event.with_decision_maker is None else int(event.with_decision_maker)
    return slot, event.activity, target, new, maker


def _stages(process: Process, reached: list[tuple[int, str]]) -> Given:
    places = {name: place for place, name in enumerate(process.stages)}
    rows = ((slot, places.get(name.rpartition("/")[2])) for slot, name in reached)
    return Given("wanted_stage", (_SLOT, ("stage", "INTEGER")), tuple((slot, place) for slot, place in rows if place is not None))


def _stages_elsewhere(known: Known, reached: list[tuple[int, str]]) -> Given:
    places = {f"{name}/{stage}": (name, place) for name, other in known.others.items() for place, stage in enumerate(other.process.stages)}
    rows = tuple((slot, *places[name]) for slot, name in reached if name in places)
    return Given("wanted_elsewhere", (_SLOT, ("process", "VARCHAR"), ("stage", "INTEGER")), rows)


def _names_of(event: Event, process: Process) -> set[str]:
    """Return the ids that facts about an event may have: `stage/id`, under the stage's earlier ids too, and the bare id where it is the only one."""
    if event.kit is not None:
        return {event.kit, *(f"{stage}/{event.kit}" for name, one in process.stages.items() for stage in (name, *one.was))}
    stage, _, name = (event.criterion or event.play or "").rpartition("/")
    earlier = process.stages[stage].was if stage in process.stages else ()
    names = {f"{one}/{name}" for one in (stage, *earlier)}
    return names | {name} if _holders(event, process, name) <= 1 else names


def _holders(event: Event, process: Process, name: str) -> int:
    """Return how many elements of a process have an id."""
    if event.criterion is not None:
        return (name in process.exit_criteria) + sum(name in stage.exit_criteria for stage in process.stages.values())
    return sum(name in stage.plays for stage in process.stages.values())
