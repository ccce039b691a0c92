"""From a stage no outcome can be reached: deals go round for ever.

What it reports
A trap: stages that lead to one another and nowhere else, so that no deal in them can be won, lost or handed over. One
finding a trap, on its stage nearest the start; the stages that only lead into it are named beside it.

Why it matters
Deals in a trap stay open for good and swell the forecast. From every stage a deal must be able to come to an end. The
idea comes from research on business processes (van der Aalst 1998).

Bad
    process: new-business
    stages:
      trouble-named: {next: [proof-asked, won, lost]}
      proof-asked: {next: [proof-seen]}
      proof-seen: {next: [proof-asked]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    stages:
      trouble-named: {next: [proof-asked]}
      proof-asked: {next: [proof-seen]}
      proof-seen:
        next:
          - won
          - to: proof-asked
            when: They want to see something else
          - lost
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Outcomes in `from_anywhere` are ways out; a loop with no other is `loop-without-progress`. A transition into another
process is a way out. A loop that no path reaches is unreachable, and a stage that leads to a dead end only is that dead
end's.
"""

from collections import deque
from collections.abc import Collection, Iterator

from processengine.diagnostic import Finding, Mention
from processengine.graph import Graph
from processengine.rules.loops import closed_loops
from processengine.rules.subject import Subject

_MOST_RELATED = 50


def check(subject: Subject) -> Iterator[Finding]:
    """Look for loops without a way out."""
    graph = subject.mended
    for loop in closed_loops(subject):
        if not loop.can_give_up:
            first = loop.cycle[0]
            yield Finding(
                _message(loop.cycle),
                f"stages.{first}",
                help="Lead out of it in some stage's `next`: to the stage that follows, or to an outcome.",
                values=tuple(sorted(loop.stages)),
                witness=loop.cycle,
                related=tuple(
                    Mention(f"`{name}` only leads there", f"stages.{name}") for name in _leading(graph, loop.stages)
                ),
            )


def _message(cycle: tuple[str, ...]) -> str:
    first = cycle[0]
    others = list(dict.fromkeys(cycle[1:-1]))
    round_trip = f"goes round through {' and '.join(f'`{name}`' for name in others)}" if others else "stays there"
    return f"A deal that comes to `{first}` {round_trip} for ever."


def _leading(graph: Graph, trap: Collection[str]) -> list[str]:
    """Return the stages that a deal can reach and from which it can only come into the trap, in the list's order."""
    found: set[str] = set()
    waiting = deque(trap)
    while waiting and len(found) < _MOST_RELATED:
        for name in graph.before[waiting.popleft()]:
            if name not in found and name not in trap and _is_lost(graph, name):
                found.add(name)
                waiting.append(name)
    return sorted(found, key=graph.order.__getitem__)


def _is_lost(graph: Graph, name: str) -> bool:
    if name in graph.can_finish or (graph.start is not None and name not in graph.reachable):
        return False
    return all(way.to in graph.stages or "/" in way.to for way in graph.stages[name].next)
