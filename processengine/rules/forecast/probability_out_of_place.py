"""A probability says that an open deal is decided, or that a decided one is open.

What it reports
A stage that is no outcome with a probability of 0 or 100; a won outcome that gives another number than 100; a lost
outcome that gives another number than 0.

Why it matters
At 100 an open deal counts in full before the buyer has said yes, and at 0 it counts for nothing while people work on
it. A lost outcome at 10 adds a tenth of every lost deal to the forecast for ever; it can happen in a CRM whose last
stage was never marked as closed.

Bad
    process: new-business
    stages:
      trouble-named:
        probability: 10
        next: [contract-agreed]
      contract-agreed:
        probability: 100
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      trouble-named:
        probability: 10
        next: [contract-agreed]
      contract-agreed:
        probability: 90
        next: [won]
      won: {outcome: won, probability: 100}
      lost: {outcome: lost, probability: 0}
    from_anywhere: [lost]

Exceptions
A parked stage may stand at 0: nobody counts on a deal that waits; so may one with
`forecast: omitted`. Outcomes of other kinds may give any number.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix
from processengine.rules.forecast.ways import is_out_of_place, percent
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each probability that its stage can't have."""
    for name, stage in subject.mended.process.stages.items():
        if stage.probability is None or not is_out_of_place(stage):
            continue
        title, given = subject.mended.process.title_of(name), percent(stage.probability)
        if stage.outcome is None:
            message = f'"{title}" is still open and its probability is {given}.'
            remedy = "Give it a number between 0 and 100, or make it an outcome or a parked stage."
        else:
            message = f'"{title}" is {stage.outcome} and its probability is {given}.'
            remedy = f"Take the line out: the probability of {stage.outcome} is {'100' if stage.outcome == 'won' else '0'} %."
        path = f"stages.{name}.probability"
        fix = None if stage.outcome is None else Fix("Take the line out", (Edit("remove", path),), safe=False)
        yield Finding(message, path, "value", help=remedy, fix=fix)
