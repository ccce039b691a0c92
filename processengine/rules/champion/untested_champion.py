"""A deal can reach the closed door with a champion whom nothing has tested.

What it reports
A closed door, if some path from the start leads to it with no stage before it with a criterion that `tests` a champion.
Of several doors in a row the first is reported, with the path.

Why it matters
A friend who likes us is soon taken for a champion. Which of the two it is shows before the door, if we ask for
something: bring the budget holder, make the case to a colleague and come back with the objections. Afterwards it is too
late to find out. That a champion must be tested, not believed, is a lesson of the MEDDIC family.

Bad
    process: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        involves: [champion]
        exit_criteria:
          names-written: {fact: The buyer has written down who will make the case, names: [champion]}
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        involves: [champion]
        exit_criteria:
          rehearsed: {fact: The champion has tried the case on a colleague and come back with the objections, tests: [champion]}
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
In the door's own stage it is too late. A criterion with a `when` tests nobody in the deals that it leaves out, so it
doesn't count; one that is not required does: the stage provides for it. A criterion of the process counts in every stage
that is no outcome and not parked. Where the team has no champion, unnamed-champion says so, and this rests.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.champion.doors import certain_criteria, first_doors_without
from processengine.rules.champion.team import champions
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each first closed door that can be reached with an untested champion."""
    team, process = champions(subject), subject.mended.process

    def tests(stage: str) -> bool:
        return any(team.are_among(people) for people in [one.tests for one in certain_criteria(process, stage) if one.tests])

    for door, path in first_doors_without(subject, tests, ("exit_criteria",)).items():
        yield Finding(
            f'A deal can reach the closed door "{process.title_of(door)}" with a champion whom nothing has tested.',
            f"stages.{door}",
            help=f"Before it, on every way, add a criterion with `tests: [{team.ids[0]}]`: a fact that shows that they carry the flag.",
            witness=path,
        )
