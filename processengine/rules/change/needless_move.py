"""A proposal moves deals away from a stage that stays.

What it reports
An entry of `moves` for a stage that was neither removed nor split nor merged since the base, and is no outcome now.

Why it matters
Whoever reads the plan believes that the stage is going. Often it is left over from an earlier draft, or the stage was
renamed, and then its deals stay with it.

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
      trouble-named: {next: [product-tried, won]}
      product-tried: {was: [demo-seen], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: proposals/tried.yaml
    proposal: tried
    process: new-business
    moves: {demo-seen: product-tried}

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
      trouble-named: {next: [product-tried, won]}
      product-tried: {was: [demo-seen], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    # file: proposals/tried.yaml
    proposal: tried
    process: new-business

Exceptions
Only proposals that this change brings are looked at.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix
from processengine.rules.change.leaving import left
from processengine.rules.change.proposing import is_proposed_here
from processengine.rules.change.revisions import changes_of, earlier_ids, process_then
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for what happened to each stage that is moved from."""
    name = subject.proposal.process
    if name is None or not subject.proposal.moves or not is_proposed_here(subject):
        return
    before, changeset = process_then(subject, name), changes_of(subject, name)
    if before is None or changeset is None:
        return
    leaving = left(changeset, before)
    renamed = {old: new for new, old in earlier_ids(changeset).items()}
    for stage in subject.proposal.moves:
        if stage in leaving:
            continue
        if stage in renamed:
            message = f"`{stage}` is only called `{renamed[stage]}` now: its deals stay with it."
        elif stage in before.stages:
            message = f"`{stage}` stays, so its deals need no move."
        else:
            message = f"`{stage}` was no stage of `{name}`, so no deal stands there."
        edit = Edit("remove", f"moves.{stage}")
        yield Finding(message, f"moves.{stage}", help="Take the entry out.", values=(stage,), fix=Fix("Take it out", (edit,)))
