"""The process doesn't say what the client gets.

What it reports
A process with a `journey` and no `client_result`.

Why it matters
A process that mirrors the buyer's journey and doesn't say where it leads ends at the signature. What the client gets, in
a sentence and best with a number, is what every stage is for; it also tells when the right thing is not to sell. Lincoln
Murphy, writing on customer success, calls it the desired outcome.

Bad
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        mirrors: [problem-identification]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    client_result: The client closes the month in two days instead of nine
    stages:
      trouble-named:
        mirrors: [problem-identification]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
A criterion that `states_client_result` has one buyer say it in one deal; the process says it for all. A process that
mirrors no journey is not asked.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for what the client gets."""
    if not subject.mended.process.client_result.strip() and not is_told(subject, "", "client_result"):
        yield Finding(
            "The process doesn't say what the client gets.",
            "process",
            help="Add `client_result:`, what is better for the client afterwards, best with a number.",
        )
