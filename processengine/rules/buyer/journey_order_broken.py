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

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.mirrors import Mirrors
from processengine.rules.subject import Subject

Passing = dict[str, list[str]]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each way on that leads the buyer back."""
    mirrors = subject.mirrors
    if mirrors is None:
        return
    title = mirrors.graph.process.title_of
    for source, target in _broken(mirrors):
        yield Finding(
            f'From "{title(source)}" a deal goes on to "{title(target)}", whose steps come earlier in the buyer\'s journey.',
            f"stages.{source}.next.{target}",
            help="Move the earlier stage up the list, so that this is a way back; or say in `when` in which case it is taken.",
        )


def _broken(mirrors: Mirrors) -> Iterator[tuple[str, str]]:
    """Yield the ends of each way on without a condition that breaks the order."""
    graph, is_before = mirrors.graph, mirrors.reference.is_before
    passing = _passing(mirrors)
    for name, left in passing.items():
        unconditional = [way.to for way in graph.stages[name].next if not way.when and way.to in passing]
        earlier = [target for target in unconditional if is_before(passing[target][0], left[0])]
        for way in graph.own_ways(name) if earlier else ():
            entered = passing[way.target] if way.target in earlier and not way.when and graph.goes_on(way) else []
            if entered and all(is_before(one, other) for one in entered for other in left):
                yield way.source, way.target


def _passing(mirrors: Mirrors) -> Passing:
    """Return for each stage the steps that it mirrors and a buyer leaves behind; stages without any are left out."""
    passing = mirrors.reference.passing
    found = {name: [step for step in steps if step in passing] for name, steps in mirrors.steps.items()}
    return {name: steps for name, steps in found.items() if steps}
