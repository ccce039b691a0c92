"""The policy asks for an expectation and the proposal has none.

What it reports
A proposal with fewer expectations than the base's policy asks for at the impact of its change. Where a change comes
without a proposal file, the process that it changes.

Why it matters
What is to become better, by how much and by when is said beforehand or it can never be held to account: afterwards some
number has always risen. The idea is that of studies which are registered before they are run.

Bad
    # file: base/library.yaml
    library: acme
    policy: {breaking: {expects: 1}}
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
    policy: {breaking: {expects: 1}}
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
    policy: {breaking: {expects: 1}}
    # file: base/new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [demo-seen, won]}
      demo-seen: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}}
    # file: library.yaml
    library: acme
    policy: {breaking: {expects: 1}}
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}}
    # file: proposals/no-demo.yaml
    proposal: no-demo
    process: new-business
    expects:
      win-rate: {from: 0.21, to: 0.27, by: 2027-06-30}
    moves: {demo-seen: trouble-named}

Exceptions
A proposal that is withdrawn, or ruled on already. The policy of the base counts, not one that the change itself brings.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.change.asking import asked
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Count the expectations and hold them against the policy."""
    for lack in asked(subject, "expects"):
        yield lack.finding("expectation", "Add one under `expects:`: the measure, from where to where it goes, and by when.")
