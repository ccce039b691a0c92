"""A value is not of the kind that is due here.

What it reports
Text where a number is due, one value where a list is due, a word that is none of those allowed, a number out of its
range (`probability` goes from 0 to 100, days are above 0), a key without a value, and a stage that may not stand in
`from_anywhere`.

Why it matters
Everything that is computed later, from the forecast to the picture, rests on the value. From-anywhere is for the ways
in which any deal may end or pause; a deal that could be won from anywhere would make every stage before it a choice.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won], probability: 130}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won], probability: 30}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Whole numbers stand for text where text is due. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("wrong-type")
