"""A process as a source knows it: what its names mean, and which other processes its deals may be in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived
from processengine.evidence.visits import Elsewhere, visits
from processengine.model.process import Process


@dataclass(frozen=True)
class Other:
    """Another process of the library: `names` are what the source's names of stages mean to it, `labels` the source's names of it."""

    process: Process
    names: StageNames
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """The process whose measures are meant, with the source's names of its stages.

    `elsewhere` says which rows are of other processes; `others` are those of them that can be read, by id.
    """

    process: Process
    names: StageNames
    echo_minutes: int = 5
    elsewhere: Elsewhere | None = None
    others: Mapping[str, Other] = field(default_factory=dict)

    @property
    def visits(self) -> Derived:
        """The table `visit` of the process."""
        return visits(self.process, self.names, self.echo_minutes, self.elsewhere)

    def other(self, reached: str) -> str | None:
        """Return the other process that `reached: process/stage` speaks of; None where it is this one."""
        process, slash, _ = reached.partition("/")
        return process if slash and process != self.process.id else None
