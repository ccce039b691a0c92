"""What the reports of a review say in the same words: how serious, who must agree, what to look out for."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from processengine.change import Impact
from processengine.diagnostic import Severity
from processengine.model.base import words
from processengine.proposals.packet import Author, Packet, Piece
from processengine.proposals.policy import ANYONE, Agreement, Approval
from processengine.report.wording import BUMPS, counted

_REACHES = {
    Impact.BREAKING: "deals in flight, or what is measured, change their meaning",
    Impact.BEHAVIOURAL: "sellers work otherwise than before",
    Impact.EDITORIAL: "words alone",
}
_SOURCES = {
    "proposal": "as the author states it",
    "request": "as the pull request states it; there is no proposal file",
    "commits": "from the messages of its commits; there is no proposal file",
}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def seriousness(packet: Packet) -> str:
    """Return how far it reaches, in a sentence without its end."""
    if packet.impact is None:
        return "no process changes"
    return _REACHES[packet.impact]


def versions(packet: Packet) -> Iterator[str]:
    """Say what version each document calls for, and what sums its changes up, where something does."""
    for piece in packet.pieces:
        yield f"{piece.changeset.id} {version(piece)}"
        if piece.changeset.headline:
            yield piece.changeset.headline


def version(piece: Piece) -> str:
    """Say what version a document calls for: "calls for a minor version: 1.0.0 becomes 1.1.0"."""
    if piece.after is None and piece.before is not None:
        return "goes away"
    if not piece.version:
        return "is new"
    return f"calls for {BUMPS[piece.changeset.required_bump]}: {piece.version} becomes {piece.next_version}"


def source(packet: Packet) -> str:
    """Say where title and why come from."""
    return _SOURCES[packet.reason.source]


def author(one: Author) -> str:
    """Return somebody's name, and how the library knows them."""
    name = one.name or one.email or one.id
    return f"{name} ({one.id})" if one.id and one.id != name.casefold() else name if one.id else f"{name} (not in library.yaml)"


def needed(agreement: Agreement) -> Iterator[str]:
    """Say each kind of approval that is needed, with the people who could give it: "1 manager: mia"."""
    for (_, _, people), same in groupby(agreement.approvals, key=lambda one: (one.asked, one.role, one.people)):
        approvals = list(same)
        yield f"{len(approvals)} {_role(approvals[0], len(approvals))}: {_people(approvals[0], people)}"


def _role(one: Approval, count: int) -> str:
    asked = "other person" if one.asked == ANYONE else one.asked
    many = {"other person": "other people", "ops": "ops"}.get(asked, f"{asked}s")
    said = asked if count == 1 else many
    if one.role == one.asked:
        return said
    falls = "anyone else" if one.role == ANYONE else one.role
    return f"{said} (nobody is left for that, so it falls to {falls})"


def _people(one: Approval, people: Sequence[str]) -> str:
    if one.is_open:
        also = f"nobody is left beside {' and '.join(people)}" if people else "library.yaml names nobody"
        return f"somebody else ({also})"
    return " or ".join(people)


def clause(agreement: Agreement, base: str) -> str:
    """Say by what it is asked."""
    if agreement.because_of_settings:
        return f"By the policy of {base} for breaking changes, because it changes the people or the policy themselves."
    if agreement.clause is None:
        return f"{base} has no policy for this, so one other person's approval is enough."
    return f"By the policy of {base} for {agreement.clause.value} changes."


def never(agreement: Agreement) -> str:
    """Say who doesn't count, and that nobody counts twice; empty where neither needs saying."""
    who = " and ".join(agreement.never)
    said = f"{who} wrote or touched it and {'does' if len(agreement.never) == 1 else 'do'} not count." if who else ""
    return f"{said} Nobody counts twice.".strip() if len(agreement.approvals) > 1 else said


def also_asked(packet: Packet, agreement: Agreement) -> Iterator[str]:
    """Say what else the policy asks for that the proposal has not."""
    proposal = packet.proposal
    for wanted, there, what in (
        (agreement.claims, len(proposal.claims) if proposal else 0, "claim"),
        (agreement.expects, len(proposal.expects) if proposal else 0, "expectation"),
    ):
        if there < wanted:
            yield f"The policy asks for {counted(wanted, what)}; the proposal has {there or 'none'}."


def look_out(packet: Packet) -> Iterator[str]:
    """Return what a reviewer must not miss, one sentence each, the most serious first."""
    yield from _standing(packet)
    yield from (f"{file} can't be read, so what changes in it can't be told." for file in packet.unread)
    if packet.settings_changed:
        yield "It changes library.yaml: who the people are, or what the policy asks of them."
    yield from (collision.message for collision in packet.collisions)
    yield from (f"Whether it collides with another proposal can't be told. {one}" for one in packet.skipped)
    if packet.findings:
        numbers = [(severity, sum(one.severity is severity for one in packet.findings)) for severity in _SEVERITIES]
        said = ", ".join(counted(number, f"new {severity.value}") for severity, number in numbers if number)
        yield f"It brings {said}."
    if guesses := [change for changeset in packet.changesets for change in changeset.atoms if change.confidence is not None]:
        yield (f"{counted(len(guesses), 'rename')} told here {'is a guess' if len(guesses) == 1 else 'are guesses'}: without the earlier id in "
               "`was`, deals and history are not kept, and a release counts something removed and something added.")
    for agreement in packet.agreements:
        yield from also_asked(packet, agreement)
    if packet.besides:
        yield f"It also changes {_listed(packet.besides)}, which no sentence here tells of."
    if packet.base_moved:
        yield f"{packet.base.name} has moved on by {counted(packet.base_moved, 'commit')} since; what is told here is what this branch changes."


def _standing(packet: Packet) -> Iterator[str]:
    """Say where the proposal's author doesn't ask for a yes, or not yet."""
    status = packet.proposal.status if packet.proposal else "open"
    if status == "draft":
        yield "It is a draft: its author is not done."
    if status == "withdrawn":
        yield "Its author has taken it back."


def met(packet: Packet) -> str:
    """Say what it was merged with to find collisions."""
    against = counted(packet.others, "other open proposal") if packet.others else ""
    return f"merged on trial with {against}" if against else ""


def stated(packet: Packet) -> Iterator[str]:
    """Say what the proposal file claims, expects and plans, as its author states it."""
    proposal = packet.proposal
    if proposal is None:
        return
    for name, claim in proposal.claims.items():
        yield f"Claims, not computed here: {claim.says or words(name)}"
    for name, one in proposal.expects.items():
        start = f" from {one.from_:g}" if one.from_ is not None else ""
        yield f"Expects: {words(name)}{start} to {one.to:g} by {one.by}"
    for old, new in proposal.moves.items():
        yield f"Deals that stand in {old} go to {new}"


def _listed(items: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown
