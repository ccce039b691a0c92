"""Whether a proposal may be ruled on as somebody wants to: the one place where the answer is found."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from processengine.model.base import words
from processengine.model.library import Library
from processengine.proposals.approvals import Standing
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet
from processengine.proposals.policy import ANYONE, Approval, lacking

RulingKind = Literal["accepted", "rejected"]

MAY_RULE = ("leader", "manager", "ops")
"""The roles that rule; where nobody holds one but who made the proposal, it falls to anyone else."""

_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that nobody sees."""


@dataclass(frozen=True)
class Decision:
    """What somebody wants to rule: `by` is their id in the base's library.yaml, `answers` say something to each contradicted claim.

    `email` is git's of whoever rules, by which those are known whom library.yaml doesn't name; empty where it says nothing.
    """

    ruling: RulingKind
    by: str
    why: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    email: str = ""


def refusals(packet: Packet, decision: Decision, library: Library | None) -> tuple[str, ...]:
    """Return why a proposal may not be ruled on so, each as a sentence; nothing where it may.

    `packet` has to hold the standing of the approvals; `library` is the base's.
    """
    return tuple(_found(packet, decision, library))


def _found(packet: Packet, decision: Decision, library: Library | None) -> Iterator[str]:
    never = {name for agreement in packet.agreements for name in agreement.never}
    if library is not None and library.people and not decision.by and not _falls_to_anyone(packet, library, never):
        yield "library.yaml doesn't know you, so you can't rule."
    elif decision.by in never:
        yield f"{decision.by} wrote or touched it, and nobody rules on themselves."
    elif themselves := _own_hand(packet, decision):
        yield f"{themselves} wrote or touched it, and nobody rules on themselves."
    elif library is not None and library.people and decision.by and decision.by not in may_rule(library, never):
        yield f"{decision.by} may not rule: {' or '.join(may_rule(library, never)) or 'nobody here'} may."
    if decision.ruling == "rejected":
        if not is_said(decision.why):
            yield "A proposal is rejected with a reason: say it with --why."
        return
    yield from (one.message for one in blockers(packet))
    yield from _unapproved(packet, never)
    yield from unanswered(packet, decision.answers)


def unanswered(packet: Packet, answers: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each claim that the deals contradict and to which nobody has said anything."""
    for claim in packet.facts.contradicted:
        if not is_said(answers.get(claim.id, "")):
            yield f"The deals contradict “{claim.says or words(claim.id)}”; say why you accept it all the same: --answer {claim.id}=TEXT"


def is_said(text: str) -> bool:
    """Tell whether a text says anything that can be seen: a letter, a figure or a sign."""
    return any(unicodedata.category(one)[0] in "LNPS" and one not in _BLANK for one in text)


def _falls_to_anyone(packet: Packet, library: Library, never: Collection[str]) -> bool:
    """Tell whether somebody whom the library doesn't know may rule: in a clone, which binds nobody, and where nobody else can."""
    return packet.standing is not None and packet.standing.mode == "clone" and not may_rule(library, never)


def _own_hand(packet: Packet, decision: Decision) -> str:
    """Return what whoever rules is called where their address is on a commit of it; empty for somebody else."""
    email = decision.email.casefold()
    return next((one.name or one.email for one in packet.reason.authors if email and one.email.casefold() == email), "")


def may_rule(library: Library, never: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the people who may rule on what `never` made."""
    able = [name for name, person in library.people.items() if name not in never]
    leading = [name for name in able if set(library.people[name].roles) & set(MAY_RULE)]
    return tuple(leading or able)


def _unapproved(packet: Packet, never: Collection[str]) -> Iterator[str]:
    """Yield what lacks of approvals, from whom it may come, and which were given and don't count."""
    standing = packet.standing
    if standing is None or not packet.key:
        yield "Nothing is known of approvals."
    elif not standing.is_enough:
        yield f"It lacks {lacking(standing.missing)}. {_from_whom(standing)}"
        yield from (said for one, said in zip(standing.uncounted, standing.not_counting, strict=True) if one.by not in never)


def _from_whom(standing: Standing) -> str:
    """Say who may give what lacks, and, in a clone, how theirs gets known."""
    gone = [one for one in standing.missing if standing.mode == "server" and _is_left_to_nobody(one, standing)]
    may: dict[str, list[str]] = {}
    for one in (one for one in standing.missing if one not in gone):
        left = ["somebody else"] if one.is_open else [name for name in one.people if name not in standing.approvers]
        may.setdefault("anyone else" if one.role == ANYONE else one.role, []).extend(left)
    nobody = f"Nobody whom library.yaml names is left to give {'the rest' if may else 'it'}: add a person there, by a proposal of its own." if gone else ""
    if not may:
        return nobody
    who = [(role, " or ".join(dict.fromkeys(names)) or "somebody else") for role, names in may.items()]
    said = f"{who[0][1]} may give it." if len(who) == 1 else f"They may come from {'; '.join(f'{names} ({role})' for role, names in who)}."
    said += " In a clone only yours counts: give theirs with --approvals FILE or --server REPO." if standing.mode == "clone" else ""
    return f"{said} {nobody}".strip()


def _is_left_to_nobody(one: Approval, standing: Standing) -> bool:
    return one.is_open or not set(one.people) - set(standing.approvers)
