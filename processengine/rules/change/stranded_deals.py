"""Deals may stand on a stage that is gone, and nothing says where they go.

What it reports
A stage that was removed, split or merged since the base, where no proposal for the process says in `moves` where its
deals go. An error where the policy asks for a plan (`in_flight: planned`), else a warning.

Why it matters
The people who have an open deal there come back on Monday to a stage that isn't. What then happens is decided deal by
deal, by whoever looks first, and the numbers of both stages are worth nothing for a quarter.

Bad
    # file: base/library.yaml
    library: acme
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
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: base/library.yaml
    library: acme
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

Exceptions
A rename keeps its deals, said in `was`. Outcomes hold no deals in flight. A process that was never on the base has none.
"""

from collections.abc import Iterator
from typing import Final

from processengine.change import Changeset
from processengine.diagnostic import Finding, Severity
from processengine.rules.change.leaving import Fate, left
from processengine.rules.change.proposing import WITHDRAWN, clause, is_about
from processengine.rules.change.revisions import at_the_base, base_of, changes_of, earlier_ids, process_then, then
from processengine.rules.subject import Subject

_OR: Final[dict[Fate, str]] = {
    "removed": "; or, if it only has another name now, keep `was: [{}]`.",
    "split": ", the one of the two where they go on.",
    "merged": ", the one that it became.",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a plan for each stage that deals have to leave."""
    name = subject.process.id
    before, changeset = process_then(subject, name), changes_of(subject, name)
    if before is None or changeset is None:
        return
    planned = {
        stage for one in base_of(subject).proposals.values() if one.status != WITHDRAWN and is_about(one, name) for stage in one.moves
    }
    earlier, severity = then(subject), _severity(subject, changeset)
    renamed = {old: new for new, old in earlier_ids(changeset).items()}
    for stage, fate in left(changeset, before).items():
        if stage not in planned:
            title = before.title_of(stage)
            yield Finding(
                f'Deals may stand on "{title}", which was {fate}, and nothing says where they go.',
                f"stages.{renamed.get(stage, stage)}",
                help=f"Say it in the proposal: `moves: {{{stage}: ...}}`{_OR[fate].format(stage)}",
                values=(stage,),
                related=(at_the_base(earlier, "it stood here", f"stages.{stage}"),) if earlier else (),
                severity=severity,
            )


def _severity(subject: Subject, changeset: Changeset) -> Severity | None:
    asked = clause(base_of(subject).library, changeset.impact)
    return None if asked is not None and asked.in_flight == "planned" else Severity.WARNING
