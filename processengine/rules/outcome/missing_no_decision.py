"""A deal can be won or lost, and nowhere does it end undecided.

What it reports
A process with an outcome won that has no outcome of kind no-decision.

Why it matters
Most deals that end without a win are lost to nobody: the buyer stays with what it has, or wants to change and can't
agree. Counted as lost they look like a competitor's doing, and the remedy is sought in the offer instead of in the
buyer's inner work. Dixon and McKenna, The JOLT Effect (2022), found that 40 to 60 percent of the deals that they studied
ended in no decision, and that indecision and a preference for the status quo are two different causes.

Bad
    process: new-business
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
      stayed-put: {outcome: no-decision, because: status-quo}
      undecided: {outcome: no-decision, because: indecision}
    from_anywhere: [lost, stayed-put, undecided]

Exceptions
A process without an outcome won, such as one for clients who have bought, need have none, under no set of rules.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.outcome.kinds import sells_without
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for an outcome of kind no-decision."""
    if sells_without(subject, "no-decision"):
        yield Finding(
            "No deal can end undecided: there is no outcome of kind no-decision.",
            "process",
            help="Add `stayed-put: {outcome: no-decision, because: status-quo}` to `stages:` and `stayed-put` to `from_anywhere:`.",
        )
