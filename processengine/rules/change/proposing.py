"""Which proposals a change belongs to, what the policy asks of them, and which of them still wait to be judged."""

from collections.abc import Iterator

from processengine.change import Impact
from processengine.model.library import Clause, Library
from processengine.model.proposal import REJECTED, Proposal
from processengine.rules.change.revisions import base_of
from processengine.rules.judged import is_judged
from processengine.rules.subject import Subject, shared

WITHDRAWN, OPEN = "withdrawn", "open"


@shared
def own_proposals(subject: Subject) -> list[Proposal]:
    """Return the proposals that this change brings: new since the base or written otherwise, and not withdrawn."""
    earlier = base_of(subject).earlier_proposals()
    return [one for name, one in base_of(subject).proposals.items() if one.status != WITHDRAWN and one != earlier.get(name)]


def is_proposed_here(subject: Subject) -> bool:
    """Tell whether the proposal at hand is one that this change brings and that nobody has ruled on yet."""
    return subject.proposal.record is None and subject.proposal in own_proposals(subject)


def is_about(proposal: Proposal, process: str) -> bool:
    """Tell whether a proposal is about a process; one that names none is about all that its change touches."""
    return proposal.process in (None, process)


def clause(library: Library | None, impact: Impact | None) -> Clause | None:
    """Return what the base's policy asks of a change of some impact."""
    if library is None or library.policy is None or impact is None:
        return None
    found: Clause | None = getattr(library.policy, impact.value)
    return found


def waiting(subject: Subject) -> Iterator[Proposal]:
    """Yield the proposals whose expectations stand: stated here, or stated earlier and not judged yet.

    What was released counts as the base has it: a change can't take back what it is to be judged by.
    """
    base = base_of(subject)
    earlier = base.earlier_proposals()
    own = {one.id for one in own_proposals(subject)}
    for name, one in {**base.proposals, **{name: one for name, one in earlier.items() if one.record is not None}}.items():
        is_stated = name in own or one.status == OPEN or one.record is not None
        if (one.status != WITHDRAWN or one.record is not None) and is_stated and not is_settled(one):
            yield one


def is_settled(proposal: Proposal) -> bool:
    """Tell whether nothing of a proposal is to be judged any more: each of its expectations has a verdict, or it was rejected."""
    record = proposal.record
    return record is not None and (record.ruling == REJECTED or all(is_judged(proposal, measure) for measure in proposal.expects))
