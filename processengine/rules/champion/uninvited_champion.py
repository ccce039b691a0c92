"""A deal can reach the closed door before the champion was ever part of it.

What it reports
A closed door, if some path from the start leads to it with no stage before it that involves a champion or has a
criterion that `names` one. Of several doors in a row the first is reported, with the path.

Why it matters
Whoever makes our case behind the door must have been in the conversation before it: they can't repeat what they have
never heard, and have no reason to. To name the champion early and work with them from then on is practice in the
qualification methods of the MEDDIC family.

Bad
    process: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        next:
          - case-ready
          - to: board-decides
            when: The board meets tomorrow
      case-ready:
        involves: [champion]
        next: [board-decides]
      board-decides:
        closed_door: true
        involves: [champion]
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
        exit_criteria:
          names-written: {fact: The buyer has written down who will make the case, names: [champion]}
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
The door's own stage is too late. A criterion with a `when` names nobody for the deals that it leaves out, so it doesn't
count; one that is not required does, as a play does: the stage provides for it. A criterion of the process counts in
every stage that is no outcome and not parked. Where the team has no champion, unnamed-champion says so, and this rests.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.champion.doors import certain_criteria, first_doors_without
from processengine.rules.champion.team import champions
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each first closed door that can be reached without the champion."""
    team, process = champions(subject), subject.mended.process

    def invites(stage: str) -> bool:
        if team.are_among(process.stages[stage].involves):
            return True
        return any(team.are_among(criterion.names) for criterion in certain_criteria(process, stage))

    for door, path in first_doors_without(subject, invites, ("involves", "exit_criteria")).items():
        one = team.ids[0]
        yield Finding(
            f'A deal can reach the closed door "{process.title_of(door)}" before the champion has come into it.',
            f"stages.{door}",
            help=f"Lead every way to it through a stage with `involves: [{one}]`, or with a criterion with `names: [{one}]`.",
            witness=path,
        )
