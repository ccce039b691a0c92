"""The exit criteria that hold now, for deals that are in their stage already too (`applies: now`), and the facts that show them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from processengine.evidence.in_flight.fates import Going
from processengine.model.process import Criterion, Process, criteria_of


class Demand(NamedTuple):
    """A criterion that deals in a stage must meet now: `stage` as before the change, `criterion` as `stage/id` of after it.

    `facts` are the ids that a source may know its fact by.
    """

    stage: str
    criterion: str
    facts: tuple[str, ...]


def demands(before: Process, after: Process | None, found: Mapping[str, Going]) -> tuple[Demand, ...]:
    """Return what holds now for the deals of each stage, in the stage that they are in after the change.

    Deals keep the criteria under which they entered their stage, unless one says `applies: now`. One that isn't required, or that
    holds on a condition in words, is never counted as lacking. Of another process nothing is told.
    """
    return tuple(one for name, going in found.items() for one in _of_stage(before, after, name, going.to))


def _of_stage(before: Process, after: Process | None, name: str, to: str) -> Iterator[Demand]:
    if after is None or to not in after.stages:
        return
    for criterion, content in criteria_of(after, to).items():
        if _holds_now(content):
            stages = dict.fromkeys((to, *after.stages[to].was, name, *before.stages[name].was))
            whole = () if criterion in after.stages[to].exit_criteria else (criterion,)
            yield Demand(name, f"{to}/{criterion}", (*(f"{stage}/{criterion}" for stage in stages), *whole))


def _holds_now(criterion: Criterion) -> bool:
    return criterion.applies == "now" and criterion.required and not criterion.when
