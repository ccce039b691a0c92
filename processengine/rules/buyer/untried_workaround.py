"""A deal can reach the choice before the buyer has tried to do without.

What it reports
A stage in which the buyer chooses a solution or a supplier, if some path from the start leads to it with no stage, at
or before it, that mirrors trying a workaround. Each first such stage is reported once, with the path.

Why it matters
Before a buyer takes in something new it tries to mend the trouble with what it has: a tool it owns, a supplier it
knows, one more person. While that is untried somebody inside may bring it up, late, and everything stops. Helping
them to try it early costs little and is honest: sometimes it works. That workarounds come before any purchase comes
from Sharon-Drew Morgen's Buying Facilitation.

Bad
    process: new-business
    journey: buying-decision
    stages:
      change-agreed:
        mirrors: [problem-identification, team-assembly, solution-exploration, consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    stages:
      own-means-tried:
        mirrors: [problem-identification, team-assembly, workaround-tried, solution-exploration]
        next: [change-agreed]
      change-agreed:
        mirrors: [consensus]
        next: [suppliers-compared]
      suppliers-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
Where the journey has no step that `means: workaround` the rule rests, and where the process's `covers` leaves out `change`, as one for
tenders does.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.paths import first_met
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each first choice that can be reached with nothing tried."""
    mirrors = subject.mirrors
    tried = None if mirrors is None else mirrors.stages_meaning("workaround")
    if mirrors is None or tried is None or not mirrors.answers_for_change or not mirrors.choices:
        return
    for choice, path in first_met(mirrors.graph, mirrors.choices, tried).items():
        yield Finding(
            f'A deal can reach the choice "{mirrors.graph.process.title_of(choice)}" before the buyer has tried to do with what it has.',
            f"stages.{choice}",
            help=f"Lead every way to it through a stage that mirrors {mirrors.steps_named('workaround')}.",
            witness=path,
        )
