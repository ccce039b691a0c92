"""A key stands twice in one map.

What it reports
The second of two equal keys in one map; the first is named beside it.

Why it matters
YAML readers differ about which of the two counts, and most drop one without a word: half of a stage can vanish
between two tools. It mostly happens after a merge or a copied stage.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next: [won]
        max_days: 30
        max_days: 45
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        next: [won]
        max_days: 45
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
    return subject.reported("duplicate-key")
