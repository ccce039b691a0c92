"""A declared probability is not what the deals show.

What it reports
A stage whose `probability` lies outside the 95 % interval of the share of deals that were won, of those that reached the stage
and are closed, where they are at least `min_deals`.

Why it matters
A forecast multiplies these numbers with money. They are mostly set once, by feeling, and reps are poor judges of why they win
or lose. What happened to the deals that came this far is known, so it should be said.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 4}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    3,trouble-named,2026-01-08
    3,lost,2026-02-21
    4,trouble-named,2026-01-09
    4,lost,2026-02-27
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {probability: 90, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 4}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    3,trouble-named,2026-01-08
    3,lost,2026-02-21
    4,trouble-named,2026-01-09
    4,lost,2026-02-27
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {probability: 30, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Open deals say nothing yet, and deals that ended by administration don't count. Outcomes have no odds. A process without an
outcome won has none to hold a number against.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.replay import Odds
from processengine.rules.evidence.telling import counted, percent, recorded_of, share
from processengine.rules.forecast.ways import percent as declared
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Hold each declared probability against the interval of the measured one."""
    recorded, stages = recorded_of(subject), subject.process.stages
    for odds in recorded.odds:
        stage = stages.get(odds.stage)
        if stage is None or stage.outcome is not None or stage.probability is None or odds.closed < recorded.min_deals:
            continue
        if not 100 * odds.low <= stage.probability <= 100 * odds.high:
            yield _finding(subject.process.title_of(odds.stage), stage.probability, odds)


def _finding(title: str, probability: float, odds: Odds) -> Finding:
    return Finding(
        f'"{title}" says {declared(probability)}. Of {counted(odds.closed, "closed deal")} that reached it {odds.won:,} were won: '
        f"{share(odds.won, odds.closed)}, and with chance allowed for {percent(odds.low)} to {percent(odds.high)}.",
        f"stages.{odds.stage}.probability",
        "value",
        help="Write what the deals show, or find out what makes the ones to come so different.",
    )
