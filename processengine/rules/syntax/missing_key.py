"""A key that must be there is missing.

What it reports
A process without `stages` or without any stage, a transition without `to`, a criterion without `fact`, a play without
`do`, a step without `phase`, and a measure that is no share, duration, ratio or count.

Why it matters
A criterion without a fact can't be met, a transition without a target leads nowhere. The list of what is required is
kept as short as it can be, so that a first file needs almost nothing.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          cost-in-writing: {proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          cost-in-writing: {fact: The buyer has written down what it costs, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("missing-key")
