"""A file is too large or too deeply nested to be a process.

What it reports
A file of more than 16 MiB, more than 64 levels of nesting or more than two million values. Nothing of it is read.

Why it matters
A process is a page or two of text. What is larger is another file, or an attempt to exhaust the machine that checks
it; readers of YAML have crashed on deep nesting.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    x-too-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    x-not-too-deep: [[[[[[[[]]]]]]]]

Exceptions
None. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("too-large")
