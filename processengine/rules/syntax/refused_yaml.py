"""The file uses a part of YAML that hides what it says.

What it reports
Anchors (`&name`), aliases (`*name`), merge keys (`<<`), tags (`!name`), directives (`%YAML`) and a second document
after `---`.

Why it matters
A reader should see on a line what the line means, and so should a reviewer of a change. Merge keys are also a known
way to make a file of 423 bytes grow to gigabytes in memory ("billion laughs"). StrictYAML and the GitHub Actions
reader refuse them for the same reasons.

Bad
    process: new-business
    from_anywhere: &gone [lost]
    stages:
      trouble-named: {next: [won], from_anywhere: *gone}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A single `---` before and `...` after the document are accepted. This rule can't be suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("refused-yaml")
