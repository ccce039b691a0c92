"""An id holds something else than small letters, digits and hyphens.

What it reports
The id of a document or of an element in it that is not made of `a` to `z`, `0` to `9` and `-`, starts with a hyphen
or has more than 64 characters.

Why it matters
Ids name files, addresses and CRM fields and stand in the history for years; words for people belong into `title`,
where any language is welcome. Domain names and Kubernetes names keep to the same letters.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      Trouble Named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {title: Trouble Named!, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A stage with a bad id still counts as a stage, so nothing else is reported because of its id. This rule can't be
suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("bad-id")
