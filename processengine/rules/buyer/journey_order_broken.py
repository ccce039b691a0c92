"""A deal goes on to a stage whose steps the buyer has behind them.

What it reports
A transition on, without `when`, from a stage to one whose steps of the journey all come before those of the stage
that is left. One step comes before another if its phase is the earlier one or if the other names it in `after`.

Why it matters
The order of stages says what is progress. Where it contradicts the buyer's order the process calls a step back
progress: probabilities rise, ages start anew, and nobody sees that the buyer had to begin again. Buyers do go back,
often, and a process should let them; it only has to call it back. That buying jobs are revisited, and that some
run all along, is what research on buying in groups reports.

Bad
    process: new-business
    journey: buying-decision
    stages:
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [team-assembled]
      team-assembled:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration, consensus]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration, consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next:
          - won
          - to: team-assembled
            when: Someone joins who was not heard
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Steps that are `always_on` are put aside, and stages that mirror only such steps are left out. Ways back are free, and
so is a way with a `when`.
"""

from collections.abc import Callable, Iterator
from functools import cache

from processengine.diagnostic import Finding
from processengine.graph import Way
from processengine.model.journey import PHASES, Journey
from processengine.rules.mirrors import Mirrors
from processengine.rules.subject import Subject

IsBefore = Callable[[str, str], bool]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each way on that leads the buyer back."""
    mirrors = subject.mirrors
    if mirrors is None:
        return
    graph, is_before = mirrors.graph, _order(mirrors.journey)
    passing = {
        name: [step for step in steps if not mirrors.journey.steps[step].always_on]
        for name, steps in mirrors.steps.items()
    }
    for way in _ways_on(mirrors):
        left, entered = passing[way.source], passing[way.target]
        if left and entered and all(is_before(one, other) for one in entered for other in left):
            title = graph.process.title_of
            yield Finding(
                f'From "{title(way.source)}" a deal goes on to "{title(way.target)}", whose steps come earlier in the buyer\'s journey.',
                f"stages.{way.source}.next.{way.target}",
                help="Move the earlier stage up the list, so that this is a way back; or say in `when` in which case it is taken.",
            )


def _ways_on(mirrors: Mirrors) -> Iterator[Way]:
    graph = mirrors.graph
    for name, steps in mirrors.steps.items():
        if steps:
            for way in graph.own_ways(name):
                if not way.is_external and not way.when and graph.goes_on(way):
                    yield way


def _order(journey: Journey) -> IsBefore:
    """Return whether one step comes before another; two steps of a phase that no `after` orders come in any order."""
    steps = journey.steps

    @cache
    def earlier(name: str) -> frozenset[str]:
        """Return the steps that `after` puts before one, directly or through others."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            for step in steps[waiting.pop()].after:
                if step in steps and step not in found:
                    found[step] = None
                    waiting.append(step)
        return frozenset(found)

    def phase(name: str) -> int:
        return PHASES.index(steps[name].phase)

    def is_before(one: str, other: str) -> bool:
        if one in earlier(other):
            return other not in earlier(one)
        return phase(one) < phase(other) and other not in earlier(one)

    return is_before
