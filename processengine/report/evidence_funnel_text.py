"""How many deals go on from each stage, on a screen."""

from collections.abc import Iterator, Sequence
from typing import Final

from processengine.evidence.funnel import ELSEWHERE, Funnel, Group, Rate
from processengine.evidence.summary import UNDER
from processengine.model.base import words
from processengine.model.process import Process
from processengine.report.evidence_funnel_csv import name_of
from processengine.report.evidence_summary_text import percent
from processengine.report.safe import visible, width

LEGS: Final = 3
"""How many next stages of a stage are shown."""

GROUPS: Final = 24
"""How many groups are shown: the largest, or of months the last."""


def as_text(process: Process, funnel: Funnel, warnings: Sequence[str]) -> str:
    """Return the ways out of each stage and the main way; of a split funnel what became of each group's deals."""
    lines = [f"{process.title or words(process.id)}: {_counted(funnel.deals, 'deal')}", ""]
    if funnel.by is None:
        for group in funnel.groups:
            lines += [*_main_way(process, funnel, group), *_ways_out(process, group)]
    else:
        lines += _split(process, funnel)
    lines += ["", *(f"Note: {one}" for one in warnings)] if warnings else []
    return "".join(f"{visible(line)}\n" for line in lines)


def _ways_out(process: Process, group: Group) -> Iterator[str]:
    yield "Where deals went that left a stage, of these (95 % interval)"
    for one in group.passages:
        yield f"  {_title(process, one.stage)}: {_counted(one.left, 'deal')} left it, {_few(one.still_there)} still there"
        for leg in one.legs[:LEGS]:
            yield f"    {leg.rate.part:>9,}  {rate_of(leg.rate):<19}  {_title(process, leg.target)}"
        if one.legs[LEGS:]:
            yield f"    {'':>9}  {len(one.legs) - LEGS} more"


def _main_way(process: Process, funnel: Funnel, group: Group) -> Iterator[str]:
    found = {one.stage: one for one in group.passages}
    way = [found[name] for name in funnel.main_way if name in found]
    if not way:
        return
    names = [f"{_title(process, one.stage)} → {_title(process, one.next)}" if one.next else _title(process, one.stage) for one in way]
    wide = max(map(width, (*names, "The main way")))
    yield f"{_padded('The main way', wide)}    Reached  Went on of those decided       Undecided  Won of those closed"
    for name, one in zip(names, way, strict=True):
        yield (f"{_padded(name, wide)}  {one.reached:>9,}  {_of(one.went_on):<28}  {_few(one.undecided):>10}  {_of(one.won)}").rstrip()
    yield ""


def _split(process: Process, funnel: Funnel) -> Iterator[str]:
    first = funnel.main_way[0] if funnel.main_way else ""
    groups = funnel.groups[-GROUPS:] if funnel.by == "month" else funnel.groups[:GROUPS]
    by = funnel.by or ""
    wide = max(map(width, (by, *(name_of(one) for one in groups))))
    yield f"{_padded(by, wide)}      Deals  Went on of those decided      Won of those closed"
    for one in groups:
        passage = next((found for found in one.passages if found.stage == first), None)
        went_on, won = (passage.went_on, passage.won) if passage is not None else (None, None)
        yield f"{_padded(name_of(one), wide)}  {one.deals:>9,}  {_of(went_on):<28}  {_of(won)}".rstrip()
    hidden = [one for one in funnel.groups if one not in groups]
    if hidden:
        yield f"{len(hidden)} more groups with {sum(one.deals for one in hidden):,} deals."
    if first:
        onward = f" from {_title(process, first)} to {_title(process, funnel.main_way[1])}" if len(funnel.main_way) > 1 else ""
        yield f"Went on{onward}; won of those that reached {_title(process, first)} and are closed. `-f csv` has every stage."


def rate_of(rate: Rate) -> str:
    """Return a share and its interval: `62 % (61 to 63)`."""
    low, high = rate.bounds or (0.0, 1.0)
    return f"{percent(rate.part, rate.whole)} ({100 * low:.0f} to {100 * high:.0f})"


def _of(rate: Rate | None) -> str:
    return "-" if rate is None or not rate.whole else f"{rate.part:>9,}  {rate_of(rate)}"


def _few(count: int | None) -> str:
    return f"<{UNDER}" if count is None else f"{count:,}"


def _title(process: Process, stage: str) -> str:
    if stage in process.stages:
        return process.title_of(stage)
    return stage if stage == ELSEWHERE else f"“{stage}”"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _padded(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))
