"""What the deals say of a proposal, for a comment on a pull request: its claims, what it expects, and the deals in flight."""

from collections.abc import Iterable, Iterator
from typing import Final

from processengine.proposals.packet import Packet
from processengine.report import review_facts as facts
from processengine.report import review_facts_in_flight as deals
from processengine.report.markdown import cut, sentence
from processengine.report.review_facts_expected import expected

LONGEST: Final = 600
"""Of a longer sentence so many characters are told."""

OPEN: Final = 8
"""So many lines of a list stand open, the others under a fold."""

_MOST_LISTED: Final = 60
_NOTES: Final = 3


def contradicted(packet: Packet) -> Iterator[str]:
    """Yield the claims that the deals contradict: they come before all that speaks for it."""
    found = facts.contradicted(packet)
    if found:
        yield "**The deals contradict**"
        yield ""
        yield from folded(f"- {short(f'“{one.states}”: {one.brief}')}" for one in found)
        yield ""


def told(packet: Packet) -> Iterator[str]:
    """Yield what was computed, under headings of level 3."""
    yield from _claims(packet)
    yield from _expects(packet)
    yield from _in_flight(packet)


def short(text: str) -> str:
    """Return a sentence as markdown, as far as one goes here; of one that is mostly signs less, as each takes several characters."""
    most, written = LONGEST, sentence(cut(text, LONGEST))
    while len(written) > 2 * LONGEST:
        most //= 2
        written = sentence(cut(text, most))
    return written


def folded(items: Iterable[str], what: str = "more") -> Iterator[str]:
    """Yield the items of a list, all after the first few under a fold, and of very many only how many they are."""
    lines = list(items)
    shown = OPEN if len(lines) > OPEN + 1 else len(lines)
    yield from lines[:shown]
    rest, left = lines[shown:_MOST_LISTED], len(lines[_MOST_LISTED:])
    if rest:
        yield ""
        yield "<details>"
        yield f"<summary>{len(lines) - shown:,} {what}</summary>"
        yield ""
        yield from rest
        yield from [f"- and {left:,} more"] if left else []
        yield ""
        yield "</details>"


def _claims(packet: Packet) -> Iterator[str]:
    found = facts.claims(packet)
    if not found:
        return
    yield "### What it claims"
    yield ""
    if packet.facts.source:
        yield short(facts.evidence(packet))
        yield ""
    yield from folded((_item(f"**{one.word}** {short(f'“{one.states}”')}", one.counted, *one.cautions) for one in found), "more claims")
    yield ""
    yield from _notes(facts.notes(packet))


def _expects(packet: Packet) -> Iterator[str]:
    found = expected(packet)
    if not found:
        return
    yield "### What it expects"
    yield ""
    yield from folded((_item(f"**{short(one.expects)}**", one.today, one.judged) for one in found), "more")
    yield ""


def _in_flight(packet: Packet) -> Iterator[str]:
    found, lines = packet.facts.in_flight, deals.in_flight(packet)
    if found is None and not lines:
        return
    yield "### Deals in flight"
    yield ""
    if found is not None:
        yield short(found.why_not or f"{deals.summed(found)}.")
        yield ""
    yield from folded((f"- {'**Needs somebody:** ' if one.needs_somebody else ''}{short(one.said)}" for one in lines), "more lines")
    yield ""


def _notes(lines: Iterable[str]) -> Iterator[str]:
    notes = list(dict.fromkeys(lines))
    more = f" And {len(notes) - _NOTES:,} more of this." if notes[_NOTES:] else ""
    if notes:
        yield f"<sub>{short(' '.join(notes[:_NOTES]))}{more}</sub>"
        yield ""


def _item(first: str, *further: str) -> str:
    """Return an item of a list with what belongs to it below: one line of markdown, so that it is left out whole or not at all."""
    return "<br>".join([f"- {first}", *(short(one) for one in further if one)])
