"""Nobody leads a stage.

What it reports
A stage that is no outcome and has no `led_by`, where the process has none either. A parked stage needs a lead too.

Why it matters
A deal that is everybody's is nobody's: no one asks on the day the buyer named, and no one is asked. Who leads may change
along the way, but at every moment it is one role. New business and existing accounts are different motions with
different roles, and only a process that names them can tell the two apart. One owner for each piece of work is an old rule
of project management.

Bad
    process: new-business
    roles: {seller: {}}
    from_anywhere: [lost]
    stages:
      trouble-named: {led_by: seller, next: [team-assembled]}
      team-assembled: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    led_by: seller
    roles: {seller: {}}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [team-assembled]}
      team-assembled: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Outcomes: nobody leads a deal that has ended. A `led_by` that names no role is `unknown-role` and not reported again.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each stage that nobody leads."""
    process = subject.mended.process
    if process.led_by is not None or is_told(subject, "", "led_by"):
        return
    for name, stage in process.stages.items():
        path = f"stages.{name}"
        if stage.led_by is None and stage.outcome is None and not is_told(subject, path, "led_by"):
            yield Finding(
                f'Nobody leads "{process.title_of(name)}".',
                path,
                help="Add `led_by:` with one of our roles, here or once for the whole process.",
            )
