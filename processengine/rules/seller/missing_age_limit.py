"""A stage has no limit of days, and others have one.

What it reports
A stage that is neither an outcome nor parked and has no `max_days`, where another such stage has one.

Why it matters
The time that a buyer takes to settle things inside is the length of the sales cycle. A limit shows early where it takes
longer than it did for others, while there is still something to ask. Where one stage has none, deals collect there. Kanban
boards show the age of work for the same reason, and CRM systems mark deals that have stood still.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [team-assembled]}
      team-assembled: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {max_days: 30, next: [team-assembled]}
      team-assembled: {max_days: 45, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Outcomes. A parked stage without a limit is `unbounded-parking`; one with a limit asks for none elsewhere.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each open stage without a limit."""
    process = subject.mended.process
    for name, stage in subject.mended.open_stages.items():
        path = f"stages.{name}"
        if stage.max_days is None and not is_told(subject, path, "max_days"):
            yield Finding(
                f'A deal may stay in "{process.title_of(name)}" for ever.',
                path,
                help="Add `max_days:`, the days after which somebody should ask what holds it up.",
            )
