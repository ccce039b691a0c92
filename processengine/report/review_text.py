"""A review on a terminal: the first screen says what, how serious, who must agree and what to look out for."""

import textwrap
from collections.abc import Callable, Iterable, Iterator

from processengine.change import Change, Group, Impact
from processengine.diagnostic import Diagnostic, Severity
from processengine.proposals.packet import Packet
from processengine.report import review_said as said
from processengine.report.safe import visible

WIDTH = 80
_IMPACT = {Impact.BREAKING: "red", Impact.BEHAVIOURAL: "yellow", Impact.EDITORIAL: "cyan"}
_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LABEL = 13

Paint = Callable[[str, str], str]


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def render(packet: Packet, paint: Paint = plain) -> str:
    """Return the review; `paint` puts a colour on a text for a terminal."""
    blocks = [_head(packet, paint), _agree(packet), _look_out(packet, paint), _why(packet), _changes(packet, paint),
              _findings(packet, paint), _collisions(packet)]
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block))) + "\n"


def _head(packet: Packet, paint: Paint) -> Iterator[str]:
    if said.is_withdrawn(packet):
        yield f"{paint('WITHDRAWN', 'red')}: {said.WITHDRAWN}"
    yield from wrapped(packet.reason.title)
    who = ", ".join(said.author(one) for one in packet.reason.authors)
    opened = f", opened {packet.proposal.opened}" if packet.proposal and packet.proposal.opened else ""
    yield from wrapped(f"{packet.head.name} for {packet.base.name}, by {who}{opened}")
    if said.is_withdrawn(packet) and packet.impact is None:
        return
    yield ""
    word = packet.impact.value.upper() if packet.impact else "NO IMPACT"
    first, *rest = wrapped(f"{word}: {said.seriousness(packet)}", "", "  ")
    yield (paint(word, _IMPACT[packet.impact]) if packet.impact else word) + first.removeprefix(word)
    yield from rest
    for line in said.versions(packet):
        yield from wrapped(line, "  ")


def _agree(packet: Packet) -> Iterator[str]:
    if said.is_withdrawn(packet):
        return
    yield "Must agree"
    for agreement in packet.agreements:
        where = f"{agreement.library}: " if len(packet.agreements) > 1 else ""
        for line in said.needed(agreement):
            yield from wrapped(f"{where}{line}", "  ", "    ")
        yield from wrapped(" ".join(filter(None, [said.clause(agreement, packet.base.name), said.never(agreement)])), "  ")


def _look_out(packet: Packet, paint: Paint) -> Iterator[str]:
    lines = list(said.look_out(packet))
    if not lines:
        yield from wrapped("Nothing to look out for: no new finding" + (f", no conflict ({said.met(packet)})." if packet.others else "."))
        return
    yield paint("Look out", "red")
    for line in lines:
        yield from wrapped(line, "  ! ", "    ")


def _why(packet: Packet) -> Iterator[str]:
    yield f"Why ({said.source(packet)})"
    paragraphs = packet.reason.why.splitlines() or ["Nothing is said."]
    for paragraph in paragraphs:
        yield from wrapped(paragraph, "  ") if paragraph.strip() else [""]
    for line in said.stated(packet):
        yield from wrapped(line, "  ", "    ")


def _changes(packet: Packet, paint: Paint) -> Iterator[str]:
    if not packet.pieces:
        yield "What changes: no process and no journey."
    for number, piece in enumerate(packet.pieces):
        if number:
            yield ""
        yield f"What changes in {visible(piece.changeset.title)} ({visible(piece.changeset.id)})"
        for group in piece.changeset.groups:
            yield from _group(group, paint)


def _group(group: Group, paint: Paint) -> Iterator[str]:
    """Tell a group under its title; without one where its only sentence names it."""
    if len(group.changes) == 1 and group.title in group.changes[0].message:
        yield from told(group.changes, paint, "  ")
        return
    yield f"  {visible(group.title)}"
    yield from told(group.changes, paint, "    ")


def told(changes: Iterable[Change], paint: Paint, indent: str) -> Iterator[str]:
    """Return changes as lines, no sentence twice, each with its impact before it."""
    for change in {one.message: one for one in changes}.values():
        first, *rest = wrapped(change.message, indent + " " * _LABEL)
        label = paint(change.impact.value, _IMPACT[change.impact]) + " " * (_LABEL - len(change.impact.value))
        yield f"{indent}{label}{first.lstrip()}"
        yield from rest


def _findings(packet: Packet, paint: Paint) -> Iterator[str]:
    if packet.findings:
        yield "New findings"
    for one in packet.findings:
        yield from _finding(one, paint)
    if packet.mended:
        heading, lines = said.mended(packet)
        yield from wrapped(f"{heading}:")
        for line in lines:
            yield from wrapped(line, "  ", "    ")


def _finding(one: Diagnostic, paint: Paint) -> Iterator[str]:
    label = paint(f"{one.severity.value}: {one.rule}", _SEVERITY[one.severity])
    yield f"  {label}  {visible(one.file)}:{one.span.line}"
    yield from wrapped(one.message, "    ")
    if one.witness:
        yield from wrapped(f"path: {' → '.join(one.witness)}", "    ")


def _collisions(packet: Packet) -> Iterator[str]:
    found = [one for one in packet.collisions if one.ours or one.theirs]
    if found:
        yield "Where they collide"
    for one in found:
        yield from wrapped(f"{one.title} ({one.other})", "  ")
        for what, messages in (("here", one.ours), ("there", one.theirs)):
            for message in messages:
                yield from wrapped(message, f"    {what + ':':7}", " " * 11)


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Return a text in lines of at most 80 characters; `first` stands before the first line, `rest` before the others."""
    return textwrap.wrap(visible(text), WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest,
                         break_long_words=False, break_on_hyphens=False) or [first.rstrip()]
