"""No path leads from the start to a stage.

What it reports
A stage, open or parked, or an outcome, that no deal can ever come to from the stage where deals start.

Why it matters
A stage that is in the picture and in the CRM and that no deal can reach is a promise that nobody keeps: the loss reason
that can't be chosen, the review that never happens. That every part of a process can be reached comes from research on
business processes (van der Aalst 1998).

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      proof-seen: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [proof-seen]}
      proof-seen: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
What stands in `from_anywhere` is reached from every stage that is no outcome. Where the start is unknown or a transition
can't be read, nothing is reported, and neither is what only a clear typo put out of reach.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.graph import Graph
from processengine.rules.reach import out_of_reach
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for stages that no path from the start reaches."""
    graph = subject.mended
    for name in sorted(out_of_reach(subject), key=graph.order.__getitem__):
        message = f"No path leads from the start, `{graph.start}`, to `{name}`."
        yield Finding(message, f"stages.{name}", help=_advice(graph, name), values=(name,))


def _advice(graph: Graph, name: str) -> str:
    assert graph.start is not None
    if graph.stages[graph.start].outcome is not None:
        return f"Deals start at `{graph.start}`, which is an outcome: say `start:`, or put another stage first."
    if graph.stages[name].is_open:
        return f"Lead to `{name}` from another stage's `next`, or delete it."
    return f"Lead to `{name}` from a stage's `next` or put it into `from_anywhere`, or delete it."
