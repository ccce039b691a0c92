"""Whether a proposal can be ruled on: ready, waiting for somebody, or something stands in its way; and who has agreed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from processengine.proposals.approvals import Counted
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet
from processengine.proposals.policy import Agreement
from processengine.proposals.ruled import told
from processengine.report.review_said import WITHDRAWN, is_withdrawn, needed, role
from processengine.report.wording import counted

Verdict = Literal["ready", "waiting", "blocked"]


class Said(NamedTuple):
    """A verdict in words: the first one is what to see from afar, the sentence has no end."""

    verdict: Verdict
    word: str
    sentence: str

    @property
    def text(self) -> str:
        """Word and sentence: "WAITING for 2 approvals", "READY: everybody who must agree has"."""
        return f"{self.word}{'' if self.sentence.startswith(('for ', 'by ', 'on ')) else ':'} {self.sentence}"


def verdict(packet: Packet) -> Verdict:
    """Return how it stands: somebody has to mend something, or approvals lack, or it can be ruled on in favour."""
    if blockers(packet):
        return "blocked"
    return "ready" if not lacking(packet) else "waiting"


def said(packet: Packet) -> Said:
    """Return the verdict as the first thing to be read."""
    if packet.ruled is not None:
        return Said("blocked", packet.ruled.ruling.upper(), told(packet.ruled).strip().removesuffix("."))
    if is_withdrawn(packet):
        return Said("blocked", "WITHDRAWN", WITHDRAWN)
    found = blockers(packet)
    if found:
        more = f" (and {counted(len(found) - 1, 'thing')} more)" if len(found) > 1 else ""
        return Said("blocked", "CAN'T GO ON", f"{found[0].message.removesuffix('.')}{more}")
    missing = len(lacking(packet))
    if missing:
        of = sum(len(one.approvals) for one in packet.agreements)
        return Said("waiting", "WAITING", f"for {counted(missing, 'approval')}" + (f" of {of}" if missing < of else ""))
    return Said("ready", "READY", f"everybody who must agree has{_objected(packet)}{_to_answer(packet)}")


def in_the_way(packet: Packet) -> list[str]:
    """Return what stands in the way beyond the first, which the verdict says itself."""
    return [one.message for one in blockers(packet)[1:]] if not is_withdrawn(packet) else []


def lacking(packet: Packet) -> list[Counted]:
    """Return the approvals that are asked for and that nobody has given."""
    return [one for _, approvals in _by_agreement(packet) for one in approvals if not one.by]


def agreed(packet: Packet) -> Iterator[tuple[Agreement, list[str]]]:
    """Yield each library's agreement with a line for each kind of approval: who could give it, or who has.

    Without approvals it is just what is needed: "1 leader: lee"; else "1 leader: lee has agreed".
    """
    for agreement, approvals in _by_agreement(packet):
        yield agreement, list(_lines(approvals)) if any(one.by for one in approvals) else list(needed(agreement))


def apart(packet: Packet) -> Iterator[str]:
    """Say who asks for changes, and whose approval doesn't count and why."""
    standing = packet.standing
    if standing is None:
        return
    yield from standing.objecting
    yield from standing.not_counting


def remarks(packet: Packet) -> tuple[str, ...]:
    """Return what binds and what doesn't, in sentences, to be said last."""
    return packet.standing.remarks if packet.standing is not None else ()


def _by_agreement(packet: Packet) -> Iterator[tuple[Agreement, Sequence[Counted]]]:
    """Yield what each library asks for, with who gave it; nobody has where nothing is known of approvals."""
    start = 0
    for agreement in packet.agreements:
        end = start + len(agreement.approvals)
        known = packet.standing.counted[start:end] if packet.standing is not None else ()
        yield agreement, known or [Counted(one) for one in agreement.approvals]
        start = end


def _lines(approvals: Sequence[Counted]) -> Iterator[str]:
    for (_, _, people), same in groupby(approvals, key=lambda one: (one.approval.asked, one.approval.role, one.approval.people)):
        asked = list(same)
        there = [one.by for one in asked if one.by]
        left = [name for name in people if name not in there]
        has = f"{' and '.join(there)} {'has' if len(there) == 1 else 'have'} agreed" if there else ""
        waits = "" if len(there) == len(asked) else " or ".join(left) or "somebody else"
        yield f"{len(asked)} {role(asked[0].approval, len(asked))}: {', still '.join(filter(None, (has, waits)))}"


def _objected(packet: Packet) -> str:
    who = packet.standing.objections if packet.standing is not None else ()
    return f", but {' and '.join(who)} {'asks' if len(who) == 1 else 'ask'} for changes" if who else ""


def _to_answer(packet: Packet) -> str:
    contradicted = len(packet.facts.contradicted)
    return f"; the ruling has to answer {counted(contradicted, 'contradicted claim')}" if contradicted else ""
