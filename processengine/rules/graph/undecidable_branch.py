"""A stage has several transitions, and nothing says which one a deal takes.

What it reports
A stage with two or more transitions in `next` of which more than one has no `when`, or two have the same.

Why it matters
Two reps in front of the same fork will take different ways, and the numbers of both ways mean nothing. The buyer, not
the rep's mood, should decide; `when` says by which fact. One way may go without: it is the usual one. The idea comes
from checkers of process diagrams.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [proof-seen, board-decides]}
      proof-seen: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next:
          - proof-seen
          - to: board-decides
            when: They have seen the proof at another client
      proof-seen: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Ways to parked stages and to outcomes like lost or no-decision don't count, nor does `from_anywhere`: which of those it
is shows by itself. Two ways to one target are `duplicate-transition`.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.graph import GOOD, Graph, Way
from processengine.model.process import Stage
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for stages whose ways on can't be told apart."""
    graph = subject.mended
    for name, stage in graph.stages.items():
        if len(stage.next) > 1 and stage.outcome is None and _may_be_undecidable(stage):
            ways = [way for way in graph.own_ways(name) if _counts(graph, way)]
            alike = _alike(ways)
            if alike:
                yield _finding(name, alike)


def _may_be_undecidable(stage: Stage) -> bool:
    """Tell whether any two of a stage's ways are alike, even of those that don't count."""
    return len({_condition(way.when) for way in stage.next}) < len(stage.next)


def _condition(when: str) -> str:
    return " ".join(when.split()).casefold()


def _counts(graph: Graph, way: Way) -> bool:
    if way.is_external:
        return True
    target = graph.stages[way.target]
    return target.is_open or target.outcome in GOOD


def _alike(ways: list[Way]) -> list[Way]:
    """Return the ways without a condition where there are several, else the first that share theirs."""
    by_condition: dict[str, list[Way]] = {}
    for way in ways:
        by_condition.setdefault(_condition(way.when), []).append(way)
    without = by_condition.pop("", [])
    if len(without) > 1:
        return without
    return next((alike for alike in by_condition.values() if len(alike) > 1), [])


def _finding(name: str, alike: list[Way]) -> Finding:
    targets = [way.target for way in alike]
    listed = f"{', '.join(f'`{target}`' for target in targets[:-1])} or `{targets[-1]}`"
    said = "the same `when` stands before" if alike[0].when.strip() else "nothing says when a deal goes to"
    return Finding(
        f"From `{name}` {said} {listed}.",
        f"stages.{name}",
        help="Give each way but one a `when` of its own: by which fact about the buyer is it chosen?",
        values=tuple(sorted(targets)),
        related=tuple(Mention(f"to `{target}`", f"stages.{name}.next.{target}") for target in targets),
    )
