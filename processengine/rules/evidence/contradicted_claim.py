"""The deals contradict what a proposal claims.

What it reports
A claim of a proposal that was recomputed from the deals and came out otherwise, as long as nobody has ruled on the proposal.

Why it matters
A proposal stands on its facts. One that the deals contradict may still be right, but then for another reason, and whoever
rules on it must know. It is shown first, and the ruling has to answer it.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 3}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    3,trouble-named,2026-01-08
    3,won,2026-02-21
    4,trouble-named,2026-01-09
    4,won,2026-02-27
    5,trouble-named,2026-01-10
    5,won,2026-03-01
    6,trouble-named,2026-01-12
    6,lost,2026-03-02
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: proposals/ask-the-board.yaml
    proposal: ask-the-board
    process: new-business
    claims:
      mostly-lost:
        says: Nearly all deals are lost
        share: {outcome: lost}
        among: {reached: trouble-named}
        at_least: 0.9

Good
    # file: library.yaml
    library: acme
    evidence: {source: history.csv, min_deals: 3}
    # file: history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    3,trouble-named,2026-01-08
    3,won,2026-02-21
    4,trouble-named,2026-01-09
    4,won,2026-02-27
    5,trouble-named,2026-01-10
    5,won,2026-03-01
    6,trouble-named,2026-01-12
    6,lost,2026-03-02
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: proposals/ask-the-board.yaml
    proposal: ask-the-board
    process: new-business
    claims:
      mostly-won:
        says: A deal that gets this far is rather won
        share: {outcome: won}
        among: {reached: trouble-named}
        at_least: 0.3

Exceptions
A claim that comes out inconclusive is not contradicted. One of a proposal that was ruled on, or taken back, was about the deals
of its day.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.evidence.telling import recorded_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look at how each claim came out."""
    for name, seen in recorded_of(subject).claims.items():
        if seen.verdict == "contradicts":
            yield Finding(
                seen.why,
                f"claims.{name}",
                help="Take the claim out or state what the deals show; if the proposal stands without it, say why in `why`.",
            )
