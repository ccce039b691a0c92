"""What stands in the way of a proposal, whoever approves it: each with a sentence, the most serious first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from processengine.diagnostic import Severity
from processengine.model.base import words
from processengine.model.wording import counted
from processengine.proposals.packet import Packet
from processengine.proposals.ruled import told

_MOST = 3
"""How many settings a sentence names."""

_MOST_ERRORS = 2
"""So many errors are told in their own words."""

BlockerKind = Literal["ruled", "withdrawn", "draft", "nothing", "unreadable", "conflict", "errors", "mixed-settings", "claims", "expectation"]


_ASKED_FOR: Final[Mapping[str, BlockerKind]] = {"missing-claim": "claims", "missing-expectation": "expectation"}
"""The rules that say what a blocker says in the packet's own numbers."""


@dataclass(frozen=True)
class Blocker:
    """One thing that has to be mended before anybody can rule in favour; the message says what and what to do."""

    kind: BlockerKind
    message: str


def blockers(packet: Packet) -> tuple[Blocker, ...]:
    """Return what stands in the way; nothing where approvals alone decide."""
    if packet.ruled is not None:
        return (Blocker("ruled", f"It was {packet.ruled.ruling}{told(packet.ruled)} What is new takes a proposal of its own, from {packet.base.name}."),)
    return tuple(_found(packet))


def _found(packet: Packet) -> Iterator[Blocker]:
    yield from _unopened(packet)
    yield from _unmergeable(packet)
    # A change of the settings has no process that a claim or an expectation could be about.
    asked = [blocker for one in packet.agreements if not one.because_of_settings for blocker in _asked(packet, one.claims, one.expects)]
    yield from _errors(packet, {one.kind for one in asked})
    if packet.settings_changed and packet.pieces:
        named = f" ({', '.join(packet.settings[:_MOST])}{' and more' if len(packet.settings) > _MOST else ''})" if packet.settings else ""
        yield Blocker("mixed-settings", f"It changes people, policy, sources or mappings{named} beside a process: make two proposals of it.")
    for name in packet.past:
        yield Blocker("expectation", f"The day on which “{words(name)}” is judged is over: name a later one.")
    yield from asked


def _unopened(packet: Packet) -> Iterator[Blocker]:
    proposal = packet.proposal
    if proposal is not None and proposal.status == "withdrawn":
        yield Blocker("withdrawn", "Its author has taken it back.")
    elif proposal is not None and proposal.status == "draft":
        yield Blocker("draft", "It is a draft: its author is not done.")


def _unmergeable(packet: Packet) -> Iterator[Blocker]:
    """Yield why nobody could merge it, or would merge anything."""
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


def _errors(packet: Packet, asked: set[BlockerKind]) -> Iterator[Blocker]:
    """Say which errors it brings, one or two in their own words; not those that say what the policy asks for, where a blocker of its own does."""
    errors = [one for one in packet.findings if one.severity is Severity.ERROR and _ASKED_FOR.get(one.rule) not in asked]
    said = list(dict.fromkeys(one.message for one in errors))
    if errors:
        told = f": {' '.join(said)}" if len(said) <= _MOST_ERRORS else ", which `processengine validate` explains."
        yield Blocker("errors", f"It brings {counted(len(errors), 'error')}{told}")


def _asked(packet: Packet, claims: int, expects: int) -> Iterator[Blocker]:
    computed = packet.facts.computed
    if computed < claims:
        stated = len(packet.proposal.claims) if packet.proposal else 0
        why = f" {packet.facts.why_not}" if stated >= claims and packet.facts.why_not else ""
        yield Blocker("claims", f"The policy asks for {counted(claims, 'claim')} that the deals have been asked about; {computed or 'none'} is computed.{why}")
    stated = len(packet.proposal.expects) if packet.proposal else 0
    if stated < expects:
        yield Blocker("expectation", f"The policy asks for {counted(expects, 'expectation')}; the proposal has {stated or 'none'}.")
