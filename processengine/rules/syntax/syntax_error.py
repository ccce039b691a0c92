"""The text can't be read as YAML.

What it reports
A file that is no YAML, is not UTF-8, holds a NUL or another control character, is indented with tabs, holds a conflict
that a merge has left, or is empty or no map of keys and values. Nothing else is reported of such a file, because nothing of it can be trusted.

Why it matters
A process that can't be read can't be reviewed, drawn or shipped. The message says what to type, not what went on inside
the program that read it.

Bad
    process: new-business
    stages:
      trouble-named:
        buyer: Someone says: this costs us
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        buyer: "Someone says: this costs us"
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A byte order mark at the start is accepted and kept. A file that is empty or holds only comments is passed over in a
folder and reported when it is named. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("syntax-error")
