"""Deals go on without the fact that a criterion asks for.

What it reports
A required criterion whose fact was recorded for under half of the deals that went on from its stage, where facts are tracked
and at least `min_deals` deals went on.

Why it matters
A criterion that most deals pass without is no criterion. Either it asks for something that buyers don't do, or it is right and
nobody holds to it: then a stage says less about the buyer than its name promises, and so does the forecast.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: data/, min_deals: 2}
    # file: data/stage_history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    3,trouble-named,2026-01-09
    3,won,2026-02-25
    # file: data/facts.csv
    deal_id,kind,id,at
    1,criterion,trouble-named/cost-in-writing,2026-01-20
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          cost-in-writing: {fact: The buyer has written down what it costs them, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    evidence: {source: data/, min_deals: 2}
    # file: data/stage_history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,won,2026-02-20
    # file: data/facts.csv
    deal_id,kind,id,at
    1,criterion,trouble-named/cost-in-writing,2026-01-20
    2,criterion,trouble-named/cost-in-writing,2026-01-30
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named:
        exit_criteria:
          cost-in-writing: {fact: The buyer has written down what it costs them, proof: email}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Criteria with a `when`, and those that a way doesn't need (`needs`), need not hold. Where the source has no fact about any
criterion of the process, facts are not tracked, and nothing is said. A fact counts whenever it was recorded.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.evidence.telling import counted, recorded_of, share
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look how often each required criterion held."""
    recorded = recorded_of(subject)
    for one in recorded.tracked:
        if one.went_on >= recorded.min_deals and 2 * one.with_fact < one.went_on:
            # What holds in every stage is asked of a deal each time that it goes on.
            what = counted(one.went_on, "time") + " that a deal" if one.path.startswith("exit_criteria.") else counted(one.went_on, "deal") + " that"
            yield Finding(
                f"Of {what} went on, {one.with_fact:,} ({share(one.with_fact, one.went_on)}) had this fact on record.",
                one.path,
                help="Ask those who sell whether buyers do this at all. If so hold to it and record it; else make it `required: false`, or drop it.",
            )
