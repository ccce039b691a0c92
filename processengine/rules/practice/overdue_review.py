"""The day has passed on which the process was to be held against the market again, or a proposal against what it expected.

What it reports
A process whose `reviewed` lies more than `review_every` back. A released proposal with an expectation whose day, `by`, has
passed without a verdict. On the very day neither is late yet.

Why it matters
A process that is written once ages until the next reorganisation, while the market moves. Leadership names a day and keeps
it: what have buyers done since that the process doesn't know? If nothing has changed, that is worth writing down too. That a
process changes with the market is a seed of this project.

What was expected of a change is stated beforehand so that it can turn out wrong. An expectation that nobody judges is a
promise that nobody kept, and until then what judges it is frozen for everybody.

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
A proposal that is not released, was rejected, or whose verdict is recorded. A process that says no `review_every` is never overdue. "Today" is what the run is told, see `--today`.
"""

from collections.abc import Iterator
from datetime import timedelta

from processengine.diagnostic import Finding
from processengine.rules.judged import is_judged, is_released
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Count the days since the last review, and since the day of each expectation."""
    if subject.document.kind == "proposal":
        yield from _not_judged(subject)
    else:
        yield from _not_reviewed(subject)


def _not_judged(subject: Subject) -> Iterator[Finding]:
    proposal = subject.proposal
    for name, expectation in proposal.expects.items():
        late = (subject.today - expectation.by).days
        if late > 0 and is_released(proposal) and not is_judged(proposal, name):
            yield Finding(
                f"What was expected of `{name}` was to be judged on {expectation.by.isoformat()}, {_days(late)} ago, and no verdict is recorded.",
                f"expects.{name}.by",
                "value",
                help="Judge it on the default branch: `processengine outcomes --record`",
                values=(name, expectation.by.isoformat()),
            )


def _not_reviewed(subject: Subject) -> Iterator[Finding]:
    process = subject.process
    if process.reviewed is None or process.review_every is None:
        return
    late = (subject.today - process.reviewed).days - process.review_every
    if late > 0:
        due = subject.today - timedelta(days=late)
        yield Finding(
            f"It was to be held against the market again by {due.isoformat()}, {_days(late)} ago.",
            "reviewed",
            "value",
            help="Review it with those who sell, and write the day into `reviewed:`.",
            values=(process.reviewed.isoformat(), str(process.review_every)),
        )


def _days(late: int) -> str:
    return f"{late} day{'s' if late > 1 else ''}"
