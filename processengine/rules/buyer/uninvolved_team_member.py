"""Somebody on the buying team is involved in no stage.

What it reports
A member of the `buying_team` that no stage names in `involves`.

Why it matters
Whoever is on the list and in no stage is somebody we know of and never speak with. On the day of the decision they
are the surprise. If they really have no part in it, the list says more than it should. Knowing every part that
somebody plays in the decision, and meeting them, is practice in the qualification methods of the MEDDIC family.

Bad
    process: new-business
    buying_team:
      champion: {}
      counsel: {kind: legal}
    stages:
      trouble-named:
        involves: [champion]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    buying_team:
      champion: {}
      counsel: {kind: legal}
    stages:
      trouble-named:
        involves: [champion]
        next: [terms-read]
      terms-read:
        involves: [champion, counsel]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
To be named by a criterion, a kit or change work is not to be involved.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import stages_told
from processengine.rules.names import Names
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each member who has no stage."""
    process = subject.mended.process
    team = process.buying_team
    named = {member for stage in process.stages.values() for member in stage.involves}
    if not team.keys() - named or stages_told(subject, ("involves",)):
        return
    names = Names(team)
    meant = {names.sole(member) for member in sorted(named.difference(team, process.roles))}
    for member, found in team.items():
        if member not in named and member not in meant:
            who = f'"{found.title}" ({member})' if found.title else f"`{member}`"
            yield Finding(
                f"No stage involves {who}, though the buying team lists them.",
                f"buying_team.{member}",
                help="Say with `involves:` where they come in, or take them off the list.",
            )
