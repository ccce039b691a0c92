"""A play argues for a solution before the buyer has agreed to change.

What it reports
A play that `serves: choice` in a stage that comes before buy-in on every path: none from the start reaches it with a
stage, at or before it, that mirrors buy-in.

Why it matters
Before it has agreed to change a buyer has no use for reasons to choose us: they can't be weighed yet, and they make
everybody who fears the change dig in. The seller is a neutral navigator first. What serves the change, the champion
or the client is welcome at any time. The distinction comes from Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration]
        plays:
          show: {do: Show how we do it better than others, serves: choice}
        next: [change-agreed]
      change-agreed:
        mirrors: [consensus]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      team-assembled:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration]
        plays:
          ask: {do: Ask whose evenings would change, serves: change}
        next: [change-agreed]
      change-agreed:
        mirrors: [consensus]
        plays:
          show: {do: Show how we do it better than others, serves: choice}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Where one path to the stage passes buy-in first, the play may be meant for the deals that took it. A way back from
buy-in to the stage is no such path: each deal that takes it has been in the stage before. Where the journey has no step
that `means: buy-in` the rule rests. Plays that don't say whom they serve are let pass.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.graph import Graph
from processengine.rules.mirrors import Mirrors
from processengine.rules.paths import explored, walk_to
from processengine.rules.subject import Subject
from processengine.walk import distances


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each play that persuades too early."""
    mirrors = subject.mirrors
    agreed = None if mirrors is None else mirrors.stages_meaning("buy-in")
    if mirrors is None or agreed is None:
        return
    graph = mirrors.graph
    if graph.start is None or graph.start in agreed or not any(_persuading(mirrors, name) for name in graph.stages):
        return
    came_from = explored(graph.start, lambda stage: (name for name in graph.next[stage] if name not in agreed))
    afterwards = distances(graph.next, agreed.intersection(graph.reachable))
    for name in came_from:
        plays = _persuading(mirrors, name)
        if not plays or (name in afterwards and _may_first_be_reached_after(graph, agreed, name)):
            continue
        path = walk_to(came_from, name)
        for play in plays:
            yield Finding(
                f'A play in "{graph.process.title_of(name)}" argues for a choice before the buyer has agreed to change.',
                f"stages.{name}.plays.{play}",
                help=f"Move it after a stage that mirrors {mirrors.steps_named('buy-in')}, or make it serve the change.",
                witness=path,
            )


def _may_first_be_reached_after(graph: Graph, agreed: set[str], stage: str) -> bool:
    """Tell whether some path meets buy-in before it comes to a stage for the first time."""
    return stage in distances(graph.next, agreed & graph.reached_without((stage,)))


def _persuading(mirrors: Mirrors, stage: str) -> list[str]:
    return [name for name, play in mirrors.graph.stages[stage].plays.items() if play.serves == "choice"]
