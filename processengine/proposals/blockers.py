"""What stands in the way of a proposal, whoever approves it: each with a sentence, the most serious first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from processengine.diagnostic import Severity
from processengine.model.base import words
from processengine.model.wording import counted
from processengine.proposals.packet import Packet
from processengine.proposals.ruled import told

_MOST = 3
"""How many settings a sentence names."""

BlockerKind = Literal["ruled", "withdrawn", "draft", "nothing", "unreadable", "conflict", "errors", "mixed-settings", "claims", "expectation"]


@dataclass(frozen=True)
class Blocker:
    """One thing that has to be mended before anybody can rule in favour; the message says what and what to do."""

    kind: BlockerKind
    message: str


def blockers(packet: Packet) -> tuple[Blocker, ...]:
    """Return what stands in the way; nothing where approvals alone decide."""
    return tuple(_found(packet))


def _found(packet: Packet) -> Iterator[Blocker]:
    proposal = packet.proposal
    if packet.ruled is not None:
        yield Blocker("ruled", f"It was {packet.ruled.ruling}{told(packet.ruled)} What is new takes a proposal of its own, from {packet.base.name}.")
        return
    if proposal is not None and proposal.status == "withdrawn":
        yield Blocker("withdrawn", "Its author has taken it back.")
    elif proposal is not None and proposal.status == "draft":
        yield Blocker("draft", "It is a draft: its author is not done.")
    yield from (Blocker("unreadable", sentence) for sentence in packet.refused)
    for file in packet.unread:
        yield Blocker("unreadable", f"{file} can't be read, so nobody knows what changes in it.")
    if not packet.pieces and not packet.besides and not packet.settings_told and not packet.unread:
        yield Blocker("nothing", f"It changes nothing that {packet.base.name} doesn't have.")
    elif packet.is_superseded:
        yield Blocker("nothing", f"{packet.base.name} holds all of it already.")
    clashes = [one for one in packet.collisions if one.with_base and one.is_conflict]
    if clashes:
        yield Blocker("conflict", f"It can't be merged into {packet.base.name} as that stands: {clashes[0].message}")
    errors = sum(one.severity is Severity.ERROR for one in packet.findings)
    if errors:
        yield Blocker("errors", f"It brings {counted(errors, 'error')}, which `processengine validate` explains.")
    if packet.settings_changed and packet.pieces:
        named = f" ({', '.join(packet.settings[:_MOST])}{' and more' if len(packet.settings) > _MOST else ''})" if packet.settings else ""
        yield Blocker("mixed-settings", f"It changes people, policy, sources or mappings{named} beside a process: make two proposals of it.")
    for name in packet.past:
        yield Blocker("expectation", f"The day on which “{words(name)}” is judged is over: name a later one.")
    for agreement in packet.agreements:
        # A change of the settings has no process that a claim or an expectation could be about.
        if not agreement.because_of_settings:
            yield from _asked(packet, agreement.claims, agreement.expects)


def _asked(packet: Packet, claims: int, expects: int) -> Iterator[Blocker]:
    computed = packet.facts.computed
    if computed < claims:
        stated = len(packet.proposal.claims) if packet.proposal else 0
        why = f" {packet.facts.why_not}" if stated >= claims and packet.facts.why_not else ""
        yield Blocker("claims", f"The policy asks for {counted(claims, 'claim')} that the deals have been asked about; {computed or 'none'} is computed.{why}")
    stated = len(packet.proposal.expects) if packet.proposal else 0
    if stated < expects:
        yield Blocker("expectation", f"The policy asks for {counted(expects, 'expectation')}; the proposal has {stated or 'none'}.")
