"""A deal can be won with fewer than two people of the buying team involved.

What it reports
Each outcome won that can be reached on a path whose stages together involve fewer than two different members of the
buying team, with such a path.

Why it matters
A deal that hangs on one person ends when that person leaves, is overruled or goes on holiday. And one person can't
tell us what the others think: organisations buy in groups, and whoever we have not met is the one who says no behind
the closed door. To work with more than one person at a time is common advice for complex sales; to tell a champion
from a friend by whom they bring along is what methods of the MEDDIC family teach.

Bad
    process: new-business
    buying_team:
      champion: {}
      budget-holder: {kind: economic-buyer}
    stages:
      trouble-named:
        involves: [champion]
        next:
          - budget-agreed
          - to: won
            when: The sum is small
      budget-agreed:
        involves: [champion, budget-holder]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    buying_team:
      champion: {}
      budget-holder: {kind: economic-buyer}
    stages:
      trouble-named:
        involves: [champion]
        next: [budget-agreed]
      budget-agreed:
        involves: [champion, budget-holder]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Our own roles that a stage involves are not counted; a member that is only misspelt is.
"""

from collections.abc import Iterator
from typing import NamedTuple

from processengine.diagnostic import Finding
from processengine.graph import Graph
from processengine.rules.lacking import stages_told
from processengine.rules.paths import explored, walk_to
from processengine.rules.subject import Subject


class Met(NamedTuple):
    """A stage that a deal has reached and the only team member it has met so far; empty where it has met none."""

    stage: str
    member: str


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each outcome won that one person's path leads to."""
    graph = subject.mended
    wins = [name for name, stage in graph.stages.items() if stage.outcome == "won"]
    if not wins or graph.start is None or len(_members(graph, graph.start)) > 1:
        return
    told = stages_told(subject, ("involves",))
    if graph.start in told:
        return
    involved = {name: _members(graph, name) for name in graph.stages if name not in told}
    first = involved[graph.start]
    came_from = explored(Met(graph.start, _only(first)), lambda met: _onward(graph, involved, met))
    reached: dict[str, Met] = {}
    for met in came_from:
        reached.setdefault(met.stage, met)
    for win in wins:
        if win in reached:
            yield _finding(
                graph, win, reached[win].member, tuple(met.stage for met in walk_to(came_from, reached[win]))
            )


def _members(graph: Graph, stage: str) -> frozenset[str]:
    """Return the members of the buying team that a stage involves."""
    return frozenset(graph.stages[stage].involves).difference(graph.process.roles)


def _onward(graph: Graph, involved: dict[str, frozenset[str]], met: Met) -> Iterator[Met]:
    for name in graph.next[met.stage]:
        if name not in involved:
            continue  # it may involve everybody, for all that could be read
        members = involved[name] | {met.member} if met.member else involved[name]
        if len(members) < 2:
            yield Met(name, _only(members))


def _only(members: frozenset[str]) -> str:
    return next(iter(members), "")


def _finding(graph: Graph, win: str, member: str, path: tuple[str, ...]) -> Finding:
    title = graph.process.title_of(win)
    known = graph.process.buying_team.get(member)
    named = f'"{known.title or member}"' if known else f'"{member}"'
    whom = f"only {named}" if member else "nobody"
    return Finding(
        f'A deal can reach "{title}" with {whom} of the buying team involved.',
        f"stages.{win}",
        help="Involve at least two members of the buying team (`involves:`) on every way to it.",
        values=(member,),
        witness=path,
    )
