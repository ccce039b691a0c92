"""An `allow` comment gives no reason.

What it reports
An `allow` comment that gives no reason after its brackets. Until it has one it allows nothing.

Why it matters
A suppression is a decision. Whoever reads the file in a year must be able to tell whether it still holds, and a
reviewer whether it ever did. Linters that let people silence them without a word end up silenced.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      asleep: {parked: true, max_days: 30}  # processengine: allow[unreachable-stage]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      asleep: {parked: true, max_days: 30}  # processengine: allow[unreachable-stage] leads here from January on
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject
from processengine.syntax.document import Document
from processengine.syntax.suppression import suppressions


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every `allow` of the document."""
    return findings(subject.document)


def findings(document: Document) -> Iterator[Finding]:
    """Look at every `allow`."""
    for decision in suppressions(document):
        if not decision.reason:
            yield Finding(
                "This `allow` gives no reason, so it allows nothing.",
                document.path_at(decision.place),
                span=decision.span,
                help="Say after the brackets why this is fine here.",
                values=decision.rules,
            )
