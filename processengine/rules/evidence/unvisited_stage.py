"""No deal ever came to a stage.

What it reports
A stage or an outcome that no deal of the recorded history visited, under any of its names.

Why it matters
A stage that nobody comes to is either not needed, or goes by another name in the CRM, or tells of a step that the buyer takes
and nobody records. In all three cases the file says something that life doesn't.

Bad
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
      trouble-named: {next: [demo-seen, won]}
      demo-seen: {next: [won]}
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
An outcome of kind admin is made for errors, and none is good news. A stage that no path leads to is reported as that. Where
no deal of the source came to any stage, thin-evidence says so, and nothing else.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.evidence.telling import replay_of, window
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for visits to each stage."""
    replay = replay_of(subject)
    visited = set() if replay is None else {one.stage for one in replay.stages if one.visits}
    if replay is None or visited.isdisjoint(subject.process.stages):
        return
    for name, stage in subject.process.stages.items():
        if name not in visited and stage.outcome != "admin" and name in subject.mended.reachable:
            yield Finding(
                f'No deal ever came to "{subject.process.title_of(name)}" ({window(replay)}).',
                f"stages.{name}",
                help="If the source has another name for it, say so in library.yaml under `crm:`; else ask whether it is needed.",
            )
