"""A review as a comment on a pull request: what, how serious, who must agree, what to look out for; then the rest."""

from collections.abc import Iterable, Iterator, Mapping

from processengine.diagnostic import Diagnostic
from processengine.proposals.packet import Packet
from processengine.report import diff_markdown
from processengine.report import review_said as said
from processengine.report.diff_markdown import LIMIT
from processengine.report.markdown import code, cut, inline
from processengine.report.pictures import file_of
from processengine.report.wording import counted

_LONGEST = 600
_MOST_LISTED = 30
_LONGEST_CHART = 12_000
_ROOM_TO_END = 1_000
_SHARES = (0.2, 0.15, 0.15, 0.1)
"""How much of the room the head, the reason, the findings and the collisions may take at most; the changes have the rest."""

NO_CHARTS: Mapping[str, str] = {}


def render(packet: Packet, charts: Mapping[str, str] = NO_CHARTS, limit: int = LIMIT) -> str:
    """Return the review as markdown of at most `limit` characters (20,000 or more); what is left out is said.

    `charts` are the changed processes as Mermaid texts, by `file_of` their changesets.
    """
    blocks = (_head(packet), _why(packet), _findings(packet), _collisions(packet))
    head, why, findings, collisions = (_fitting(block, int(limit * share)) for block, share in zip(blocks, _SHARES, strict=True))
    changes = _changes(packet, charts, limit - sum(map(len, (head, why, findings, collisions))) - _ROOM_TO_END)
    return "\n".join(part for part in (head, why, *changes, findings, collisions) if part)


def _changes(packet: Packet, charts: Mapping[str, str], room: int) -> Iterator[str]:
    """Tell what changes in each document as far as there is room, and how many are left out."""
    left = 0
    for piece in packet.pieces:
        chart = _chart(charts.get(file_of(piece.changeset), ""))
        text = diff_markdown.section(piece.changeset, limit=room) if room > 3 * _ROOM_TO_END else ""
        left += not text
        room -= len(text) + 1
        if text and len(chart) < room:
            text += f"\n{chart}"
            room -= len(chart) + 1
        yield text
    if left:
        yield f"_{counted(left, 'document')} left out here, for want of room. `processengine review` tells all._\n"


def _fitting(lines: Iterable[str], room: int) -> str:
    """Return as many lines as there is room for; each can stand without the next. What is left out is said."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            kept += ["", "_More is left out here, for want of room. `processengine review` tells all._"]
            break
        kept.append(line)
    return "\n".join(kept) + "\n" if kept else ""


def _head(packet: Packet) -> Iterator[str]:
    yield f"## {inline(cut(packet.reason.title, 200))}"
    yield ""
    if said.is_withdrawn(packet):
        yield f"**Withdrawn**: {said.WITHDRAWN}."
        yield ""
    if packet.impact or not said.is_withdrawn(packet):
        word = packet.impact.value.capitalize() if packet.impact else "No impact"
        yield f"**{word}**: {said.seriousness(packet)}."
        for line in list(said.versions(packet))[:_MOST_LISTED]:
            yield f"- {inline(line)}"
        yield ""
    yield from _agree(packet)
    lines = list(said.look_out(packet))
    yield "**Look out**" if lines else "Nothing to look out for: no new finding, no conflict."
    yield ""
    yield from (f"- {inline(cut(line, _LONGEST))}" for line in lines[:_MOST_LISTED])
    if len(lines) > _MOST_LISTED:
        yield f"- and {len(lines) - _MOST_LISTED} more"


def _agree(packet: Packet) -> Iterator[str]:
    if said.is_withdrawn(packet):
        return
    yield "**Must agree**"
    yield ""
    for agreement in packet.agreements:
        where = f"{agreement.library}: " if len(packet.agreements) > 1 else ""
        yield from (f"- {inline(where + line)}" for line in said.needed(agreement))
        yield ""
        yield f"<sub>{inline(' '.join(filter(None, [said.clause(agreement, packet.base.name), said.never(agreement)])))}</sub>"
        yield ""


def _why(packet: Packet) -> Iterator[str]:
    yield f"### Why, {inline(said.source(packet))}"
    yield ""
    lines = cut(packet.reason.why, 10 * _LONGEST).splitlines() or ["Nothing is said."]
    yield from (f"> {inline(line)}".rstrip() for line in lines)
    stated = [inline(line) for line in said.stated(packet)]
    if stated:
        yield ""
        yield from (f"- {line}" for line in stated[:_MOST_LISTED])


def _findings(packet: Packet) -> Iterator[str]:
    if packet.findings:
        yield "### New findings"
        yield ""
    for one in packet.findings[:_MOST_LISTED]:
        yield _finding(one)
    if len(packet.findings) > _MOST_LISTED:
        yield f"- and {len(packet.findings) - _MOST_LISTED} more"
    if packet.mended:
        yield ""
        heading, lines = said.mended(packet)
        yield f"{inline(heading)}:"
        yield ""
        yield from (f"- {inline(cut(line, _LONGEST))}" for line in lines)


def _finding(one: Diagnostic) -> str:
    path = f" Path: {inline(' → '.join(one.witness))}." if one.witness else ""
    return f"- **{one.severity.value}** {code(one.rule)} {inline(cut(one.message, _LONGEST))}{path} <sub>{code(f'{one.file}:{one.span.line}')}</sub>"


def _collisions(packet: Packet) -> Iterator[str]:
    found = [one for one in packet.collisions if one.ours or one.theirs][:_MOST_LISTED]
    if found:
        yield "### Where they collide"
        yield ""
    for one in found:
        yield f"- {inline(one.title)} ({code(one.other)})"
        yield from (f"  - here: {inline(cut(line, _LONGEST))}" for line in one.ours)
        yield from (f"  - there: {inline(cut(line, _LONGEST))}" for line in one.theirs)


def _chart(chart: str) -> str:
    """Return a chart folded, nothing where it is too large for a comment."""
    if not chart or len(chart) > _LONGEST_CHART:
        return ""
    return f"<details>\n<summary>The change as a picture</summary>\n\n```mermaid\n{chart}```\n\n</details>\n"
