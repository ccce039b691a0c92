"""A parked stage has no limit of days.

What it reports
A parked stage without `max_days`.

Why it matters
What may wait for ever is forgotten. A limit makes somebody ask again on a day that the buyer knows of; without one,
deals can lie in the parked stage without being counted. The idea comes from Kanban boards, which limit their waiting
columns.

Bad
    process: new-business
    from_anywhere: [lost, waiting]
    stages:
      trouble-named: {next: [won]}
      waiting: {parked: true}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost, waiting]
    stages:
      trouble-named: {next: [won]}
      waiting: {parked: true, max_days: 180}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for parked stages without a limit."""
    for name, stage in subject.mended.stages.items():
        if stage.parked and stage.max_days is None and stage.outcome is None:
            path = f"stages.{name}"
            if subject.faulty.isdisjoint((f"{path}.max_days", f"{path}.parked")):
                help_ = "Add `max_days`: after how many days does somebody ask again?"
                yield Finding(f"Deals may wait in `{name}` for ever.", path, help=help_, values=(name,))
