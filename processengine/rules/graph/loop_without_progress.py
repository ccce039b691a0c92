"""Deals go round in a loop and leave it only by being given up.

What it reports
Stages that lead to one another, or one that leads to itself, which nothing leads out of but outcomes in
`from_anywhere`.

Why it matters
Loops are normal: buyers revisit what they had settled. A loop from which no deal goes on is different: the only way to
end the work is to lose the deal or to let it stay undecided. How much is lost to no decision is the subject of Dixon
and McKenna, The JOLT Effect (2022).

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [proof-asked, won]}
      proof-asked: {next: [proof-seen]}
      proof-seen: {next: [proof-asked]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [proof-asked]}
      proof-asked: {next: [proof-seen]}
      proof-seen:
        next:
          - won
          - to: proof-asked
            when: They want to see something else
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
An outcome in a stage's own `next` is a way out that somebody thought of, be it `lost`. Without any way out at all it is
`trapped-stage`.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.loops import closed_loops
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for loops that only outcomes from anywhere lead out of."""
    for loop in closed_loops(subject):
        if loop.can_give_up:
            first = loop.cycle[0]
            yield Finding(
                f"From `{first}` a deal goes round, and can only be given up.",
                f"stages.{first}",
                help="Lead out of the loop in some stage's `next`: where does a deal go when it goes well?",
                values=tuple(sorted(loop.stages)),
                witness=loop.cycle,
            )
