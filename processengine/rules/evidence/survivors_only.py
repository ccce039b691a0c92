"""The source holds only deals that ended well.

What it reports
A process that can end otherwise, of which every closed deal in the source was won (or realised, or introduced): nothing but
such deals is there at all, or five and more are closed.

Why it matters
What the winners have in common the losers may have had too. From won deals alone nobody can tell what helps to win, and yet
such lists are the ones that are passed around. A metric that fails to validate should be said to fail.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: history.csv}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    evidence: {source: history.csv}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Up to four won deals beside open ones may be a good start. Deals that ended by administration are counted nowhere.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.graph import GOOD
from processengine.limits import are_survivors, closed_well
from processengine.rules.evidence.telling import counted, replay_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a deal that didn't end well."""
    replay = replay_of(subject)
    if replay is None or not are_survivors(replay.outcomes, replay.open) or not _can_end_otherwise(subject):
        return
    ended = " or ".join(kind for kind, number in replay.outcomes.items() if kind in GOOD and number)
    yield Finding(
        f"All of {counted(closed_well(replay.outcomes), 'closed deal')} ended as {ended}: the source holds none that was lost.",
        "process",
        help="Read from a source that has the lost deals too, or take out the `where` that leaves them out.",
    )


def _can_end_otherwise(subject: Subject) -> bool:
    return any(stage.outcome not in {None, "admin", *GOOD} for stage in subject.process.stages.values())
