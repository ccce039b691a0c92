"""A review as a comment on a pull request: whether it can go on, who must agree, what the deals contradict, what to look out for; then the rest.

It reads the same on GitHub and on GitLab, and is never longer than a comment may be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from processengine.diagnostic import Diagnostic
from processengine.proposals.blockers import blockers
from processengine.proposals.packet import Packet
from processengine.report import diff_markdown
from processengine.report import review_markdown_facts as facts
from processengine.report import review_said as said
from processengine.report import review_verdict as verdicts
from processengine.report.diff_markdown import LIMIT
from processengine.report.markdown import code, cut, inline
from processengine.report.pictures import file_of
from processengine.report.review_markdown_facts import folded, short
from processengine.report.review_verdict_weight import weighty
from processengine.report.wording import counted

_LONGEST_TITLE: Final = 200
_LONGEST_WHY: Final = 6_000
_LONGEST_CHART: Final = 12_000
_MOST_LINES: Final = 40
_MOST_REMARKS: Final = 4
_ROOM_TO_END: Final = 2_000
_SHARES: Final = (0.2, 0.2, 0.1, 0.12, 0.1)
"""How much of the room the head, the facts, the reason, the findings and the collisions may take at most; the changes have the rest."""

_LEFT_OUT: Final = "_More is left out here, for want of room. `processengine review` tells all._"

NO_CHARTS: Mapping[str, str] = {}


def render(packet: Packet, charts: Mapping[str, str] = NO_CHARTS, limit: int = LIMIT) -> str:
    """Return the review as markdown of at most `limit` characters (20,000 or more); what is left out is said.

    `charts` are the changed processes as Mermaid texts, by `file_of` their changesets: they are the first to go.
    """
    blocks = (_head(packet), facts.told(packet), _why(packet), _findings(packet), _collisions(packet))
    head, told, why, findings, collisions = (_fitting(block, int(limit * share)) for block, share in zip(blocks, _SHARES, strict=True))
    others = (head, told, why, findings, collisions, end := _end(packet))
    changes = _changes(packet, charts, limit - sum(map(len, others)) - _ROOM_TO_END)
    return "\n".join(part for part in (head, told, why, *changes, findings, collisions, end) if part)


def _changes(packet: Packet, charts: Mapping[str, str], room: int) -> Iterator[str]:
    """Tell what changes in each document as far as there is room, and how many are left out; then the pictures, where room is left."""
    left, drawn = 0, list[str]()
    for piece in packet.pieces:
        text = diff_markdown.section(piece.changeset, limit=room) if room > 3 * _ROOM_TO_END else ""
        left += not text
        room -= len(text) + 1
        drawn += filter(None, [charts.get(file_of(piece.changeset), "")])
        yield text
    if left:
        yield f"_{counted(left, 'document')} left out here, for want of room. `processengine review` tells all._\n"
    without = 0
    for chart in drawn:
        picture = _picture(chart)
        if len(chart) > _LONGEST_CHART or len(picture) > room:
            without += 1
        else:
            room -= len(picture) + 1
            yield picture
    if without:
        yield f"_{counted(without, 'picture')} left out here, for want of room. `processengine review -f html` has {'it' if without == 1 else 'them'}._\n"


def _fitting(lines: Iterable[str], room: int) -> str:
    """Return as many lines as there is room for; each can stand without the next. What is left out is said, and a fold is closed."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            is_open = kept.count("<details>") > kept.count("</details>")
            kept += ["", *(["</details>", ""] if is_open else []), _LEFT_OUT]
            break
        kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n" if any(kept) else ""


def _head(packet: Packet) -> Iterator[str]:
    yield f"## {inline(cut(packet.reason.title, _LONGEST_TITLE))}"
    yield ""
    yield from _verdict(packet)
    if packet.impact or not said.is_withdrawn(packet):
        word = packet.impact.value.capitalize() if packet.impact else "No impact"
        yield f"**{word}**: {said.seriousness(packet)}."
        yield ""
        yield from folded(f"- {short(line)}" for line in said.versions(packet))
        yield ""
    yield from facts.contradicted(packet)
    yield from _agree(packet)
    yield from _weighty(packet)
    yield from _look_out(packet)


