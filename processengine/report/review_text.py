"""A review on a terminal: the first screen tells whether it can go on, who must agree, what the deals contradict, and what changes most."""

from collections.abc import Iterator

from processengine.model.wording import counted
from processengine.proposals.packet import Packet
from processengine.report import review_facts as facts
from processengine.report import review_said as said
from processengine.report import review_verdict as verdicts
from processengine.report.review_text_folded import Block, fitted, height, joined
from processengine.report.review_text_lines import IMPACT, Paint, labelled, opening, plain, told, wrapped
from processengine.report.review_text_rest import DETAILS, rest
from processengine.report.review_verdict_weight import weighty
from processengine.report.safe import visible

__all__ = ["Paint", "plain", "render", "told", "wrapped"]

SCREEN = 24
"""Lines of the first screen."""

LONGEST = 60
"""Lines of the whole review, but for one whose very least is more."""

_COLOURS = {"ready": "green", "waiting": "yellow", "blocked": "red"}
_LONG = 3
"""Of a long sentence so many lines are told."""


def render(packet: Packet, paint: Paint = plain) -> str:
    """Return the review; `paint` puts a colour on a text for a terminal."""
    first, end = _first(packet, paint), Block(_end(packet))
    return joined([*first, *_more(packet, paint, LONGEST - height([*first, end]) - 1), end]) + "\n"


def _more(packet: Packet, paint: Paint, room: int) -> list[Block]:
    """Return what comes below, in as much detail as there is room for."""
    for detail in DETAILS:
        found = fitted(rest(packet, paint, detail), room)
        if height(found) <= room:
            break
    return found


def _first(packet: Packet, paint: Paint) -> list[Block]:
    """Return the first screen; where it is too full its changes are told in fewer lines."""
    for most in range(_LONG, 0, -1):
        found = fitted(_screen(packet, paint, most), SCREEN)
        if height(found) <= SCREEN:
            break
    return found


def _screen(packet: Packet, paint: Paint, most: int) -> Iterator[Block]:
    yield Block([*_head(packet), *_verdict(packet, paint)])
    yield _contradicted(packet, paint)
    yield _agree(packet, most)
    yield _weighty(packet, paint, most)


def _head(packet: Packet) -> Iterator[str]:
    if said.is_withdrawn(packet):
        return
    yield from _named(packet)
    yield ""


def _named(packet: Packet) -> Iterator[str]:
    yield from wrapped(packet.reason.title, most=2)
    who = ", ".join(said.author(one) for one in packet.reason.authors)
    opened = f", opened {packet.proposal.opened}" if packet.proposal and packet.proposal.opened else ""
    yield from wrapped(f"{packet.head.name} for {packet.base.name}, by {who}{opened}", most=2)


def _verdict(packet: Packet, paint: Paint) -> Iterator[str]:
    one = verdicts.said(packet)
    yield from opening(one.word, one.text, _COLOURS[one.verdict], paint, _LONG)
    if said.is_withdrawn(packet):
        yield from _named(packet)
    for line in verdicts.in_the_way(packet)[:_LONG]:
        yield from wrapped(line, "  ! ", "    ", 2)
    if packet.impact is not None:
        word = packet.impact.value.upper()
        yield from opening(word, f"{word}: {said.seriousness(packet)}", IMPACT[packet.impact], paint, _LONG)
        yield from _versions(packet)
    elif not said.is_withdrawn(packet):
        yield from opening("NO IMPACT", f"NO IMPACT: {said.seriousness(packet)}", "", paint, _LONG)


def _versions(packet: Packet) -> Iterator[str]:
    """Say what version each document calls for; of many the first, as the others stand below."""
    for piece in packet.pieces[:2]:
        yield from wrapped(f"{piece.changeset.id} {said.version(piece)}", "  ")
    if packet.pieces[2:]:
        yield f"  and {counted(len(packet.pieces) - 2, 'document')} more"


def _contradicted(packet: Packet, paint: Paint) -> Block:
    found = facts.contradicted(packet)
    items = [wrapped(f"“{one.states}”: {one.brief}", "  ! ", "    ", 2) for one in found]
    return Block([paint("The deals contradict", "red")] if items else [], items, 1, weight=1)


def _agree(packet: Packet, most: int) -> Block:
    if said.is_withdrawn(packet) or packet.ruled is not None:
        return Block([])
    items: list[list[str]] = []
    for agreement, lines in verdicts.agreed(packet):
        where = f"{agreement.library}: " if len(packet.agreements) > 1 else ""
        items += [wrapped(f"{where}{line}", "  ", "    ", 2) for line in lines]
    least = len(items)
    items += [wrapped(line, "  ", "    ", 2) for line in verdicts.apart(packet)]
    items += [wrapped(line, "  ") for line in dict.fromkeys(_clauses(packet, is_short=most == 1))]
    return Block(["Must agree"] if items else [], items, least)


def _clauses(packet: Packet, *, is_short: bool) -> Iterator[str]:
    for agreement in packet.agreements:
        yield " ".join(filter(None, [said.clause(agreement, packet.base.name), "" if is_short else said.never(agreement)]))


def _weighty(packet: Packet, paint: Paint, most: int) -> Block:
    found = weighty(packet)
    number = len({one.message for piece in packet.pieces for one in piece.changeset.changes}) + len(packet.settings_told)
    (title,) = {piece.changeset.title for piece in packet.pieces} if len(packet.pieces) == 1 and not packet.settings_told else ("",)
    where = f" in {visible(title)} ({visible(packet.pieces[0].changeset.id)})" if title else ""
    heading = wrapped(f"What changes{' most' if number > len(found) else ''}{where}", most=2)
    return Block(heading if found else [], [list(labelled(one.said, one.impact, paint, "  ", most)) for one in found], 3)


def _end(packet: Packet) -> list[str]:
    key = f"Key {packet.key[:12]}: what an approval is given to. " if packet.key else ""
    return [*(line for one in verdicts.remarks(packet) for line in wrapped(one)), *wrapped(f"{key}`-f html` tells all of it.")]

