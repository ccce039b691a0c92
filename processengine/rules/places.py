"""Where things stand in a process: every transition, criterion, play and event with its path."""

from collections.abc import Iterator
from typing import NamedTuple

from processengine.model.measure import Event, Measure
from processengine.model.process import Criterion, Play, Process, Transition
from processengine.rules.subject import Subject, shared
from processengine.syntax.nodes import Mapping


class Ways(NamedTuple):
    """One list of transitions: its path, the stage it stands in (None for the process's own), and what it holds.

    A continuation leads to processes rather than to stages.
    """

    path: str
    stage: str | None
    transitions: tuple[Transition, ...]
    is_continuation: bool = False


@shared
def transition_lists(subject: Subject) -> list[tuple[Transition, ...]]:
    """Return what `ways_of` does, without the places."""
    process = subject.process
    stages = process.stages.values()
    lists = [process.from_anywhere, *[stage.next for stage in stages], *[stage.from_anywhere for stage in stages]]
    return [transitions for transitions in lists if transitions]


def ways_of(process: Process) -> Iterator[Ways]:
    """Return the lists of transitions between stages, in no particular order; empty ones are left out."""
    if process.from_anywhere:
        yield Ways("from_anywhere", None, process.from_anywhere)
    for name, stage in process.stages.items():
        if stage.next:
            yield Ways(f"stages.{name}.next", name, stage.next)
        if stage.from_anywhere:
            yield Ways(f"stages.{name}.from_anywhere", name, stage.from_anywhere)


def continuations_of(process: Process) -> Iterator[Ways]:
    """Return the lists of processes in which outcomes continue."""
    for name, stage in process.stages.items():
        if stage.continues_in:
            yield Ways(f"stages.{name}.continues_in", name, stage.continues_in, is_continuation=True)


def criteria_in(process: Process) -> Iterator[tuple[str, Criterion]]:
    """Return every exit criterion with its path."""
    for name, criterion in process.exit_criteria.items():
        yield f"exit_criteria.{name}", criterion
    for stage, content in process.stages.items():
        if content.exit_criteria:
            for name, criterion in content.exit_criteria.items():
                yield f"stages.{stage}.exit_criteria.{name}", criterion


def plays_in(process: Process) -> Iterator[tuple[str, Play]]:
    """Return every play with its path."""
    for stage, content in process.stages.items():
        if content.plays:
            for name, play in content.plays.items():
                yield f"stages.{stage}.plays.{name}", play


def events_in(subject: Subject) -> Iterator[tuple[str, Event]]:
    """Return every event of the process's measures with its path; events of a list are named by their place."""
    for name, measure in subject.process.measures.items():
        path = f"measures.{name}"
        yield from ((f"{path}.{part}", event) for part, event in _single_events(measure))
        if measure.among is not None:
            entry = subject.document.at(f"{path}.among")
            is_one = entry is None or isinstance(entry.value, Mapping)
            for place, event in enumerate(measure.among):
                yield f"{path}.among" if is_one else f"{path}.among.{place}", event


@shared
def events(subject: Subject) -> list[Event]:
    """Return every event of the process's measures; finding their paths takes longer."""
    measures = subject.process.measures.values()
    single = [event for measure in measures for _, event in _single_events(measure)]
    return single + [event for measure in measures for event in measure.among or ()]


def _single_events(measure: Measure) -> Iterator[tuple[str, Event]]:
    """Return the events of a measure that don't stand in a list, with their path in it."""
    if measure.share is not None:
        yield "share", measure.share
    if measure.count is not None:
        yield "count", measure.count
    if measure.duration is not None:
        yield from (("duration.from", measure.duration.from_), ("duration.to", measure.duration.to))
    if measure.ratio is not None:
        yield from (("ratio.of", measure.ratio.of), ("ratio.per", measure.ratio.per))
