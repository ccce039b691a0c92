"""All measures tell what we get, and none what the client gets.

What it reports
Three measures or more, and none that says `about: client`.

Why it matters
Outcomes and quotas are not the end of selling; an elated client is. What is measured is what is talked about on Monday, and
a process that counts only its own results will get better at those, whatever becomes of the client. The idea is a seed of
this project.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}
      deals-won: {count: {outcome: won}}
      time-to-win: {duration: {from: {reached: trouble-named}, to: {outcome: won}}, quantile: 0.5}

Good
    process: new-business
    from_anywhere: [lost, not-for-us]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
      not-for-us: {outcome: disqualified}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}
      time-to-win: {duration: {from: {reached: trouble-named}, to: {outcome: won}}, quantile: 0.5}
      advised-against: {share: {outcome: disqualified}, within: 180 days, about: client}

Exceptions
One or two measures: a beginning is not scolded.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject

_FEWEST = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a measure about the client."""
    measures = subject.process.measures
    if len(measures) < _FEWEST or any(measure.about == "client" for measure in measures.values()):
        return
    if any(path.startswith("measures.") for path in subject.faulty):
        return  # one that couldn't be read may be about the client
    yield Finding(
        f"Of {len(measures)} measures none tells what the client gets.",
        "measures",
        help="Add one with `about: client`: how many got what they came for, or how long it took them.",
    )
