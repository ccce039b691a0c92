"""A stage mirrors no step of the buyer's journey.

What it reports
A stage that is neither an outcome nor parked and has no `mirrors`.

Why it matters
Once a process names the journey that it mirrors, a stage without a step is one where we work and the buyer, as far
as we say, does nothing. Either it belongs to us alone, and then it is no stage but a play, or a step was forgotten.
Research on buying in groups describes the work as jobs that the buyer must get done; stages earn their place by
the job that they accompany.

Bad
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        buyer: Someone says what is wrong
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      trouble-named:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration, consensus]
        buyer: Someone says what is wrong
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Outcomes and parked stages need no step. A step that the journey doesn't know is left to unknown-step.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each open stage that mirrors nothing."""
    journey, graph = subject.journey, subject.mended
    if journey is None:
        return
    for name, stage in graph.open_stages.items():
        if not stage.mirrors and not is_told(subject, f"stages.{name}", "mirrors"):
            yield Finding(
                f'"{graph.process.title_of(name)}" mirrors no step of the journey `{journey.id}`.',
                f"stages.{name}",
                help="Say with `mirrors:` which of the buyer's steps it mirrors, or make it a play of another stage.",
            )
