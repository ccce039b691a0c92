"""The events of measures, looked up in the process and its library."""

from collections.abc import Iterator
from functools import cached_property

from processengine.diagnostic import Finding
from processengine.model.measure import Event
from processengine.model.process import Process, criteria_of
from processengine.rules.lacking import criteria_told, stages_told
from processengine.rules.names import Names, known_here, unknown
from processengine.rules.subject import Subject


class Events:
    """What the events of one process's measures may name."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.process = subject.process
        self.around = subject.around

    def look_up(self, path: str, event: Event) -> Iterator[Finding]:
        """Report an event that names a stage, a criterion or a play which isn't there."""
        if event.reached is not None:
            yield from self._reached(f"{path}.reached", event.reached)
        elif event.criterion is not None:
            stage, _, name = event.criterion.partition("/")
            is_known = stage in self.process.stages and name in criteria_of(self.process, stage)
            if not is_known and stage not in criteria_told(self.subject):
                yield _no_part(self._criteria, event.criterion, f"{path}.criterion", "criterion")
        elif event.play is not None:
            stage, _, name = event.play.partition("/")
            is_known = stage in self.process.stages and name in self.process.stages[stage].plays
            if not is_known and stage not in stages_told(self.subject, ("plays",)):
                yield _no_part(self._plays, event.play, f"{path}.play", "play")

    def _reached(self, path: str, reached: str) -> Iterator[Finding]:
        name, slash, stage = reached.partition("/")
        if not slash:
            if reached not in self.process.stages:
                advice = known_here(self.process.stages) or "Name a stage that is there."
                message = f"`{reached}` is no stage of this process."
                yield unknown(self.subject.stage_names, reached, message, path, advice, "value")
        elif self._is_missing(name):
            names = Names(f"{one}/{stage}" for one in self.around.processes)
            advice = known_here(self.around.processes) or "Add the process to the library."
            yield unknown(names, reached, f"The library has no process `{name}`.", path, advice, "value")
        elif (process := self._process(name)) is not None and stage not in process.stages:
            names = Names(f"{name}/{one}" for one in process.stages)
            advice = known_here(names.known) or f"Look up the stages of `{name}`."
            yield unknown(names, reached, f"The process `{name}` has no stage `{stage}`.", path, advice, "value")

    def _process(self, name: str) -> Process | None:
        if name == self.process.id:
            return self.process
        return None if self.around.library is None else self.around.processes.get(name)

    def _is_missing(self, name: str) -> bool:
        """Tell whether there is a library, and no file in it holds the process."""
        if name == self.process.id or self.around.library is None or name in self.around.processes:
            return False
        return not self.around.files_of("process", name)

    @cached_property
    def _criteria(self) -> list[str]:
        return [f"{stage}/{name}" for stage in self.process.stages for name in criteria_of(self.process, stage)]

    @cached_property
    def _plays(self) -> list[str]:
        return [f"{name}/{play}" for name, stage in self.process.stages.items() for play in stage.plays]


def _no_part(known: list[str], name: str, path: str, what: str) -> Finding:
    """Say that `stage/id` isn't there; an id alone is taken for the one place that has it."""
    places = [one for one in known if one.endswith(f"/{name}")]
    names = Names(known, {name: places[0]} if len(places) == 1 else None)
    advice = f"A {what} is named `stage/{what}`."
    return unknown(names, name, f"There is no {what} `{name}`.", path, advice, "value")
