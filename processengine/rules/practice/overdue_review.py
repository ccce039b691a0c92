"""The day has passed on which the process was to be held against the market again.

What it reports
A process whose `reviewed` lies more than `review_every` back. On the very day it is not late yet.

Why it matters
A process that is written once ages until the next reorganisation, while the market moves. Leadership names a day and keeps
it: what have buyers done since that the process doesn't know? If nothing has changed, that is worth writing down too. That a
process changes with the market is a seed of this project.

Bad
    process: new-business
    reviewed: 2026-01-15
    review_every: 90 days
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    reviewed: 2026-10-01
    review_every: 90 days
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A process that says no `review_every` is never overdue. "Today" is what the run is told, see `--today`.
"""

from collections.abc import Iterator
from datetime import timedelta

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Count the days since the last review."""
    process = subject.process
    if process.reviewed is None or process.review_every is None:
        return
    late = (subject.today - process.reviewed).days - process.review_every
    if late > 0:
        due = subject.today - timedelta(days=late)
        yield Finding(
            f"It was to be held against the market again by {due.isoformat()}, {late} day{'s' if late > 1 else ''} ago.",
            "reviewed",
            "value",
            help="Review it with those who sell, and write the day into `reviewed:`.",
            values=(process.reviewed.isoformat(), str(process.review_every)),
        )
