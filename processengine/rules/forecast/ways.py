"""Which pair of stages a forecast rule compares: a stage and the best that one way on can lead to."""

from typing import NamedTuple

from processengine.graph import Graph
from processengine.model.process import Stage
from processengine.rules.subject import Subject, shared

_CERTAIN = 100.0
_OUT_OF_THE_QUESTION = 0.0


class Comparison(NamedTuple):
    """A stage, the stage that its best way on leads to, and their probabilities in percent.

    `is_only` tells that there is no other way on to compare with.
    """

    source: str
    target: str
    before: float
    after: float
    is_only: bool


@shared
def not_rising(subject: Subject) -> list[Comparison]:
    """Compare each open stage with the best of its ways on, and return those whose probability doesn't rise there.

    A stage's probability is the mean over the ways that deals take from there, so one of several ways may be worse
    than the stage itself and none may be compared with another; but all of them can't be worse. Where an alternative
    gives no probability nothing can be said.
    """
    graph = subject.mended
    compared = (_compared(graph, name) for name, stage in graph.open_stages.items() if not _rises(graph, name, stage))
    return [pair for pair in compared if pair is not None and pair.after <= pair.before]


def _rises(graph: Graph, name: str, stage: Stage) -> bool:
    """Tell whether some own way on leads to a higher probability, or there is none to compare with."""
    before = stage.probability
    if before is None:
        return True
    for target in graph.own[name]:
        chance = probability_of(graph.stages[target])
        if chance is not None and chance > before and graph.is_on(name, target):
            return True
    return False


def _compared(graph: Graph, name: str) -> Comparison | None:
    """Compare a stage with the best of its ways on; None where nothing can be said."""
    before = graph.stages[name].probability
    targets = [target for target in graph.on[name] if _counts(graph.stages[target])]
    chances = [probability_of(graph.stages[target]) for target in targets]
    known = [chance for chance in chances if chance is not None]
    if before is None or is_out_of_place(graph.stages[name]) or not known or len(known) < len(targets):
        return None
    after = max(known)
    target = targets[chances.index(after)]
    if is_out_of_place(graph.stages[target]):
        return None
    return Comparison(name, target, before, after, len(targets) == 1)


def probability_of(stage: Stage) -> float | None:
    """Return a stage's probability in percent: what it gives, and 100 for won."""
    if stage.probability is None and stage.outcome == "won":
        return _CERTAIN
    return stage.probability


def is_out_of_place(stage: Stage) -> bool:
    """Tell whether a stage gives a probability that its kind can't have."""
    given = stage.probability
    if given is None or stage.parked or (stage.outcome is None and is_left_out(stage)):
        return False
    if stage.outcome is None:
        return given in (_OUT_OF_THE_QUESTION, _CERTAIN)
    return (stage.outcome == "won" and given != _CERTAIN) or (stage.outcome == "lost" and given != _OUT_OF_THE_QUESTION)


def is_left_out(stage: Stage) -> bool:
    """Tell whether a stage stands outside the forecast: it is omitted, and counts for nothing."""
    return stage.forecast == "omitted" and not stage.probability


def percent(value: float) -> str:
    """Return a probability as it is said: `20 %`."""
    return f"{value:g} %"


def _counts(stage: Stage) -> bool:
    """Tell whether a stage that a way on leads to takes part: outcomes but won only where they give a probability."""
    if stage.outcome is None:
        return not is_left_out(stage)
    return stage.outcome == "won" or stage.probability is not None
