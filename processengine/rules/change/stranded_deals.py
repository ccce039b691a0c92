"""Deals may stand on a stage that is gone, and nothing says where they go.

What it reports
A stage that was removed, split or merged since the base, or is an outcome now, where no proposal of this change says in
`moves` where its deals go, where two say different things, or where they are sent to an outcome or to a stage from which
they return to the one that is gone. An error where the policy asks for a plan (`in_flight: planned`), else a warning.

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
A plan that the base has already, or one that was rejected or withdrawn, is none of this change.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from processengine.change import Changeset
from processengine.diagnostic import Finding, Severity
from processengine.rules.change.landing import landing, why_not
from processengine.rules.change.leaving import Fate, left
from processengine.rules.change.planning import planning, targets_of, torn
from processengine.rules.change.proposing import clause
from processengine.rules.change.revisions import at_the_base, base_of, changes_of, earlier_ids, process_then, then
from processengine.rules.subject import Subject

_OR: Final[dict[Fate, str]] = {
    "removed": "; or, if it only has another name now, keep `was: [{}]`.",
    "split": ", the one of the two where they go on.",
    "merged": ", the one that it became.",
    "an outcome now": ", a stage where they go on.",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a plan for each stage that deals have to leave."""
    name = subject.process.id
    before, changeset = process_then(subject, name), changes_of(subject, name)
    if before is None or changeset is None:
        return
    base = base_of(subject)
    targets = targets_of(planning(base.proposals.values(), base.earlier_proposals()), name)
    earlier, severity = then(subject), _severity(subject, changeset)
    renamed = {old: new for new, old in earlier_ids(changeset).items()}
    for stage, fate in left(changeset, before).items():
        lack = _lack(subject, stage, targets.get(stage, {}))
        if lack:
            yield Finding(
                f'Deals may stand on "{before.title_of(stage)}", which {"is" if fate == "an outcome now" else "was"} {fate}, and {lack}.',
                f"stages.{renamed.get(stage, stage)}",
                help=f"Say it in the proposal: `moves: {{{stage}: ...}}`{_OR[fate].format(stage)}",
                values=(stage,),
                related=(at_the_base(earlier, "it stood here", f"stages.{stage}"),) if earlier else (),
                severity=severity,
            )


def _lack(subject: Subject, stage: str, targets: Mapping[str, str]) -> str:
    """Return what is wrong with the plan for a stage, empty where deals can go there; of what isn't there at all another rule tells."""
    if not targets:
        return "nothing says where they go"
    if said := torn(targets):
        return said
    (target,) = set(targets.values())
    there = landing(target, subject.process, subject.around.processes)
    reason = why_not(there, is_itself=target == stage) if there.stage is not None else ""
    return f"`moves` sends its deals to {reason}" if reason else ""


def _severity(subject: Subject, changeset: Changeset) -> Severity | None:
    asked = clause(base_of(subject).library, changeset.impact)
    return None if asked is not None and asked.in_flight == "planned" else Severity.WARNING
