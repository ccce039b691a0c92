"""How many deals go on from each stage, on a screen."""

from collections.abc import Iterator, Sequence
from typing import Final

from processengine.evidence.funnel import ELSEWHERE, Funnel, Group, Rate
from processengine.evidence.public import HIDDEN
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.wording import counted, percent
from processengine.report.evidence_funnel_csv import name_of
from processengine.report.laid_out import paragraph, table
from processengine.report.safe import visible

_SOONER: Final = "Got there sooner or later"

LEGS: Final = 3
"""How many next stages of a stage are shown."""

GROUPS: Final = 24
"""How many groups are shown: the largest, or of months the last."""


def as_text(process: Process, funnel: Funnel, warnings: Sequence[str], columns: int | None = None) -> str:
    """Return the ways out of each stage and the main way; of a split funnel what became of each group's deals."""
    lines = [*paragraph((f"{process.title or words(process.id)}: {counted(funnel.deals, 'deal')}{_became(funnel)}",), columns), ""]
    if funnel.by is None:
        for group in funnel.groups:
            lines += [*_main_way(process, funnel, group, columns), *paragraph(_ways_out(process, group), columns)]
    else:
        lines += _split(process, funnel, columns)
    lines += ["", *paragraph((f"Note: {one}" for one in warnings), columns)] if warnings else []
    return "".join(f"{visible(line)}\n" for line in lines)


def _became(funnel: Funnel) -> str:
    """Return what became of the deals: `; 143 closed, 31 of them won; 57 open`."""
    fate = funnel.fate
    if fate is None:
        return ""
    handed = f"; {fate.handed_over:,} handed over to another process" if fate.handed_over else ""
    return f"; {fate.closed:,} closed, {fate.won:,} of them {' or '.join(funnel.good) or 'won'}; {fate.open:,} open{handed}"


def _ways_out(process: Process, group: Group) -> Iterator[str]:
    yield "Went there directly, of the deals that left a stage (95 % interval)"
    for one in group.passages:
        yield f"  {_title(process, one.stage)}: {_number(one.left, 'deal')} left it, {_number(one.still_there)} there now"
        for leg in one.legs[:LEGS]:
            yield f"    {of_whole(leg.rate):>16}  {rate_of(leg.rate):<19}  {_title(process, leg.target)}"
        if one.legs[LEGS:]:
            yield f"    {'':>16}  {_further([leg.rate.part for leg in one.legs[LEGS:]])}"


def _further(deals: Sequence[int]) -> str:
    """Return how many ways aren't shown, and how many deals went each: `3 further ways, 1 to 4 deals each`."""
    if len(deals) == 1:
        return f"1 further way, {counted(deals[0], 'deal')}"
    least, most = min(deals), max(deals)
    return f"{len(deals):,} further ways, {counted(most, 'deal') if least == most else f'{least:,} to {most:,} deals'} each"


def _main_way(process: Process, funnel: Funnel, group: Group, columns: int | None) -> Iterator[str]:
    found = {one.stage: one for one in group.passages}
    way = [found[name] for name in funnel.main_way if name in found]
    if not way:
        return
    rows = []
    for one in way:
        name = f"{_title(process, one.stage)} → {_title(process, one.next)}" if one.next else _title(process, one.stage)
        went_on, may_still = (_of(one.went_on), _few(one.undecided)) if one.next else ("-", "-")
        remark = f"{one.without_it:,} came to {_title(process, one.next)} without {_title(process, one.stage)}" if one.without_it and one.next else ""
        rows.append((name, f"{one.reached:,}", went_on, may_still, _of(one.won), remark))
    yield from table((_SOONER, "Reached", "Got there, of decided", "May still", "Won, of closed"), rows, columns)
    yield "May still: open deals that may get there yet; they are in no share."
    yield ""


def _split(process: Process, funnel: Funnel, columns: int | None) -> Iterator[str]:
    first = funnel.main_way[0] if funnel.main_way else ""
    groups = funnel.groups[-GROUPS:] if funnel.by == "month" else funnel.groups[:GROUPS]
    rows = []
    for one in groups:
        passage = next((found for found in one.passages if found.stage == first), None)
        went_on, won = (passage.went_on, passage.won) if passage is not None else (None, None)
        rows.append((name_of(one), f"{one.deals:,}", _of(went_on), _of(won)))
    yield from table((funnel.by or "", "Deals", "Got there, of decided", "Won, of closed"), rows, columns)
    yield from paragraph(_about_split(process, funnel, groups, first), columns)


def _about_split(process: Process, funnel: Funnel, groups: Sequence[Group], first: str) -> Iterator[str]:
    hidden = [one for one in funnel.groups if one not in groups]
    if hidden:
        yield f"{counted(len(hidden), 'more group')} with {counted(sum(one.deals for one in hidden), 'deal')}."
    if first:
        onward = f" from {_title(process, first)} to {_title(process, funnel.main_way[1])}" if len(funnel.main_way) > 1 else ""
        yield f"Got there{onward}, sooner or later; won of those that reached {_title(process, first)} and are closed. `-f csv` has every stage."


def rate_of(rate: Rate) -> str:
    """Return a share and its interval: `62 % (61 to 63)`."""
    low, high = rate.bounds or (0.0, 1.0)
    return f"{percent(rate.part, rate.whole)} ({100 * low:.0f} to {100 * high:.0f})"


def of_whole(rate: Rate) -> str:
    """Return deals of deals: `45 of 114`."""
    return f"{rate.part:,} of {rate.whole:,}"


def _of(rate: Rate | None) -> str:
    """Return a share; `-` of none, and what says so where it may not be told."""
    if rate is None:
        return HIDDEN
    return f"{of_whole(rate)}  {rate_of(rate)}" if rate.whole else "-"


def _number(count: int | None, noun: str = "") -> str:
    """Return a number in a sentence."""
    if count is None:
        return f"(number {HIDDEN})"
    return counted(count, noun) if noun else f"{count:,}"


def _few(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _title(process: Process, stage: str) -> str:
    if stage in process.stages:
        return process.title_of(stage)
    return stage if stage == ELSEWHERE else f"“{stage}”"
