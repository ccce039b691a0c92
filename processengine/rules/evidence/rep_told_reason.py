"""A claim rests on reasons that reps gave.

What it reports
A claim of a proposal that is drawn from deals whose reason for being lost or won was given by a rep, as long as nobody has
ruled on the proposal.

Why it matters
Reps are poor judges of why they win or lose: they were not in the room, and they have a stake in the answer. What they say is
worth hearing as opinion. As a fact it must come from the buyer or from what the buyer did.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: data/}
    # file: data/stage_history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: data/deals.csv
    deal_id,reason,reason_by
    2,The price was too high,rep
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
    evidence: {source: data/}
    # file: data/stage_history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: data/deals.csv
    deal_id,reason,reason_by
    2,They took the tender of their old vendor,buyer
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

Exceptions
That a deal was won needs no reason, nor does what a client got. Reasons that the buyer or a system gave are no opinion of ours.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.evidence.telling import recorded_of
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look at what each claim is drawn from."""
    for name, seen in recorded_of(subject).claims.items():
        if seen.rests_on_rep_reasons:
            yield Finding(
                "This claim rests on reasons that reps gave, so it is opinion as much as fact.",
                f"claims.{name}",
                help="Ask the buyers, or claim something that shows in what they did.",
            )
