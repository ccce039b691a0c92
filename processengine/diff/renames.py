"""Renames, those that the files state with `was` and those that were guessed; an old revision in the new one's ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from processengine.diff.atom import Content
from processengine.model.base import Model
from processengine.model.journey import Journey, Step
from processengine.model.measure import Event
from processengine.model.process import Process, Stage, Transition

M = TypeVar("M", bound=Model)

Ids = Mapping[str, str]


@dataclass(frozen=True)
class Renames:
    """Old ids and the new ones that stand for them.

    `stages` and `steps` have a map for each document that has any, by the document's old id. `guesses` tells which of
    all these nobody stated, and how sure each is (0 to 1), by the document's new id and the element's new path.
    """

    processes: Ids = field(default_factory=dict)
    stages: Mapping[str, Ids] = field(default_factory=dict)
    steps: Mapping[str, Ids] = field(default_factory=dict)
    guesses: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was renamed."""
        return bool(self.processes or self.stages or self.steps)

    def inverted(self) -> "Renames":
        """Return the way back: new ids and the old ones that they stand for."""
        stages = {self.processes.get(process, process): _swapped(ids) for process, ids in self.stages.items()}
        return Renames(_swapped(self.processes), stages, {journey: _swapped(ids) for journey, ids in self.steps.items()})


def _swapped(ids: Ids) -> dict[str, str]:
    return {new: old for old, new in ids.items()}


def renamed(old: Iterable[str], new: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return which old id each renamed element had, as old to new.

    `new` holds each new id's `was`. An entry counts only where the old side has that id and the new side has not;
    the latest counts first, and no old id stands for two elements.
    """
    gone = {name for name in old if name not in new}
    there = set(old)
    found: dict[str, str] = {}
    for name, was in new.items():
        if name not in there:
            earlier = next((one for one in reversed(was) if one in gone and one not in found), None)
            if earlier is not None:
                found[earlier] = name
    return found


def renames_in(pairs: Iterable[tuple[Content, Content]]) -> Renames:
    """Return what was renamed between pairs of one document's revisions."""
    processes: dict[str, str] = {}
    stages: dict[str, Ids] = {}
    steps: dict[str, Ids] = {}
    for old, new in pairs:
        if isinstance(old, Process) and isinstance(new, Process):
            if old.id != new.id:
                processes[old.id] = new.id
            stages[old.id] = renamed(old.stages, {name: stage.was for name, stage in new.stages.items()})
        else:
            assert isinstance(old, Journey)
            assert isinstance(new, Journey)
            steps[old.id] = renamed(old.steps, {name: step.was for name, step in new.steps.items()})
    return Renames(processes, _without_empty(stages), _without_empty(steps))


def _without_empty(found: Mapping[str, Ids]) -> dict[str, Ids]:
    return {document: ids for document, ids in found.items() if ids}


def in_new_ids(content: Content, renames: Renames) -> Content:
    """Return an old document as it would read with the new ids, everything else untouched."""
    if not renames:
        return content
    return Speaker(content.id, renames).process(content) if isinstance(content, Process) else _journey(content, renames)


def _journey(journey: Journey, renames: Renames) -> Journey:
    ids = renames.steps.get(journey.id, {})
    steps: dict[str, Step] = {
        ids.get(name, name): step.model_copy(update={"after": tuple(ids.get(one, one) for one in step.after)})
        for name, step in journey.steps.items()
    }
    return journey.model_copy(update={"steps": steps})


class Speaker:
    """Speaks one process in other ids; `process` is the id that `renames` knows it by."""

    def __init__(self, process: str, renames: Renames) -> None:
        self.stages = renames.stages.get(process, {})
        self.renames = renames
        self.steps: Ids = {}

    def process(self, process: Process) -> Process:
        """Return the process in the other ids."""
        self.steps = self.renames.steps.get(process.journey or "", {})
        return process.model_copy(update={
            "start": None if process.start is None else self.stage_id(process.start),
            "from_anywhere": self._transitions(process.from_anywhere, self.target),
            "stages": {self.stage_id(name): self._stage(stage) for name, stage in process.stages.items()},
            "measures": {name: self._within(measure) for name, measure in process.measures.items()},
        })

    def _stage(self, stage: Stage) -> Stage:
        """Return a stage in the other ids; the same one where it says nothing else, as most do."""
        own = stage.from_anywhere
        spoken = {
            "mirrors": tuple(self.steps.get(name, name) for name in stage.mirrors) if self.steps else stage.mirrors,
            "next": self._transitions(stage.next, self.target),
            "from_anywhere": None if own is None else self._transitions(own, self.target),
            "continues_in": self._transitions(stage.continues_in, self.process_target),
        }
        changed = {name: value for name, value in spoken.items() if value is not getattr(stage, name)}
        return stage.model_copy(update=changed) if changed else stage

    def _transitions(self, transitions: tuple[Transition, ...], speak: Callable[[str], str]) -> tuple[Transition, ...]:
        if all(speak(one.to) == one.to for one in transitions):
            return transitions
        return tuple(one.model_copy(update={"to": speak(one.to)}) for one in transitions)

    def stage_id(self, name: str) -> str:
        """Return a stage's other id."""
        return self.stages.get(name, name)

    def target(self, target: str) -> str:
        """Return a target in the other ids: a stage of this process, or `process/stage`."""
        process, slash, stage = target.partition("/")
        if not slash:
            return self.stage_id(target)
        return f"{self._process_id(process)}/{self.renames.stages.get(process, {}).get(stage, stage)}"

    def process_target(self, target: str) -> str:
        """Return a target in the other ids: a process, or `process/stage`."""
        return self.target(target) if "/" in target else self._process_id(target)

    def _process_id(self, name: str) -> str:
        return self.renames.processes.get(name, name)

    def _inside(self, target: str) -> str:
        stage, slash, name = target.partition("/")
        return f"{self.stage_id(stage)}{slash}{name}"

    def _within(self, model: M) -> M:
        """Return a measure or a part of one, each event in it spoken in the other ids."""
        if isinstance(model, Event):
            return model.model_copy(update={
                "reached": None if model.reached is None else self.target(model.reached),
                "criterion": None if model.criterion is None else self._inside(model.criterion),
                "play": None if model.play is None else self._inside(model.play),
            })
        return model.model_copy(update={name: self._value(value) for name, value in model})

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._value(one) for one in value)
        return self._within(value) if isinstance(value, Model) else value
