"""Some readers of YAML take a word without quotes for something other than text.

What it reports
A value or an id, without quotes, that YAML 1.1 turns into something else where text is due: `no`, `on`, `y`,
`null`, `~`, `1:30`, `010`, `1.10`, `1_000`. Also a number that two readers read differently, a text that ends at
` #` with no blank after it, and, inside `[ ]` and `{ }`, a text that a comma or a question mark cuts short.

Why it matters
The country code for Norway reads as "false", a version 1.10 as 1.1, half a sentence after a comma as a key. The file
then says something that nobody wrote, and no reviewer sees it. It is known as the Norway problem.

Bad
    process: new-business
    title: No
    from_anywhere: [lost]
    stages:
      trouble-named: {buyer: They say what is wrong, and what it costs, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    title: "No"
    from_anywhere: [lost]
    stages:
      trouble-named: {buyer: "They say what is wrong, and what it costs", next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Of keys only ids are looked at. Dates, numbers and true or false are fine where they are due. This rule can't be
suppressed.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Return what the reader of the text found."""
    return subject.reported("ambiguous-scalar")
