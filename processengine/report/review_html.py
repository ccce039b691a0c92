"""A review as a page that stands alone: first what, how serious, who must agree and what to look out for; then the rest."""

from collections.abc import Iterable, Iterator, Mapping

from processengine.diagnostic import Diagnostic
from processengine.proposals.packet import Packet
from processengine.report import diff_html
from processengine.report import review_said as said
from processengine.report.page.whole import page, text
from processengine.report.pictures import Pictures, file_of

NO_PICTURES: Mapping[str, Pictures] = {}


def render(packet: Packet, pictures: Mapping[str, Pictures] = NO_PICTURES) -> str:
    """Return the page; `pictures` are those of the processes that changed, by `file_of` their changesets."""
    changes = [
        diff_html.section(piece.changeset, pictures.get(file_of(piece.changeset)), anchor=f"change-{number}")
        for number, piece in enumerate(packet.pieces, 1)
    ]
    parts = [*_head(packet), *_agree(packet), *_look_out(packet), *_why(packet), *changes, *_findings(packet), *_collisions(packet)]
    return page(packet.reason.title, "\n".join(parts))


def _head(packet: Packet) -> Iterator[str]:
    yield f"<h1>{text(packet.reason.title)}</h1>"
    if said.is_withdrawn(packet):
        yield f'<p class="verdict"><span class="impact">Withdrawn:</span> {text(said.WITHDRAWN)}.</p>'
    who = ", ".join(said.author(one) for one in packet.reason.authors)
    opened = f", opened {packet.proposal.opened}" if packet.proposal and packet.proposal.opened else ""
    yield f'<p class="sides"><code>{text(packet.head.name)}</code> for <code>{text(packet.base.name)}</code>, by {text(who)}{opened}</p>'
    if said.is_withdrawn(packet) and packet.impact is None:
        return
    word, serious = (packet.impact.value.capitalize(), f" {packet.impact.value}") if packet.impact else ("No impact", "")
    yield f'<p class="verdict{serious}"><span class="impact{serious}">{word}:</span> {text(said.seriousness(packet))}.</p>'
    yield _list(said.versions(packet))


def _agree(packet: Packet) -> Iterator[str]:
    if said.is_withdrawn(packet):
        return
    yield "<h2>Must agree</h2>"
    for agreement in packet.agreements:
        if len(packet.agreements) > 1:
            yield f"<h3>{text(agreement.library)}</h3>"
        yield _list(said.needed(agreement))
        yield f'<p class="note">{text(" ".join(filter(None, [said.clause(agreement, packet.base.name), said.never(agreement)])))}</p>'


def _look_out(packet: Packet) -> Iterator[str]:
    lines = list(said.look_out(packet))
    yield "<h2>Look out</h2>"
    yield _list(lines) if lines else "<p>Nothing to look out for: no new finding, no conflict.</p>"


def _why(packet: Packet) -> Iterator[str]:
    yield f"<h2>Why, {text(said.source(packet))}</h2>"
    paragraphs = [line for line in packet.reason.why.splitlines() if line.strip()] or ["Nothing is said."]
    yield "<blockquote>" + "".join(f"<p>{text(line)}</p>" for line in paragraphs) + "</blockquote>"
    yield _list(said.stated(packet))


def _findings(packet: Packet) -> Iterator[str]:
    if packet.findings:
        yield "<h2>New findings</h2>"
        yield _raw(map(_finding, packet.findings))
    if packet.mended:
        heading, lines = said.mended(packet)
        yield f"<p>{text(heading)}:</p>"
        yield _list(lines)


def _finding(one: Diagnostic) -> str:
    path = f' <span class="why">Path: {text(" → ".join(one.witness))}</span>' if one.witness else ""
    place = f'<span class="place"><code>{text(one.file)}:{one.span.line}</code></span>'
    return f"<strong>{one.severity.value}</strong> <code>{text(one.rule)}</code> {text(one.message)}{path} {place}"


def _collisions(packet: Packet) -> Iterator[str]:
    found = [one for one in packet.collisions if one.ours or one.theirs]
    if found:
        yield "<h2>Where they collide</h2>"
    for one in found:
        yield f"<h3>{text(one.title)} (<code>{text(one.other)}</code>)</h3>"
        yield _list([*(f"Here: {line}" for line in one.ours), *(f"There: {line}" for line in one.theirs)])


def _list(lines: Iterable[str]) -> str:
    return _raw(map(text, lines))


def _raw(items: Iterable[str]) -> str:
    found = "".join(f"<li>{one}</li>" for one in items)
    return f"<ul>{found}</ul>" if found else ""
