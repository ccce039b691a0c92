"""The policy asks for a claim and the proposal has none.

What it reports
A proposal with fewer claims than the base's policy asks for at the impact of its change. Where a change comes without a
proposal file, the process that it changes.

Why it matters
A process changes on facts, not on the loudest voice. A claim is one statement of fact that is recomputed from the deals,
and it counts whatever comes out, so that a small company or a new idea is not shut out.

Bad
    # file: base/library.yaml
    library: acme
    policy: {breaking: {claims: 1}}
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [demo-seen, won]}
      demo-seen: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: library.yaml
    library: acme
    policy: {breaking: {claims: 1}}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: proposals/no-demo.yaml
    proposal: no-demo
    process: new-business
    moves: {demo-seen: trouble-named}

Good
    # file: base/library.yaml
    library: acme
    policy: {breaking: {claims: 1}}
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [demo-seen, won]}
      demo-seen: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: library.yaml
    library: acme
    policy: {breaking: {claims: 1}}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: proposals/no-demo.yaml
    proposal: no-demo
    process: new-business
    claims:
      rarely-seen: {says: Few deals ever see the demo, share: {reached: demo-seen}, at_most: 0.2}
    moves: {demo-seen: trouble-named}

Exceptions
A proposal that is withdrawn, or ruled on already. The policy of the base counts, not one that the change itself brings.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.change.asking import asked
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Count the claims and hold them against the policy."""
    for lack in asked(subject, "claims"):
        yield lack.finding(
            "claim", "Add one under `claims:`, a fact that can be recomputed from the deals; it counts whatever comes out."
        )
