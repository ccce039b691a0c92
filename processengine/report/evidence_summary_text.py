"""What the deals' history holds, on one screen, for whoever leads the people in it."""

from collections.abc import Iterator, Sequence
from typing import Final

from processengine.evidence.public import HIDDEN
from processengine.evidence.summary import StageCount, Summary
from processengine.evidence.times import iso
from processengine.model.wording import counted, percent
from processengine.report.laid_out import next_commands, paragraph
from processengine.report.safe import visible

MOVES: Final = 15
"""How many moves are shown; the rest are counted."""

STAGES: Final = 5
"""How many first and last stages are shown."""


def as_text(source: str, summary: Summary, warnings: Sequence[str], columns: int | None = None, following: Sequence[str] = ()) -> str:
    """Return the numbers, the most frequent moves, where deals begin and end, and what to mind."""
    lines = [f"{source}{_window(summary)}", "", *_numbers(summary), *_moves(summary)]
    lines += _ends("Deals begin in", summary.starts, summary.deals)
    lines += _ends("Deals end, or stand now, in", summary.ends, summary.deals)
    if warnings:
        lines += ["", *(f"Note: {one}" for one in warnings)]
    return "".join(f"{line}\n" for line in [*paragraph(map(visible, lines), columns), *next_commands(following)])


def _window(summary: Summary) -> str:
    if summary.first is None or summary.last is None:
        return ""
    return f", {iso(summary.first)[:10]} to {iso(summary.last)[:10]}"


def _numbers(summary: Summary) -> Iterator[str]:
    half = "" if summary.median_events is None else f"half of the deals have {f'{summary.median_events:,.1f}'.removesuffix('.0')} or fewer"
    longest = "" if summary.longest is None else f", the longest {summary.longest:,}"
    rework = HIDDEN if summary.deals_with_rework is None else f"{summary.deals_with_rework:,}"
    often = f"{percent(summary.deals_with_rework, summary.deals)} are in some stage more than once" if summary.deals_with_rework else ""
    for name, number, told in (
        ("deals", f"{summary.deals:,}", ""),
        ("rows", f"{summary.events:,}", f"{half}{longest}"),
        ("stages", f"{summary.stages:,}", ""),
        ("variants", f"{summary.variants:,}", "different ways, from first row to last"),
        ("deals with rework", rework, often),
    ):
        yield f"  {name:<17}  {number:>13}  {told}".rstrip()


def _moves(summary: Summary) -> Iterator[str]:
    if not summary.moves:
        return
    shown, hidden = summary.moves[:MOVES], summary.moves[MOVES:]
    total = sum(one.count for one in summary.moves) + (summary.others.count if summary.others else 0)
    yield ""
    yield f"The most frequent of {total:,} moves" if hidden else counted(total, "move")
    yield from (f"  {one.count:>11,}  {percent(one.count, total):>5}  {one.source} → {one.target}" for one in shown)
    if hidden:
        yield f"  {sum(one.count for one in hidden):>11,}         {counted(len(hidden), 'other pair')} of stages"
    if summary.others and summary.others.moves:
        yield f"  {summary.others.count:>11,}         {counted(summary.others.moves, 'pair')} of stages that are {HIDDEN}"


def _ends(title: str, stages: Sequence[StageCount], deals: int) -> Iterator[str]:
    if not deals:
        return
    shown, hidden = stages[:STAGES], deals - sum(one.deals for one in stages[:STAGES])
    yield ""
    yield title
    yield from (f"  {one.deals:>11,}  {percent(one.deals, deals):>5}  {one.stage}" for one in shown)
    if hidden:
        yield f"  {hidden:>11,}  {percent(hidden, deals):>5}  other stages"
