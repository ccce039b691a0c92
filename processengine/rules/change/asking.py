"""What the policy asks a proposal to state, and what it states."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from processengine.change import Impact
from processengine.diagnostic import Finding
from processengine.rules.change.proposing import clause, is_about, is_proposed_here, own_proposals
from processengine.rules.change.revisions import base_of, changes_of, impact_of
from processengine.rules.subject import Subject

Stated = Literal["claims", "expects"]


class Lack(NamedTuple):
    """Too little is stated; `element` is the key of the proposal, or of the process whose change has no proposal."""

    element: Literal["proposal", "process"]
    impact: Impact
    asked: int
    there: int

    def finding(self, what: str, advice: str) -> Finding:
        """Say what is missing; `what` is the thing in the singular."""
        count = f"{self.asked} {what}{'s' if self.asked > 1 else ''}" if self.asked > 1 else f"{'an' if what[0] in 'aeiou' else 'a'} {what}"
        has = f"it has {self.there or 'none'}"
        if self.element == "process":
            message = f"For a {self.impact} change the policy asks for a proposal with {count}, and this change comes without a proposal."
            advice = f"Write a file in proposals/ for it. {advice}"
        else:
            message = f"For a {self.impact} change the policy asks for {count}, and {has}."
        return Finding(message, self.element, help=advice, values=(str(self.asked), str(self.there)))


def asked(subject: Subject, what: Stated) -> Iterator[Lack]:
    """Yield what is lacking of claims or expectations in the proposal at hand, or around the process at hand."""
    if subject.document.kind == "process":
        yield from _without_proposal(subject, what)
    elif is_proposed_here(subject):
        impact = impact_of(subject, subject.proposal.process)
        wanted, there = _wanted(subject, impact, what), len(getattr(subject.proposal, what))
        if impact is not None and there < wanted:
            yield Lack("proposal", impact, wanted, there)


def _without_proposal(subject: Subject, what: Stated) -> Iterator[Lack]:
    changeset = changes_of(subject, subject.process.id)
    impact = changeset.impact if changeset else None
    wanted = _wanted(subject, impact, what)
    if impact is not None and wanted and not any(is_about(one, subject.process.id) for one in own_proposals(subject)):
        yield Lack("process", impact, wanted, 0)


def _wanted(subject: Subject, impact: Impact | None, what: Stated) -> int:
    found = clause(base_of(subject).library, impact)
    return 0 if found is None else int(getattr(found, what))
