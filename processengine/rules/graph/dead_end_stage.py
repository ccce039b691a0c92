"""A stage leads nowhere and is no outcome.

What it reports
A stage that is neither an outcome nor parked and has no transition of its own in `next`, whatever `from_anywhere` adds.

Why it matters
A deal that arrives here can at best be given up. Every stage must say how it goes on, so that a deal can always come to
an end. The idea comes from research on business processes.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides, won]}
      board-decides: {buyer: The board decides without us}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {buyer: The board decides without us, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A parked stage returns a deal to where it came from. A stage that no path reaches is reported as unreachable, once.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.outcome_names import named_kind_of_open
from processengine.rules.reach import out_of_reach
from processengine.rules.subject import Subject
from processengine.rules.unread import unread_ways


def check(subject: Subject) -> Iterator[Finding]:
    """Look for open stages without a transition of their own."""
    graph, unread, unreachable = subject.mended, unread_ways(subject), out_of_reach(subject)
    for name, stage in graph.stages.items():
        if stage.next or stage.outcome is not None or stage.parked or name in unread or name in unreachable:
            continue
        kind = named_kind_of_open(stage.title) or named_kind_of_open(name)
        advice = f"Say where a deal goes from `{name}` in `next`, or make it an outcome with `outcome:`."
        if kind is not None:
            advice = f"If deals end here, write `outcome: {kind}`."
        yield Finding(f"`{name}` leads nowhere and is no outcome.", f"stages.{name}", help=advice, values=(name,))
