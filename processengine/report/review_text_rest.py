"""What a review tells below its first screen: what to look out for, what the deals say, why, all other changes, findings, collisions."""

from collections.abc import Iterator
from typing import Literal

from processengine.change import Change, Group
from processengine.diagnostic import Diagnostic, Severity
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet, Piece
from processengine.report import review_facts as facts
from processengine.report import review_facts_in_flight as deals
from processengine.report import review_said as said
from processengine.report.review_facts_expected import expected
from processengine.report.review_text_folded import Block
from processengine.report.review_text_lines import Paint, told, wrapped
from processengine.report.review_verdict_weight import weighty
from processengine.report.safe import visible
from processengine.report.wording import counted

_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_TONES = {"good": "green", "bad": "red", "open": "yellow"}
_LONG = 2
"""Of a long sentence so many lines are told."""

_SHORT = 60
"""A sentence of so many characters is never cut on the first screen."""

_MOST = 3
"""Where room is short so many documents are told of."""

Detail = Literal["all", "brief", "least"]
DETAILS: tuple[Detail, ...] = ("all", "brief", "least")
"""How much is told, the most first."""


def rest(packet: Packet, paint: Paint, detail: Detail) -> Iterator[Block]:
    """Yield the blocks in the order in which they are read."""
    yield _claims(packet, paint, is_brief=detail != "all")
    yield _expects(packet)
    yield _in_flight(packet, is_brief=detail != "all")
    yield _look_out(packet, paint)
    yield _why(packet)
    yield from _changes(packet, paint, least=0 if detail == "least" else 3)
    yield _findings(packet, paint)
    yield from [_mended(packet)] * (detail != "least")
    yield _collisions(packet)


def _look_out(packet: Packet, paint: Paint) -> Block:
    known = " ".join(one.message for one in blockers(packet))
    seen = {one.said for one in weighty(packet) if len(one.said) <= _SHORT}
    lines = [line for line in said.look_out(packet) if line not in known and line not in seen]
    if not lines and known:
        return Block([])
    if not lines:
        needs = packet.facts.contradicted or (packet.facts.in_flight is not None and packet.facts.in_flight.need_a_person)
        start = "No new finding" if needs else "Nothing to look out for: no new finding"
        return Block(wrapped(start + (f", no conflict ({said.met(packet)})." if packet.others else ".")))
    # Nobody agrees to a setting that they were not told of, so each is told to its end.
    settings = {one.said for one in packet.settings_told}
    least = max((place for place, line in enumerate(lines, 1) if line in settings), default=0)
    return Block([paint("Look out", "red")], [wrapped(line, "  ! ", "    ", None if line in settings else 3) for line in lines], max(least, 3), weight=5)


def _claims(packet: Packet, paint: Paint, *, is_brief: bool) -> Block:
    found = facts.claims(packet)
    source = facts.evidence(packet) if packet.facts.source else ""
    heading = wrapped(f"Claims. {source}".strip() if source else "Claims")
    return Block(heading if found else [], [list((_in_brief if is_brief else _claim)(one, paint)) for one in found], 2, weight=7)


def _claim(one: facts.ClaimSaid, paint: Paint) -> Iterator[str]:
    yield from _verdict(one, paint, _LONG)
    yield from wrapped(one.counted, "    ", most=3)
    for caution in one.cautions[:1]:
        yield from wrapped(caution, "    ", most=_LONG)


def _in_brief(one: facts.ClaimSaid, paint: Paint) -> Iterator[str]:
    """Tell a claim in two lines; what contradicts one stands on the first screen."""
    yield from _verdict(one, paint, 1)
    if not one.is_contradicted:
        yield from wrapped(one.brief, "    ", most=1)


def _verdict(one: facts.ClaimSaid, paint: Paint, most: int) -> Iterator[str]:
    first, *more = wrapped(f"{one.word}: “{one.states}”", "  ", "    ", most)
    yield first.replace(one.word, paint(one.word, _TONES[one.tone]), 1)
    yield from more


def _expects(packet: Packet) -> Block:
    items = [[*wrapped(one.expects, "  ", "    ", _LONG), *wrapped(one.today, "    ", most=_LONG), *wrapped(one.judged, "    ")] for one in expected(packet)]
    return Block(["Expects"] if items else [], items, 1, weight=8)


