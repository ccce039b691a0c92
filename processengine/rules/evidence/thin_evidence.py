"""Too few deals are closed to conclude anything from them.

What it reports
A process of which fewer deals are closed than `min_deals` in library.yaml asks for (30, where it doesn't say).

Why it matters
From ten deals anything can be read: next month it will be something else. Who changes a process on so little follows chance
and calls it evidence. Knowing that one doesn't know yet is what keeps the rest believable.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 3}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    3,trouble-named,2026-01-08
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
    evidence: {source: history.csv, min_deals: 3}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    3,trouble-named,2026-01-08
    3,lost,2026-02-21
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None. It is no fault of a small company or a new process: claims still count as computed, whatever their verdict.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.evidence.telling import counted, recorded_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Count the closed deals."""
    recorded = recorded_of(subject)
    replay = recorded.replay
    if replay is None or replay.closed is None or replay.closed >= recorded.min_deals:
        return
    visited = {one.stage for one in replay.stages if one.visits}
    if visited.isdisjoint(subject.process.stages):
        message = "No deal of the source ever came to a stage of this process."
        advice = "If the source has other names for the stages, say so in library.yaml under `crm:`."
    else:
        message = f"{_closed(replay.closed)} closed so far, and `min_deals` asks for {recorded.min_deals:,} before anything is concluded."
        advice = "Wait for more deals, or read from a source that goes further back."
    yield Finding(message, "process", help=advice)


def _closed(number: int) -> str:
    return "No deal is" if number == 0 else f"{counted(number, 'deal')} {'is' if number == 1 else 'are'}"
