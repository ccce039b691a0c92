"""What becomes of the deals in flight, in sentences: those that stay are only counted, the others are told stage by stage."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from processengine.model.base import words
from processengine.proposals.facts import InFlight, Standings
from processengine.proposals.packet import Packet
from processengine.report.markdown import cut
from processengine.report.wording import counted

_LONGEST_NAME: Final = 80
"""Of a longer name in a sentence so many characters are told: it may not push out what has to be said."""


class StandingSaid(NamedTuple):
    """Deals in one stage for a reader; `needs_somebody` where nobody has said what becomes of them."""

    said: str
    needs_somebody: bool = False


def summed(found: InFlight) -> str:
    """Say how many deals are in flight, and what becomes of them in sum: "212 deals in flight: 150 stay, 50 move, 12 need a person"."""
    stays, moves, needs = found.total("stays"), found.total("moves"), found.need_a_person
    parts = [f"{stays:,} {'stays' if stays == 1 else 'stay'}"] * bool(stays)
    parts += [f"{moves:,} {'moves' if moves == 1 else 'move'}"] * bool(moves)
    parts += [f"{needs:,} {'needs' if needs == 1 else 'need'} a person"] * bool(needs)
    return f"{counted(found.deals, 'deal')} in flight: {', '.join(parts)}" if found.deals else "No deal is in flight"


def in_flight(packet: Packet) -> list[StandingSaid]:
    """Return what becomes of the deals that don't just stay, and what those lack that must hold for them at once.

    Where nobody counted the deals it is what the proposal plans for them.
    """
    found = packet.facts.in_flight
    if found is None or found.why_not:
        return [StandingSaid(line) for line in (*not_asked(packet), *planned(packet))]
    needing = [one for one in found.stages if one.fate == "needs-a-person"]
    rest = [one for one in found.stages if one.fate == "moves" or (one.fate == "stays" and one.lacks)]
    unknown = [
        StandingSaid(f"{counted(number, 'deal')} in “{cut(name, _LONGEST_NAME)}”, which is no stage of the process, {'needs' if number == 1 else 'need'} a person.", needs_somebody=True)
        for name, number in found.unknown_stages.items()
    ]
    return [*unknown, *(StandingSaid(line, one.fate == "needs-a-person") for one in (*needing, *rest) for line in _lines(packet, one)), *map(StandingSaid, _untold(packet, found))]


def not_asked(packet: Packet) -> Iterator[str]:
    """Say why nobody counted them, where no claim and no expectation says it."""
    stated = packet.proposal is not None and (packet.proposal.claims or packet.proposal.expects)
    if packet.facts.in_flight is None and packet.facts.why_not and not stated:
        yield f"Not asked: {packet.facts.why_not}"


def planned(packet: Packet) -> Iterator[str]:
    """Say where the proposal sends deals in flight, the stages that go to one together."""
    goals: dict[str, list[str]] = {}
    for old, new in (packet.proposal.moves if packet.proposal is not None else {}).items():
        goals.setdefault(new, []).append(f"“{_called(packet, old)}”")
    for new, old_ in goals.items():
        yield f"Deals that stand in {_listed(old_)} go on to “{_called(packet, new)}”."


def stage(packet: Packet, name: str) -> str:
    """Return what a stage is called, before or after; of another process with that process's id."""
    sides = (side for piece in packet.pieces for side in (piece.before, piece.after) if side is not None)
    return next((side.stages[name].title for side in sides if name in side.stages and side.stages[name].title), "") or words(name)


def _lines(packet: Packet, one: Standings) -> Iterator[str]:
    here = f"{counted(one.deals, 'deal')} in “{_called(packet, one.stage)}”"
    if one.fate == "needs-a-person":
        yield f"{here} {'needs' if one.deals == 1 else 'need'} a person. {_brief(packet, one.why)}".strip()
    elif one.fate == "moves":
        yield f"{here} {'goes' if one.deals == 1 else 'go'} on to “{_called(packet, one.to)}”."
    for criterion, number in one.lacks.items():
        yield f"{number:,} of {here} {'lacks' if number == 1 else 'lack'} {fact(packet, criterion)}, which holds for them at once."


def _called(packet: Packet, name: str) -> str:
    return cut(stage(packet, name), _LONGEST_NAME)


def _brief(packet: Packet, why: str) -> str:
    """Return a reason in which no stage's title is longer than a name may be."""
    for side in (side for piece in packet.pieces for side in (piece.before, piece.after) if side is not None):
        for one in side.stages.values():
            if len(one.title) > _LONGEST_NAME:
                why = why.replace(one.title, cut(one.title, _LONGEST_NAME))
    return why


def _untold(packet: Packet, found: InFlight) -> Iterator[str]:
    """Say what nobody knows of the deals in flight, and what else has to be said with their number."""
    for criterion in found.untracked:
        yield f"Nobody knows who lacks {fact(packet, criterion)}: no such fact is recorded."
    yield from found.notes


def fact(packet: Packet, criterion: str) -> str:
    """Return the fact that a criterion asks for, in the author's words."""
    where, _, name = criterion.partition("/")
    for piece in packet.pieces:
        for side in (piece.after, piece.before):
            held = side.stages[where].exit_criteria if side is not None and where in side.stages else side.exit_criteria if side is not None else {}
            if name in held:
                return f"“{held[name].fact or words(name)}”"
    return f"“{words(name or criterion)}”"


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
