"""What a release tells of a proposal that it brings: who proposed it, who agreed, and what is expected of it by when."""

from collections.abc import Iterable, Iterator

from processengine.evidence.measures.compute import unit_of
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.proposal import Proposal, Ruling
from processengine.proposals.shown import said
from processengine.release.library import Held
from processengine.report.changelog import Reason


def reason(now: Held, proposal: Proposal, ruling: Ruling | None, process: Process) -> Reason:
    """Return a proposal as the changelog tells it; `ruling` is what a release writes for one without a record.

    Whoever rules agrees; whoever only releases what came without a ruling does not.
    """
    agreed = _agreed(proposal.record) if proposal.record else ruling.approvals if ruling else ()
    return Reason(
        proposal.title or words(proposal.id), called(now, proposal.author or ""), proposal.why,
        tuple(called(now, one) for one in agreed), tuple(_expected(proposal, process)),
    )


def called(now: Held, person: str) -> str:
    """Return the name of a person of the library; where it has none, their id."""
    known = now.library.people.get(person) if now.library else None
    return (known.name if known else "") or person


def _agreed(ruling: Ruling) -> Iterable[str]:
    """Return who approved and who ruled, each once."""
    by = (ruling.by,) if isinstance(ruling.by, str) else ruling.by or ()
    return dict.fromkeys((*ruling.approvals, *by))


def _expected(proposal: Proposal, process: Process) -> Iterator[str]:
    for name, one in proposal.expects.items():
        measure = process.measures.get(name)
        unit = unit_of(measure) if measure is not None else None
        start = "" if one.from_ is None else f" from {said(one.from_, unit)}"
        yield f"{words(name)}{start} to {said(one.to, unit)} by {one.by.isoformat()}"
