"""Which of a proposal's expectations are released, and which of them have a verdict."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal, Ruling


def is_released(proposal: "Proposal") -> bool:
    """Tell whether a proposal was ruled on in its favour and released."""
    from processengine.model.proposal import REJECTED

    return proposal.record is not None and proposal.record.ruling != REJECTED and bool(proposal.record.version)


def is_judged(proposal: "Proposal", measure: str) -> bool:
    """Tell whether a verdict on a proposal's expectation is recorded."""
    return proposal.record is not None and has_verdict(proposal.record, measure)


def has_verdict(record: "Ruling", measure: str) -> bool:
    """Tell whether a record has a verdict on an expectation; one that was judged and has no verdicts at all counts for all."""
    return measure in record.verdicts or (record.judged is not None and not record.verdicts)
