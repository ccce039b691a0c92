"""Many visits to stages took no time at all.

What it reports
A history in which over 5 % of the visits to the process's stages began and ended at the same moment.

Why it matters
A buyer takes time to agree. A stage that was passed in no time was not lived through: somebody filled it in afterwards, or a
script did. Every time, share and forecast drawn from such a history tells how people click, not how buyers buy.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: history.csv}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,board-decides,2026-02-02
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    evidence: {source: history.csv}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,board-decides,2026-02-02
    1,won,2026-03-01
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [board-decides]}
      board-decides: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None. A source that records days and no hours has visits without length wherever two moves fell on one day: then this says that
it is too coarse for times.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding, Mention
from processengine.limits import is_too_much
from processengine.rules.evidence.telling import counted, replay_of, share
from processengine.rules.subject import Subject

_MOST_NAMED: Final = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Compare visits without length with all of them."""
    replay = replay_of(subject)
    if replay is None:
        return
    visits, empty = sum(one.visits for one in replay.stages), sum(one.zero_length or 0 for one in replay.stages)
    if not is_too_much(empty, visits):
        return
    worst = sorted((one for one in replay.stages if one.zero_length), key=lambda one: (-(one.zero_length or 0), one.stage))[:_MOST_NAMED]
    yield Finding(
        f"{empty:,} of {counted(visits, 'visit')} ({share(empty, visits)}) to this process's stages took no time at all, so they were probably "
        "filled in afterwards.",
        "process",
        help="Ask that a deal is moved when it moves, and don't trust the times in these stages.",
        related=tuple(
            Mention(f'{one.zero_length:,} of {counted(one.visits, "visit")} to "{subject.process.title_of(one.stage)}"', f"stages.{one.stage}")
            for one in worst if one.stage in subject.process.stages
        ),
    )
