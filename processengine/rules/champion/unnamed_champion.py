"""The buyer decides behind a closed door, and the buying team has no champion.

What it reports
A process with a stage that is a `closed_door` and no member of the `buying_team` whose kind is champion. It is reported
once, at the first such stage; further ones are related.

Why it matters
The decision is made in a room that we are not in. Somebody carries the flag there, or nobody does, and then the case is
made by whoever remembers it. That a deal without a champion is in danger, however well it goes, is what the
qualification methods of the MEDDIC family teach; The Challenger Customer (Adamson, Dixon, Spenner and Toman, 2015)
shows why not everybody who is friendly is one.

Bad
    process: new-business
    buying_team:
      budget-holder: {kind: economic-buyer}
    stages:
      trouble-named:
        involves: [budget-holder]
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
      head-of-operations: {kind: champion}
      budget-holder: {kind: economic-buyer}
    stages:
      trouble-named:
        involves: [head-of-operations, budget-holder]
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
A member's kind is by default its id, so that `champion: {}` is one under no other name. Our own roles are no champions,
whatever they are called. While this is reported, the other rules about the closed door rest: first there must be
somebody to involve, equip and test.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.rules.champion.doors import closed_doors
from processengine.rules.champion.team import champions, team_is_read
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a champion where there is a closed door."""
    doors = closed_doors(subject)
    if not doors or champions(subject) or not team_is_read(subject):
        return
    first, *others = doors
    process = subject.mended.process
    yield Finding(
        f'Nobody is named who makes the case behind the closed door "{process.title_of(first)}": the buying team has no champion.',
        f"stages.{first}",
        help="Add whoever carries the flag there to `buying_team:` as `champion`, or give a member `kind: champion`.",
        related=tuple(Mention(f'"{process.title_of(door)}" is a closed door too', f"stages.{door}") for door in others),
    )
