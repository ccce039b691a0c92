"""A proposal says itself what others have to decide about it.

What it reports
A proposal whose `status` is none of draft, open and withdrawn, or whose `record:` differs from the base's. And one with a
record whose file is gone: with it would go what was decided, or how it came out.

Why it matters
Nobody rules on themselves. Approvals, rulings and verdicts are computed or recorded by `release` and `outcomes`; were
they read from what a proposer can write, an edit would be an approval.

Bad
    # file: base/library.yaml
    library: acme
    # file: library.yaml
    library: acme
    # file: proposals/shorter.yaml
    proposal: shorter
    title: One meeting less
    status: approved
    why: We book it out of habit.

Good
    # file: base/library.yaml
    library: acme
    # file: library.yaml
    library: acme
    # file: proposals/shorter.yaml
    proposal: shorter
    title: One meeting less
    status: open
    why: We book it out of habit.

Exceptions
None. This rule looks at what a change brings; what the base holds already has been decided there. A released proposal that
waits for its verdict and is gone is for `moved-goalposts`.
"""

from collections.abc import Iterator
from typing import Final

from processengine.diagnostic import Finding
from processengine.model.proposal import Proposal
from processengine.rules.change.judges import forgotten
from processengine.rules.change.revisions import PROCESS, at_the_base, then
from processengine.rules.subject import Subject

OWN: Final = ("draft", "open", "withdrawn")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at the status, and compare the record with the base's; proposals that are gone are said on the library, or, without one, on its processes."""
    if subject.document.kind == "proposal":
        yield from _in_proposal(subject)
    elif subject.document.kind == "library" or subject.around.library is None:
        path = "library" if subject.document.kind == "library" else PROCESS
        for one in forgotten(subject):
            message = f"The proposal `{one.id}` has a record, and its file is gone."
            yield Finding(message, path, help="Put the file back: what was decided, and how it came out, stays.", values=(one.id, "deleted"))


def _in_proposal(subject: Subject) -> Iterator[Finding]:
    proposal, earlier = subject.proposal, then(subject)
    before = earlier.value if earlier is not None and isinstance(earlier.value, Proposal) else None
    if proposal.status not in OWN and (before is None or before.status != proposal.status):
        yield Finding(
            f"`{proposal.status}` is no status that a proposer writes.",
            "status",
            "value",
            help="Write draft, open or withdrawn; everything else follows from approvals and releases.",
            values=(proposal.status,),
        )
    if proposal.record != (before.record if before else None):
        what = "was changed" if proposal.record and before and before.record else "was added" if proposal.record else "was taken out"
        yield Finding(
            f"The record of this proposal {what} by hand.",
            "record",
            help="Leave `record:` as it was: `release` and `outcomes` write it.",
            values=("record",),
            related=(at_the_base(earlier, "as it was", "record"),) if earlier and before and before.record else (),
        )
