"""In which order stages are read: the journey's, and by its phases."""

from processengine.draw.picture import Group
from processengine.model.journey import PHASES, Journey
from processengine.model.process import Phase, Process, Stage

PHASE_TITLES: dict[Phase, str] = {
    "change": "Change: agreeing to change",
    "choice": "Choice: solution and supplier",
    "excellence": "Excellence: the client's result",
}

_WAITING, _OUTCOMES = len(PHASES), len(PHASES) + 1


def reading_order(process: Process, journey: Journey | None) -> list[str]:
    """Return the ids of the stages as a reader meets them: by phase, then as listed; outcomes last, what waits before.

    A stage that mirrors no step stays behind the stage that it follows in the list. Without a journey all but the
    outcomes stand as listed.
    """
    places: dict[str, tuple[int, int]] = {}
    here = 0
    for place, (name, stage) in enumerate(process.stages.items()):
        phase = phase_of(stage, journey)
        if phase is not None:
            here = PHASES.index(phase)
        waits = stage.parked and journey is not None and phase is None
        places[name] = (_OUTCOMES if stage.outcome is not None else _WAITING if waits else here, place)
    return sorted(places, key=places.__getitem__)


def phase_of(stage: Stage, journey: Journey | None) -> Phase | None:
    """Return the phase of the first step that a stage mirrors; steps that are always on say less than others."""
    if journey is None or stage.outcome is not None:
        return None
    mirrored = [step for name, step in journey.steps.items() if name in stage.mirrors]
    telling = [step for step in mirrored if not step.always_on] or mirrored
    return min((step.phase for step in telling), key=PHASES.index, default=None)


def groups(process: Process, journey: Journey | None, order: list[str]) -> tuple[Group, ...]:
    """Return the stages of each phase that has any, in the journey's order; none without a journey."""
    phases = {name: phase_of(process.stages[name], journey) for name in order}
    found = (Group(phase, PHASE_TITLES[phase], tuple(name for name in order if phases[name] == phase)) for phase in PHASES)
    return tuple(group for group in found if group.boxes)
