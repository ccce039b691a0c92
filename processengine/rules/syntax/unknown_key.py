"""A key is not one of those that may stand here.

What it reports
A key that the format doesn't have at its place, with the nearest one that it has; keys that only an outcome may have
on another stage, and the other way round; and a file whose first key doesn't tell what it is.

Why it matters
A misspelt key is silently a missing one: `max_day: 30` sets no limit.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won], max_day: 30}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won], max_days: 30, x-owner-of-text: ana}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Keys that start with `x-` are yours: they are carried and ignored. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("unknown-key")
