"""A new-business process knows who decides at the buyer, and not where they do it without us.

What it reports
A process of motion `new-business` that has a `buying_team` and no stage that is a `closed_door`.

Why it matters
Buyers do most of their work when no seller is in the room: in a study by Gartner they spent 17 percent of the time of a
purchase with all suppliers together. Where that is not drawn, nothing in the process prepares anybody for it, and the
decision looks as if it were made in front of us.

Bad
    process: new-business
    motion: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        involves: [champion]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    motion: new-business
    buying_team:
      champion: {}
    stages:
      trouble-named:
        involves: [champion]
        next: [board-decides]
      board-decides:
        closed_door: true
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Other motions may do without. So may a process whose `covers` leaves out `choice`: the buyer decides in another one.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.rules.champion.doors import closed_doors
from processengine.rules.lacking import stages_told
from processengine.rules.subject import Subject

_NEW_BUSINESS: Final = "new-business"


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a closed door in new business."""
    process = subject.mended.process
    if process.motion != _NEW_BUSINESS or not process.buying_team or closed_doors(subject):
        return
    if process.covers is not None and "choice" not in process.covers:
        return
    if not stages_told(subject, ("closed_door",)):
        yield Finding(
            "The process names a buying team, and no stage where it decides without us in the room.",
            "process",
            help="Mark the stage with `closed_door: true`: where does somebody else make the case for us?",
        )
