"""What `impact` tells: the processes that a change touches, with their deals in flight."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from processengine.evidence.heading import Heading
from processengine.model.base import words
from processengine.model.process import Process
from processengine.proposals.facts import InFlight


@dataclass(frozen=True)
class Touched:
    """A process that a change touches: as deals stand in it, as it is proposed (None where it goes), and its deals in flight.

    `moves` is where the proposals of the change send deals, `torn` says of which stages they say different things. `others` are
    the library's other processes afterwards, and `library` is the library's folder.
    """

    before: Process
    after: Process | None
    moves: Mapping[str, str]
    found: InFlight
    others: Mapping[str, Process] = field(default_factory=dict)
    torn: Mapping[str, str] = field(default_factory=dict)
    library: str = "."

    @property
    def title(self) -> str:
        """What the process is called."""
        return self.before.title or words(self.before.id)

    def title_before(self, stage: str) -> str:
        """Return what a stage is called before the change."""
        return self.before.title_of(stage)

    def target(self, stage: str) -> tuple[Process | None, str]:
        """Return the process that a stage is in after the change, None where it isn't known, and its id there; `process/stage` is in another."""
        other, slash, name = stage.rpartition("/")
        if not slash:
            return self.after, name
        return (self.after if self.after is not None and other == self.after.id else self.others.get(other)), name

    def title_after(self, stage: str) -> str:
        """Return what a stage is called after the change."""
        process, name = self.target(stage)
        return process.title_of(name) if process is not None else words(name)

    def fact(self, criterion: str) -> str:
        """Return the fact that a criterion asks for, given as `stage/criterion`, in the process's words."""
        stage, _, name = criterion.partition("/")
        if self.after is None:
            return words(name)
        own = self.after.stages[stage].exit_criteria if stage in self.after.stages else {}
        held = own.get(name) or self.after.exit_criteria.get(name)
        return (held.fact if held is not None else "") or words(name)


@dataclass(frozen=True)
class ImpactTold:
    """The deals in flight under a change; `before` and `after` are what its sides are called, `digest` is that of the data."""

    before: str
    after: str
    heading: Heading
    digest: str
    processes: tuple[Touched, ...]

    @property
    def deals(self) -> int:
        """How many deals are in flight."""
        return sum(one.found.deals for one in self.processes)

    @property
    def stay(self) -> int:
        """How many just stay."""
        return sum(one.found.total("stays") for one in self.processes)

    @property
    def move(self) -> int:
        """How many move as the proposal says."""
        return sum(one.found.total("moves") for one in self.processes)

    @property
    def need_a_person(self) -> int:
        """How many somebody has to look at, those in a stage that the process doesn't have among them."""
        return sum(one.found.need_a_person for one in self.processes)

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of the data."""
        return tuple(dict.fromkeys(note for one in self.processes for note in one.found.notes))
