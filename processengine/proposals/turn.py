"""Whose turn it is: what a proposal waits for a person to do, if for anything, and why."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from processengine.model.base import words
from processengine.model.library import Library
from processengine.proposals.approvals import Given, standing
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet
from processengine.proposals.ruling import Decision, may_rule, refusals
from processengine.proposals.state import State

Deed = Literal["mend", "answer", "finish", "withdraw", "rule", "release", "judge", "approve"]
"""What is asked of a person; the order is that of a list."""


class Turn(NamedTuple):
    """What a person is asked to do, and a sentence that says why."""

    deed: Deed
    why: str


@dataclass(frozen=True)
class Waiting:
    """What decides whose turn it is: `author` is the id of who made it, `packet` what a review holds of one that is still open.

    `is_accepted` tells that the ruling was in favour, `to_release` that its process has something to release; `due` are
    expectations whose day has come.
    """

    state: State
    author: str = ""
    packet: Packet | None = None
    is_accepted: bool = False
    to_release: bool = False
    due: tuple[str, ...] = ()


def turn(waiting: Waiting, person: str, library: Library | None) -> Turn | None:
    """Return what a proposal waits for a person to do; None for nothing, and for somebody that the library doesn't know."""
    if not person or library is None or person not in library.people:
        return None
    if waiting.state == "ruled":
        is_theirs = waiting.is_accepted and waiting.to_release and person in releasing(library)
        return Turn("release", "It is accepted: release it.") if is_theirs else None
    if waiting.state == "watching":
        is_theirs = bool(waiting.due) and (person in releasing(library) or person == waiting.author)
        return Turn("judge", f"The day of {' and '.join(waiting.due)} has come: judge whether it held.") if is_theirs else None
    if waiting.packet is None or waiting.state in ("withdrawn", "released"):
        return None
    if person == waiting.author:
        return _author(waiting.state, waiting.packet)
    return None if waiting.state == "superseded" else _others(waiting.packet, person, library)


def releasing(library: Library) -> tuple[str, ...]:
    """Return the ids of the people who release: ops, and where nobody is that, those who rule."""
    return tuple(name for name, one in library.people.items() if "ops" in one.roles) or may_rule(library, ())


def _author(state: State, packet: Packet) -> Turn | None:
    if state == "superseded":
        return Turn("withdraw", f"{packet.base.name} has all of it by now: take it back.")
    if state == "draft":
        return Turn("finish", "It is a draft: open it when you are done.")
    in_the_way = blockers(packet)
    if in_the_way:
        return Turn("mend", in_the_way[0].message)
    if packet.standing is not None and packet.standing.objections:
        return Turn("answer", " ".join(packet.standing.objecting))
    if state == "expired":
        return Turn("mend", "The day of its expectation is over: name another one, or take it back.")
    return None


def _others(packet: Packet, person: str, library: Library) -> Turn | None:
    """Return what somebody other than the author is asked: nothing while the author has something to mend first.

    In a clone nobody is asked to approve: it has no place to do that.
    """
    if blockers(packet) or not packet.key:
        return None
    known = packet.standing if packet.standing is not None and packet.standing.mode != "clone" else None
    if may_accept(packet, person, library):
        return Turn("rule", f"{'Nothing is missing but the ruling.' if known else 'Your own approval is enough, so that you may rule.'}{_answering(packet)}")
    done = {name for one in packet.agreements for name in one.never}
    done |= {*known.approvers, *known.objections} if known else set()
    if known is None or person in done or not any(one.is_open or person in one.people for one in known.missing):
        return None
    return Turn("approve", "It wants your approval.")


def _answering(packet: Packet) -> str:
    """Return which claims the ruling has to say something to, as a sentence after another; empty for none."""
    found = [f"“{one.says or words(one.id)}”" for one in packet.facts.contradicted]
    return f" It has to answer {' and '.join(found)}, which the deals contradict." if found else ""


def may_accept(packet: Packet, person: str, library: Library) -> bool:
    """Tell whether a person could accept it now; where nobody knows of approvals, whether theirs alone is enough."""
    if packet.standing is None or packet.standing.mode == "clone":
        alone = [Given(person, person, "approved", packet.head.commit, "", packet.key)]
        packet = replace(packet, standing=standing(packet.agreements, alone, packet.key, "clone"))
    answers = {claim.id: "answered when it is ruled" for claim in packet.facts.contradicted}
    return not refusals(packet, Decision("accepted", person, answers=answers), library)
