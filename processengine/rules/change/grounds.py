"""What a measure stands on: the stages, criteria, plays and kits that it names, and what became of them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from processengine.model.measure import Event, Quantity
from processengine.model.process import Process, Stage, criteria_of

_KEYS = {"criterion": "exit_criteria", "play": "plays"}


class Ground(NamedTuple):
    """One element that a measure names: in which process, of what kind, in which stage (empty for a kit), and its own id."""

    process: str
    kind: str
    stage: str
    id: str = ""


class Gone(NamedTuple):
    """An element that isn't what it was: by a path of today's file, or where it stood, and what happened to it."""

    path: str
    what: str


def grounds(measure: Quantity, process: str) -> Iterator[Ground]:
    """Yield what a measure of a process names; outcomes are named by their kind, and looked after for themselves."""
    duration = () if measure.duration is None else (measure.duration.from_, measure.duration.to)
    ratio = () if measure.ratio is None else (measure.ratio.of, measure.ratio.per)
    for event in (measure.share, measure.count, *(measure.among or ()), *duration, *ratio):
        if event is not None:
            yield from _of(event, process)


def heir(process: Process, stage: str) -> str | None:
    """Return the stage of today that is what a stage was; None where none says so."""
    if stage in process.stages:
        return stage
    return next((name for name, one in process.stages.items() if stage in one.was), None)


def broken(ground: Ground, before: Process, now: Process) -> Gone | None:
    """Return what happened to something that a measure stands on, where that moves what it counts; None where it didn't."""
    if ground.kind == "kit":
        return Gone(f"kits.{ground.id}", f"the kit `{ground.id}` is gone") if ground.id in before.kits and ground.id not in now.kits else None
    if ground.stage not in before.stages:
        return None
    name = heir(now, ground.stage)
    if name is None:
        return Gone(f"stages.{ground.stage}", f"the stage `{ground.stage}` is gone")
    if ground.kind == "stage":
        return _captures(before, now, ground.stage, name)
    old, new = _parts(before, ground.stage, ground.kind), _parts(now, name, ground.kind)
    is_there = ground.id in new or any(ground.id in getattr(one, "was", ()) for one in new.values())
    return None if is_there or ground.id not in old else Gone(f"stages.{name}.{_KEYS[ground.kind]}.{ground.id}", f"the {ground.kind} `{ground.stage}/{ground.id}` is gone")


def broken_outcomes(before: Process, now: Process) -> Iterator[Gone]:
    """Yield what happened to outcomes: one that is gone, is of another kind under another name, or takes over what others were."""
    for old, stage in before.stages.items():
        if stage.outcome is None:
            continue
        name = heir(now, old)
        if name is None:
            yield Gone(f"stages.{old}", f"the outcome `{old}` is gone")
        elif now.stages[name].outcome != stage.outcome:
            yield Gone(f"stages.{name}.outcome", f"the outcome `{name}` is of another kind")
        elif (found := _captures(before, now, old, name)) is not None:
            yield found


def _captures(before: Process, now: Process, old: str, name: str) -> Gone | None:
    """Return what a stage takes over of others' history; of outcomes, others of its own kind are one with it anyway."""
    taken = [one for one in now.stages[name].was if one not in {old, name, *before.stages[old].was} and not _is_same_outcome(before.stages.get(one), now.stages[name])]
    return Gone(f"stages.{name}.was", f"the stage `{name}` takes over what was `{taken[0]}`") if taken else None


def _is_same_outcome(one: Stage | None, other: Stage) -> bool:
    return one is not None and one.outcome is not None and one.outcome == other.outcome


def _parts(process: Process, stage: str, kind: str) -> Mapping[str, object]:
    return criteria_of(process, stage) if kind == "criterion" else process.stages[stage].plays


def _of(event: Event, process: str) -> Iterator[Ground]:
    if event.reached is not None:
        other, slash, stage = event.reached.rpartition("/")
        yield Ground(other if slash else process, "stage", stage)
    elif event.kit is not None:
        yield Ground(process, "kit", "", event.kit)
    elif event.criterion is not None or event.play is not None:
        stage, _, name = (event.criterion or event.play or "").partition("/")
        yield Ground(process, event.kind, stage, name)