def _in_flight(packet: Packet, *, is_brief: bool) -> Block:
    found, lines = packet.facts.in_flight, deals.in_flight(packet)
    items = [wrapped(one.said, "  ! " if one.needs_somebody else "  ", "    ", 1 if is_brief else _LONG) for one in lines]
    if found is not None and not found.why_not:
        summed = wrapped(f"{deals.summed(found)}.")
        return Block(summed, items, 2 if is_brief else 3, weight=6, alone=summed)
    why = [found.why_not] if found is not None and found.why_not else []
    return Block(["Deals in flight"] if items or why else [], [*items, *(wrapped(one, "  ") for one in why)], 3, weight=6)


def _why(packet: Packet) -> Block:
    paragraphs = [one for one in packet.reason.why.splitlines() if one.strip()] or ["Nothing is said."]
    lines = [[line] for paragraph in paragraphs for line in wrapped(paragraph, "  ")]
    return Block([f"Why ({said.source(packet)})"], lines, 3, weight=4)


def _changes(packet: Packet, paint: Paint, least: int) -> Iterator[Block]:
    """Tell each document's changes but for those that the first screen has, and its version where there are several."""
    if not packet.pieces:
        yield Block(["What changes: no process and no journey."])
    known = {one.said for one in weighty(packet)}
    shown = packet.pieces if least else packet.pieces[:_MOST]
    for piece in shown:
        items = [item for group in piece.changeset.groups for item in _group(group, known, paint)]
        several = wrapped(f"{piece.changeset.id} {said.version(piece)}", "  ") if len(packet.pieces) > 1 else []
        heading = f"What{' else' if known & {one.message for one in piece.changeset.changes} else ''} changes in {_named(piece)}"
        alone = wrapped(f"{counted(len(items), 'more change')} in {_named(piece)}.")
        yield Block([*wrapped(heading), *several] if items or several else [], items, least, weight=1, alone=alone)
    if packet.pieces[len(shown):]:
        yield Block([f"{counted(len(packet.pieces) - len(shown), 'more document')} that change{'s' * (len(packet.pieces) - len(shown) == 1)}."])


def _named(piece: Piece) -> str:
    return f"{visible(piece.changeset.title)} ({visible(piece.changeset.id)})"


def _group(group: Group, known: set[str], paint: Paint) -> Iterator[list[str]]:
    """Tell a group under its title; without one where its only sentence names it."""
    left = list({one.message: one for one in group.changes if one.message not in known}.values())
    if len(left) == 1 and group.title in left[0].message:
        yield _change(left[0], paint, "  ")
        return
    for place, one in enumerate(left):
        lines = _change(one, paint, "    ")
        yield [f"  {visible(group.title)}", *lines] if place == 0 else lines


def _change(one: Change, paint: Paint, indent: str) -> list[str]:
    return list(told([one], paint, indent, _LONG))


def _findings(packet: Packet, paint: Paint) -> Block:
    return Block(["New findings"] if packet.findings else [], [list(_finding(one, paint)) for one in packet.findings], 0)


def _finding(one: Diagnostic, paint: Paint) -> Iterator[str]:
    label = paint(f"{one.severity.value}: {one.rule}", _SEVERITY[one.severity])
    yield f"  {label}  {visible(one.file)}:{one.span.line}"
    yield from wrapped(one.message, "    ", most=_LONG)
    if one.witness:
        yield from wrapped(f"path: {' → '.join(one.witness)}", "    ", most=_LONG)


def _mended(packet: Packet) -> Block:
    if not packet.mended:
        return Block([])
    heading, lines = said.mended(packet)
    return Block(wrapped(f"{heading}:"), [wrapped(line, "  ", "    ", _LONG) for line in lines], 0, alone=wrapped(f"{heading}."))


def _collisions(packet: Packet) -> Block:
    found = [one for one in packet.collisions if one.ours or one.theirs]
    items = []
    for one in found:
        lines = wrapped(f"{one.title} ({one.other})", "  ", most=_LONG)
        for what, messages in (("here", one.ours), ("there", one.theirs)):
            lines += [line for message in messages for line in wrapped(message, f"    {what + ':':7}", " " * 11, _LONG)]
        items.append(lines)
    return Block(["Where they collide"] if items else [], items, 0, weight=2)
