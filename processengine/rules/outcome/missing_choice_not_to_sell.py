"""A deal can be won, and nowhere can we choose not to sell.

What it reports
A process with an outcome won that has no outcome of kind disqualified and none of kind introduced.

Why it matters
Sometimes the client would not get the result from us, and sometimes another client of ours can help them better. Then
not to sell is the right thing, and it comes back as trust. Where a process has no name for it, a seller who does it
loses a deal in the statistics, and soon does it no more. That a seller should look for the truth about the fit, and be
ready to walk away, is what Mahan Khalsa's Let's Get Real or Let's Not Play is about.

Bad
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        mirrors: [problem-identification]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        mirrors: [problem-identification]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
      not-for-us: {outcome: disqualified}
    from_anywhere: [lost, not-for-us]

Exceptions
A process without an outcome won sells nothing and is let pass under every set; one that mirrors no journey is not asked.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.outcome.kinds import sells_without
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for an outcome of kind disqualified or introduced."""
    if sells_without(subject, "disqualified", "introduced"):
        yield Finding(
            "Nowhere can we choose not to sell: there is no outcome of kind disqualified or introduced.",
            "process",
            help="Add `not-for-us: {outcome: disqualified}` to `stages:` and `not-for-us` to `from_anywhere:`, or an `introduced` one.",
        )
