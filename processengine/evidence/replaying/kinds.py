"""What a move is by the order of the stages."""

from processengine.graph import GOOD
from processengine.model.process import Process
from processengine.replay import MoveKind


def kind_of(process: Process, source: str, target: str) -> MoveKind:
    """Return what a move between two stages is, whether the process allows it or not.

    Out of an outcome it is a reopening. Out are outcomes that no process exists for, and parked stages. Whatever leaves a
    parked stage for another one goes on. Else the list of stages decides: back is further up, and on is further down; a
    skip passes over an open stage on its way down.
    """
    stages = process.stages
    if source not in stages or target not in stages:
        return "unknown"
    if stages[source].outcome is not None:
        return "reopening"
    outcome = stages[target].outcome
    if stages[target].parked or (outcome is not None and outcome not in GOOD):
        return "out"
    if stages[source].parked:
        return "on"
    order = list(stages)
    begin, end = order.index(source), order.index(target)
    if end < begin:
        return "on" if outcome is not None else "back"
    return "skip" if any(stages[name].is_open for name in order[begin + 1 : end]) else "on"