def _verdict(packet: Packet) -> Iterator[str]:
    one = verdicts.said(packet)
    yield f"**{one.word}**{one.text.removeprefix(one.word).removesuffix(one.sentence)}{short(one.sentence)}."
    yield ""
    yield from folded(f"- {short(line)}" for line in verdicts.in_the_way(packet))
    yield ""


def _agree(packet: Packet) -> Iterator[str]:
    if said.is_withdrawn(packet) or packet.ruled is not None:
        return
    yield "**Must agree**"
    yield ""
    for agreement, lines in verdicts.agreed(packet):
        where = f"{agreement.library}: " if len(packet.agreements) > 1 else ""
        yield from (f"- {short(where + line)}" for line in lines)
        yield ""
        yield f"<sub>{short(' '.join(filter(None, [said.clause(agreement, packet.base.name), said.never(agreement)])))}</sub>"
        yield ""
    yield from folded(f"- {short(line)}" for line in verdicts.apart(packet))
    yield ""


def _weighty(packet: Packet) -> Iterator[str]:
    """Tell the changes that weigh most: whoever reads no further has read those."""
    if found := weighty(packet):
        yield "**What changes most**"
        yield ""
        yield from (f"- {short(one.said)}" for one in found)
        yield ""


def _look_out(packet: Packet) -> Iterator[str]:
    known = " ".join(one.message for one in blockers(packet))
    lines = [line for line in said.look_out(packet) if line not in known]
    if lines or not known:
        yield "**Look out**" if lines else "Nothing to look out for: no new finding, no conflict."
        yield ""
    yield from folded(f"- {short(line)}" for line in lines)


def _why(packet: Packet) -> Iterator[str]:
    yield f"### Why, {inline(said.source(packet))}"
    yield ""
    lines = [line for line in cut(packet.reason.why, _LONGEST_WHY).splitlines() if line.strip()] or ["Nothing is said."]
    for place, line in enumerate(lines[:_MOST_LINES]):
        yield from [">"] * (place > 0)
        yield f"> {inline(line)}"
    if lines[_MOST_LINES:]:
        yield ">"
        yield f"> _And {counted(len(lines) - _MOST_LINES, 'line')} more._"


def _findings(packet: Packet) -> Iterator[str]:
    if packet.findings:
        yield "### New findings"
        yield ""
        yield from folded(map(_finding, packet.findings), "more findings")
        yield ""
    if packet.mended:
        heading, lines = said.mended(packet)
        yield f"{short(heading)}:"
        yield ""
        yield from folded(f"- {short(line)}" for line in lines)


def _finding(one: Diagnostic) -> str:
    path = f" Path: {short(' → '.join(one.witness))}." if one.witness else ""
    return f"- **{one.severity.value}** {code(one.rule)} {short(one.message)}{path} <sub>{code(cut(f'{one.file}:{one.span.line}', _LONGEST_TITLE))}</sub>"


def _collisions(packet: Packet) -> Iterator[str]:
    found = [one for one in packet.collisions if one.ours or one.theirs]
    if found:
        yield "### Where they collide"
        yield ""
    items = []
    for one in found:
        sides = [*(f"here: {line}" for line in one.ours), *(f"there: {line}" for line in one.theirs)]
        items.append("<br>".join([f"- {short(one.title)} ({code(cut(one.other, _LONGEST_TITLE))})", *map(short, sides)]))
    yield from folded(items, "more collisions")


def _end(packet: Packet) -> str:
    """Return what is said last: what binds, and the key that an approval is given to."""
    lines = list(map(short, verdicts.remarks(packet)[:_MOST_REMARKS]))
    if packet.key:
        lines.append(f"Key {code(packet.key[:12])}: what an approval is given to.")
    return f"<sub>{' '.join(lines)}</sub>\n" if lines else ""


def _picture(chart: str) -> str:
    """Return a chart under a fold; the fence is longer than any within."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", chart))])
    return f"<details>\n<summary>The change as a picture</summary>\n\n{fence}mermaid\n{chart.rstrip()}\n{fence}\n\n</details>\n"
