"""A review as a page that stands alone: first whether it can go on, who must agree and what the deals contradict; then the rest."""

from collections.abc import Iterable, Iterator, Mapping

from processengine.diagnostic import Diagnostic
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet
from processengine.report import diff_html
from processengine.report import review_html_facts as facts
from processengine.report import review_said as said
from processengine.report import review_verdict as verdicts
from processengine.report.page.review_style import REVIEW_STYLE
from processengine.report.page.whole import page, sentence, text
from processengine.report.pictures import Pictures, file_of
from processengine.report.review_verdict_weight import weighty

NO_PICTURES: Mapping[str, Pictures] = {}


def render(packet: Packet, pictures: Mapping[str, Pictures] = NO_PICTURES) -> str:
    """Return the page; `pictures` are those of the processes that changed, by `file_of` their changesets."""
    changes = [
        diff_html.section(piece.changeset, pictures.get(file_of(piece.changeset)), anchor=f"change-{number}")
        for number, piece in enumerate(packet.pieces, 1)
    ]
    first = (*_head(packet), *facts.contradicted(packet), *_agree(packet), *_weighty(packet), *_look_out(packet))
    rest = (*facts.told(packet), *_why(packet), *changes, *_collisions(packet), *_findings(packet), *_end(packet))
    return page(packet.reason.title, "\n".join((*first, *rest)), REVIEW_STYLE)


def _head(packet: Packet) -> Iterator[str]:
    yield f"<h1>{text(packet.reason.title)}</h1>"
    who = ", ".join(said.author(one) for one in packet.reason.authors)
    opened = f", opened {packet.proposal.opened}" if packet.proposal and packet.proposal.opened else ""
    yield f'<p class="sides"><code>{text(packet.head.name)}</code> for <code>{text(packet.base.name)}</code>, by {text(who)}{opened}</p>'
    yield _verdict(packet)
    if said.is_withdrawn(packet) and packet.impact is None:
        return
    word, serious = (packet.impact.value.capitalize(), f" {packet.impact.value}") if packet.impact else ("No impact", "")
    yield f'<p class="verdict{serious}"><span class="impact{serious}">{word}:</span> {text(said.seriousness(packet))}.</p>'
    yield _list(said.versions(packet))


def _verdict(packet: Packet) -> str:
    one = verdicts.said(packet)
    between = one.text.removeprefix(one.word).removesuffix(one.sentence)
    more = _list(verdicts.in_the_way(packet))
    return f'<div class="ruling {one.verdict}"><p><strong>{text(one.word)}</strong>{text(between)} {sentence(one.sentence)}.</p>{more}</div>'


def _agree(packet: Packet) -> Iterator[str]:
    if said.is_withdrawn(packet) or packet.ruled is not None:
        return
    yield "<h2>Must agree</h2>"
    for agreement, lines in verdicts.agreed(packet):
        if len(packet.agreements) > 1:
            yield f"<h3>{text(agreement.library)}</h3>"
        yield _list(lines)
        yield f'<p class="note">{sentence(" ".join(filter(None, [said.clause(agreement, packet.base.name), said.never(agreement)])))}</p>'
    yield _list(verdicts.apart(packet))


def _weighty(packet: Packet) -> Iterator[str]:
    """Tell the changes that weigh most, before the pictures: whoever reads no further has read those."""
    if found := weighty(packet):
        yield "<h2>What changes most</h2>"
        yield _list(one.said for one in found)


def _look_out(packet: Packet) -> Iterator[str]:
    known = " ".join(one.message for one in blockers(packet))
    lines = [line for line in said.look_out(packet) if line not in known]
    if lines or not known:
        yield "<h2>Look out</h2>"
        yield _list(lines) if lines else "<p>Nothing to look out for: no new finding, no conflict.</p>"


def _why(packet: Packet) -> Iterator[str]:
    yield f"<h2>Why, {text(said.source(packet))}</h2>"
    paragraphs = [line for line in packet.reason.why.splitlines() if line.strip()] or ["Nothing is said."]
    yield "<blockquote>" + "".join(f"<p>{text(line)}</p>" for line in paragraphs) + "</blockquote>"


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
    return f"<strong>{one.severity.value}</strong> <code>{text(one.rule)}</code> {sentence(one.message)}{path} {place}"


def _collisions(packet: Packet) -> Iterator[str]:
    found = [one for one in packet.collisions if one.ours or one.theirs]
    if found:
        yield "<h2>Where they collide</h2>"
    for one in found:
        yield f"<h3>{text(one.title)} (<code>{text(one.other)}</code>)</h3>"
        yield _list([*(f"Here: {line}" for line in one.ours), *(f"There: {line}" for line in one.theirs)])


def _end(packet: Packet) -> Iterator[str]:
    """Yield what is said last: what binds, and the key that an approval is given to."""
    lines = [f'<p class="note">{sentence(one)}</p>' for one in verdicts.remarks(packet)]
    if packet.key:
        lines.append(f'<p class="note">Key <code>{text(packet.key)}</code>: what an approval is given to.</p>')
    if lines:
        yield "<h2>What binds</h2>"
        yield from lines


def _list(lines: Iterable[str]) -> str:
    return _raw(map(sentence, lines))


def _raw(items: Iterable[str]) -> str:
    found = "".join(f"<li>{one}</li>" for one in items)
    return f"<ul>{found}</ul>" if found else ""
