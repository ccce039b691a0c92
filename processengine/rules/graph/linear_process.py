"""A process of five stages or more is one straight line.

What it reports
A process with five stages or more that are no outcomes in which no transition goes back, none skips a stage, and nothing
is parked.

Why it matters
Few organisations buy in a straight line: somebody new joins, a budget moves, the question whether to change at all opens
again. A line makes reps push deals forward that have gone back, or leave them where they no longer are. The idea comes
from Gartner's studies of buying groups, and from Sharon-Drew Morgen's accounts of Buying Decision Teams.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [team-assembled]}
      team-assembled: {next: [change-agreed]}
      change-agreed: {next: [suppliers-compared]}
      suppliers-compared: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [team-assembled]}
      team-assembled: {next: [change-agreed]}
      change-agreed:
        next:
          - suppliers-compared
          - to: team-assembled
            when: Somebody turns up who was not heard
      suppliers-compared: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Four stages or fewer may well be a line. Ways to outcomes are no skips.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.graph import Graph
from processengine.rules.subject import Subject
from processengine.rules.unread import unread_ways

_FEWEST = 5


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a way back, a skip or a parked stage."""
    graph = subject.mended
    stages = list(graph.open_stages)
    is_parked = any(stage.parked and stage.outcome is None for stage in graph.stages.values())
    if len(stages) >= _FEWEST and not is_parked and not unread_ways(subject) and _is_line(graph, stages):
        yield Finding(
            "The process lets no deal go back, skip a stage or wait.",
            "process",
            help="Where do buyers go back to when somebody new joins? Lead there, with `when`.",
        )


def _is_line(graph: Graph, stages: list[str]) -> bool:
    place = {name: number for number, name in enumerate(stages)}
    for name in stages:
        for way in graph.stages[name].next:
            target = place.get(way.to)
            if target is None:
                if way.to not in graph.stages and "/" not in way.to:
                    return False
            elif target != place[name] + 1:
                return False
    return True
