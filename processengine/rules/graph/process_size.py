"""A process has more stages than anybody can keep in mind, or too few to tell anything.

What it reports
A process with more than twelve stages that are no outcomes, or fewer than three.

Why it matters
Reps fill in what they can remember, and a forecast from two stages is a guess. Guidelines for process models ask for as
few elements as possible (Mendling, Reijers and van der Aalst, Seven Process Modeling Guidelines, 2010); the pipelines
that CRM systems come with have five to seven stages.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [team-assembled]}
      team-assembled: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Outcomes don't count; parked stages do. The rule is in the set `all` only: some sound processes are short.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.subject import Subject

_FEWEST, _MOST = 3, 12


def check(subject: Subject) -> Iterator[Finding]:
    """Count the stages that are no outcomes."""
    count = sum(stage.outcome is None for stage in subject.mended.stages.values())
    if count > _MOST:
        yield Finding(
            f"The process has {count} stages; nobody keeps more than {_MOST} in mind.",
            "process",
            help="Join stages that differ only in what the seller does, or split the process where it is handed over.",
        )
    elif 0 < count < _FEWEST:
        yield Finding(
            f"The process has {'one stage' if count == 1 else f'{count} stages'}; that tells little about where a deal stands.",
            "process",
            help="What does the buyer settle before, between and after? Each answer is a stage.",
        )
