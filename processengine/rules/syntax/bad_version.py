"""A version is not made of three numbers.

What it reports
A `version` that is no semantic version (`MAJOR.MINOR.PATCH`), or that YAML reads as a number.

Why it matters
The version tells a team whether a change breaks what deals in flight stand on (major), changes how they are worked
(minor), or only says it better (patch). The idea is Semantic Versioning 2.0.0.

Bad
    process: new-business
    version: 2.1
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    version: 2.1.0
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Without `version:` a process is at 0.1.0. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("bad-version")
