"""The verdicts that the server's log has of a proposal, each with what ended it."""

from collections.abc import Iterator

from processengine.approving.chain import Log
from processengine.approving.entry import VERDICTS
from processengine.approving.pushed import ended
from processengine.git import Repository
from processengine.proposals.approvals import Given, ReviewVerdict


def given(repository: Repository, log: Log, proposal: str) -> tuple[Given, ...]:
    """Return the verdicts on a proposal, oldest first; whether an approval is for the key of now is for others to compare."""
    return tuple(_given(repository, log, proposal))


def _given(repository: Repository, log: Log, proposal: str) -> Iterator[Given]:
    for entry in (one for one in log.entries if one.proposal == proposal and one.kind in VERDICTS):
        why_not = ended(repository, entry) if entry.kind == "approved" else ""
        verdict: ReviewVerdict = "approved" if entry.kind == "approved" else "changes-requested"
        yield Given(entry.person, entry.person, verdict, entry.commit, entry.at, entry.key, why_not, entry.note)
