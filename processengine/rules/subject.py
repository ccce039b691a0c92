"""What a rule may look at."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from processengine.diagnostic import Finding, Problem
from processengine.graph import Graph
from processengine.model.process import Process
from processengine.rules.names import Names
from processengine.syntax.document import Document, Kind

if TYPE_CHECKING:
    from processengine.model.base import Model
    from processengine.model.journey import Journey
    from processengine.model.library import Library
    from processengine.model.process import Criterion, Play
    from processengine.model.proposal import Proposal
    from processengine.replay import Recorded
    from processengine.rules.base import Base
    from processengine.rules.mirrors import Mirrors

T = TypeVar("T")


class Surroundings(Protocol):
    """What stands around a document in its library; read when a rule asks, so that one file's check stays fast."""

    @property
    def library(self) -> "Library | None":
        """The library's settings; None where there is no library."""

    @property
    def processes(self) -> Mapping[str, Process]:
        """The library's processes by id, as far as they can be read."""

    @property
    def journeys(self) -> "Mapping[str, Journey]":
        """The library's own journeys by id; the shipped one is not among them."""

    def has_file(self, path: str) -> bool:
        """Tell whether the library holds a file at a path below its folder."""

    def has_folder(self, path: str) -> bool:
        """Tell whether the library holds a folder at a path below its own."""

    def files_of(self, kind: Kind, name: str) -> list[str]:
        """Return the files that hold a document of this kind and id, in the order of their names."""


@dataclass(frozen=True)
class Alone:
    """The surroundings of a document without a library."""

    library: "Library | None" = None
    processes: Mapping[str, Process] = field(default_factory=dict)
    journeys: "Mapping[str, Journey]" = field(default_factory=dict)

    def has_file(self, path: str) -> bool:
        """Say yes: without a library no file is looked for."""
        del path
        return True

    def has_folder(self, path: str) -> bool:
        """Say yes: without a library no folder is looked for."""
        del path
        return True

    def files_of(self, kind: Kind, name: str) -> list[str]:
        """Say that no file is known."""
        del kind, name
        return []


@dataclass(frozen=True)
class Subject:
    """One document under examination, with everything that a rule may ask.

    `file` is its name as diagnostics give it; `problems` is what the reader of the text found; `wide_awake` says that
    no topic rests (`--set all`). `base` is what a change is held against, None where only the files as they are count;
    `recorded` is what the deals say of the document, None where nobody asked them.
    What many rules look at is gathered once; see also `shared`.
    """

    document: Document
    value: "Model"
    today: date
    file: str = ""
    around: Surroundings = field(default_factory=Alone)
    problems: tuple[Problem, ...] = ()
    wide_awake: bool = False
    base: "Base | None" = None
    recorded: "Recorded | None" = None
    answers: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def process(self) -> Process:
        """The document as a process; only rules about processes ask."""
        assert isinstance(self.value, Process)
        return self.value

    @property
    def journey_itself(self) -> "Journey":
        """The document as a journey; only rules about journeys ask."""
        from processengine.model.journey import Journey

        assert isinstance(self.value, Journey)
        return self.value

    @property
    def proposal(self) -> "Proposal":
        """The document as a proposal; only rules about proposals ask."""
        from processengine.model.proposal import Proposal

        assert isinstance(self.value, Proposal)
        return self.value

    @cached_property
    def graph(self) -> Graph:
        """The process's graph."""
        return Graph(self.process)

    @cached_property
    def criteria(self) -> "list[Criterion]":
        """All exit criteria of the process: its own, then those of its stages."""
        found = list(self.process.exit_criteria.values())
        for stage in self.process.stages.values():
            found += stage.exit_criteria.values()
        return found

    @cached_property
    def plays(self) -> "list[Play]":
        """All plays of the process."""
        return [play for stage in self.process.stages.values() for play in stage.plays.values()]

    @cached_property
    def stage_names(self) -> Names:
        """The stages' names, with what they were called earlier."""
        stages = self.process.stages
        return Names(stages, {old: name for name, stage in stages.items() for old in stage.was if old not in stages})

    @cached_property
    def mended(self) -> Graph:
        """The graph as the author meant it, so that what only a typo broke is not told as well."""
        if not self.problems and self.graph.start is not None and all("/" in target for target in self.graph.elsewhere):
            return self.graph
        from processengine.rules.mending import mended

        process = mended(self.process, self.document, self.problems, self.stage_names)
        return self.graph if process is self.process else Graph(process)

    @cached_property
    def journey(self) -> "Journey | None":
        """The journey that the process mirrors: its own, else the shipped one where the name or the set calls for it."""
        from processengine.syntax.shipped import shipped_journey

        name = self.process.journey
        if name is None:
            return shipped_journey() if self.wide_awake else None
        own = self.around.journeys.get(name)
        if own is not None:
            return own
        shipped = shipped_journey()
        return shipped if shipped.id == name else None

    @cached_property
    def mirrors(self) -> "Mirrors | None":
        """What the stages mirror of the journey; None where the journey is not known."""
        from processengine.rules.mirrors import Mirrors
        from processengine.rules.told import stages_told_in

        return None if self.journey is None else Mirrors(self.mended, self.journey, stages_told_in(self.faulty, ("mirrors",)))

    @cached_property
    def faulty(self) -> AbstractSet[str]:
        """The paths of which the reader of the text has said something already."""
        return {problem.finding.path for problem in self.problems}

    def reported(self, rule: str) -> Iterator[Finding]:
        """Return what the reader of the text found for a rule."""
        return (problem.finding for problem in self.problems if problem.rule == rule)


def shared(find: Callable[[Subject], T]) -> Callable[[Subject], T]:
    """Make a question about a subject one that is worked out once, however many rules ask it."""

    @wraps(find)
    def answer(subject: Subject) -> T:
        answers = subject.answers
        if find not in answers:
            answers[find] = find(subject)
        found: T = answers[find]
        return found

    return answer
