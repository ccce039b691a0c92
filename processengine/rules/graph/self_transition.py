"""A stage leads to itself.

What it reports
A stage whose `next` names the stage itself.

Why it matters
Nothing becomes true of the buyer when a deal goes from a stage to the same stage, but its age starts again, and with it
every limit and every median. "We are still here" needs no transition.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next:
          - won
          - to: trouble-named
            when: They ask for another meeting
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None. A stage whose only way is itself is `trapped-stage` too.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for stages that stand in their own `next`."""
    for name, stage in subject.process.stages.items():
        for way in stage.next:
            if way.to == name:
                yield _finding(name, only=len(stage.next) == 1)
                break


def _finding(name: str, *, only: bool) -> Finding:
    path = f"stages.{name}.next.{name}"
    return Finding(
        f"`{name}` leads to itself.",
        path,
        help="Take the transition out: a deal stays in a stage until it moves.",
        values=(name,),
        fix=None if only else Fix("Take the transition out", (Edit("remove", path),), safe=False),
    )
