"""What the deals say of a proposal, on a page: its claims, what it expects, and the deals in flight."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from processengine.proposals.facts import Fate, InFlight, Standings
from processengine.proposals.packet import Packet
from processengine.report import review_facts as facts
from processengine.report import review_facts_in_flight as deals
from processengine.report.page.whole import sentence, text
from processengine.report.review_facts_expected import expected

_ORDER: Final[tuple[Fate, ...]] = ("needs-a-person", "moves", "stays")


def contradicted(packet: Packet) -> Iterator[str]:
    """Yield the claims that the deals contradict, in a box of their own."""
    found = facts.contradicted(packet)
    if found:
        items = "".join(f"<li>“{text(one.states)}”: {sentence(one.brief)}</li>" for one in found)
        yield f'<div class="contradicted"><h2>The deals contradict</h2><ul>{items}</ul></div>'


def told(packet: Packet) -> Iterator[str]:
    """Yield what was computed, each part under a heading of level 2."""
    yield from _claims(packet)
    yield from _expects(packet)
    yield from _in_flight(packet)


def _claims(packet: Packet) -> Iterator[str]:
    found = facts.claims(packet)
    if not found:
        return
    yield "<h2>What it claims</h2>"
    if packet.facts.source:
        yield f'<p class="note first">{sentence(facts.evidence(packet))}</p>'
    rows = [
        _row((f"<strong>{text(one.word)}</strong>", "", one.tone), (f"“{text(one.states)}”", "The author says", ""), (_paragraphs(one.counted, *one.cautions), "The deals say", ""))
        for one in found
    ]
    yield _table(("", "The author says", "The deals say"), rows)
    yield from _notes(facts.notes(packet))


def _expects(packet: Packet) -> Iterator[str]:
    found = expected(packet)
    if found:
        yield "<h2>What it expects</h2>"
        rows = [_row((f"<strong>{text(one.expects)}</strong>", "", ""), (sentence(one.today), "Today", ""), (sentence(one.judged), "How it is judged", "")) for one in found]
        yield _table(("The author expects", "Today", "How it is judged"), rows)


def _in_flight(packet: Packet) -> Iterator[str]:
    found = packet.facts.in_flight
    if found is None or found.why_not:
        planned = [*deals.not_asked(packet), *deals.planned(packet)]
        if planned or found is not None:
            yield "<h2>Deals in flight</h2>"
            yield _paragraphs(*([found.why_not] if found is not None else []))
            yield f"<ul>{''.join(f'<li>{text(one)}</li>' for one in planned)}</ul>" if planned else ""
        return
    yield "<h2>Deals in flight</h2>"
    yield f'<p class="first">{text(deals.summed(found))}.</p>'
    heads = ("Stage now", "Deals", "Afterwards", *(["What they lack"] if any(one.lacks for one in found.stages) else []))
    if found.deals:
        yield _table(heads, _standings(packet, found, len(heads)))
    untracked = [f"Nobody knows who lacks {deals.fact(packet, one)}: no such fact is recorded." for one in found.untracked]
    yield from _notes([*untracked, *found.notes])


def _standings(packet: Packet, found: InFlight, columns: int) -> Iterator[str]:
    """Yield a row for each stage: first who needs a person, then who moves, then who stays."""
    for name, number in found.unknown_stages.items():
        cells = (text(name), "", ""), (f"{number:,}", "Deals", "number"), (f"<strong>{_person(number)}</strong>: it is no stage of the process", "Afterwards", "bad"), ("", "", "")
        yield _row(*cells[:columns])
    for one in sorted(found.stages, key=lambda one: _ORDER.index(one.fate)):
        lacks = _paragraphs(*(f"{number:,} {'lacks' if number == 1 else 'lack'} {deals.fact(packet, criterion)}" for criterion, number in one.lacks.items()))
        tone = "bad" if one.fate == "needs-a-person" else ""
        cells = (text(deals.stage(packet, one.stage)), "", ""), (f"{one.deals:,}", "Deals", "number"), (_afterwards(packet, one), "Afterwards", tone), (lacks, "They lack", "")
        yield _row(*cells[:columns])


def _afterwards(packet: Packet, one: Standings) -> str:
    if one.fate == "needs-a-person":
        return f"<strong>{_person(one.deals)}</strong>. {sentence(one.why)}"
    there, s = deals.stage(packet, one.to), "s" if one.deals == 1 else ""
    if one.fate == "moves":
        return f"move{s} to {text(there)}"
    return f"stay{s}" if there == deals.stage(packet, one.stage) else f"stay{s}; it is called {text(there)} then"


def _person(number: int) -> str:
    return "needs a person" if number == 1 else "need a person"


def _row(*cells: tuple[str, str, str]) -> str:
    """Return a row of cells, each with its content, what stands before it where there is no room for columns, and its class."""
    return f"<tr>{''.join(_cell(*cell) for cell in cells)}</tr>"


def _cell(content: str, label: str, kind: str) -> str:
    before = f' data-label="{label}"' if label and content else ""
    named = f' class="{kind}"' if kind else ""
    return f"<td{before}{named}>{content}</td>"


def _table(heads: Sequence[str], rows: Iterable[str]) -> str:
    return f'<table class="facts"><thead><tr>{"".join(_head(one) for one in heads)}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _head(name: str) -> str:
    return f'<th scope="col">{name}</th>' if name else "<td></td>"


def _paragraphs(*lines: str) -> str:
    return "".join(f"<p>{sentence(one)}</p>" for one in lines if one)


def _notes(lines: Iterable[str]) -> Iterator[str]:
    yield from (f'<p class="note">{sentence(one)}</p>' for one in dict.fromkeys(lines))
