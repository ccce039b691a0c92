"""The deals in flight under a change, on a screen: the sum first, then who needs a person, who moves, and who stays."""

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from processengine.evidence.in_flight.fates import PERSON, goings, returning
from processengine.model.wording import counted
from processengine.proposals.deal_in_flight import DealInFlight
from processengine.proposals.facts import Fate, Standings
from processengine.report.impact_told import ImpactTold, Touched
from processengine.report.laid_out import laid_out, paragraph
from processengine.report.review_facts_in_flight import summed
from processengine.report.safe import visible, width

_FATES: Final[dict[Fate, str]] = {"needs-a-person": "need a person", "moves": "move", "stays": "stay"}
_ONE: Final[dict[Fate, str]] = {"needs-a-person": "needs a person", "moves": "moves", "stays": "stays"}
_INDENT: Final = 26
_LONGEST_NAME: Final = 40
MAP_NAMES: Final = "map the names that are no stages in library.yaml (`crm:`; `not_stages` for what is none)"
_MOST_NAMED: Final = 12
"""So many names that a process has no stage for are told; the data then mean something else altogether."""


def as_text(told: ImpactTold, columns: int | None = None) -> str:
    """Return what becomes of the deals in flight, by process and stage."""
    lines = [*laid_out(_head(told), columns)]
    for one in told.processes:
        lines += ["", *_process(one, _called(told, one), columns)]
    lines += ["", *paragraph((f"Note: {one}" for one in told.notes), columns)] if told.notes else []
    lines += _next(told)
    return "".join(f"{visible(line)}\n" for line in lines)


def write_deals(out: TextIO, one: Touched, deals: Iterable[DealInFlight]) -> None:
    """Write a line for each deal of a process as they come: its id, its days in the stage, the stage, its fate, what it lacks, and whose it is."""
    room = min(max((width(one.title_before(name)) for name in one.before.stages), default=0), _LONGEST_NAME)
    out.write(f"\n{visible(one.title)}, deal by deal\n")
    for deal in deals:
        stage = deal.stage if deal.is_unknown else one.title_before(deal.stage)
        to = f" to {one.title_after(deal.to)}" if deal.fate == "moves" else ""
        lacks = f"; lacks {', '.join(deal.lacks)}" if deal.lacks else ""
        owner = f"; {deal.owner}" if deal.owner else ""
        days = f"{deal.days:,.0f} {'day' if round(deal.days) == 1 else 'days'}"
        out.write(visible(f"  {deal.deal:<18}  {days:>11}  {stage}{' ' * max(room - width(stage), 0)}  {_ONE[deal.fate]}{to}{lacks}{owner}") + "\n")


def stranded(told: ImpactTold) -> list[str]:
    """Return where deals need a person, a line for each stage with how many: "New business: 12 deals in “Demo seen”"."""
    found = []
    for one in told.processes:
        title = _called(told, one)
        found += [f"{title}: {counted(stage.deals, 'deal')} in “{one.title_before(stage.stage)}”. {stage.why}" for stage in one.found.stages if stage.fate == "needs-a-person"]
        found += [f"{title}: {counted(deals, 'deal')} in “{name}”, which is no stage of the process." for name, deals in list(one.found.unknown_stages.items())[:_MOST_NAMED]]
        if more := list(one.found.unknown_stages.values())[_MOST_NAMED:]:
            found.append(f"{title}: {counted(sum(more), 'deal')} in {len(more):,} more names that are no stages of the process.")
    return found


def _head(told: ImpactTold) -> str:
    sides = f"From {told.before} to {told.after}"
    if not told.processes:
        return f"{sides}: no process that deals are in differs, so none is touched."
    until = f", up to {told.heading.as_of}" if told.heading.as_of else ""
    whole = f": {counted(told.deals, 'deal')} in flight" if len(told.processes) > 1 else ""
    return f"{sides}{whole}. The deals are those of {told.heading.source}{until}."


def _called(told: ImpactTold, one: Touched) -> str:
    """Return a process's title; with its id where another one has that title too."""
    return f"{one.title} ({one.before.id})" if sum(other.title == one.title for other in told.processes) > 1 else one.title


def _process(one: Touched, title: str, columns: int | None) -> Iterator[str]:
    yield from laid_out(f"{title}: {summed(one.found)}.", columns)
    for fate, word in _FATES.items():
        for stage in one.found.stages:
            if stage.fate == fate:
                yield from _stage(one, stage, word if stage.deals > 1 else _ONE[fate], columns)
        if fate == "needs-a-person":
            for name, deals in list(one.found.unknown_stages.items())[:_MOST_NAMED]:
                yield from _row(word if deals > 1 else _ONE[fate], deals, f"{name}, which is no stage of the process", columns)
            if more := list(one.found.unknown_stages.values())[_MOST_NAMED:]:
                yield from _row(word, sum(more), f"{len(more):,} more names that are no stages of the process", columns)
    for criterion in one.found.untracked:
        yield from laid_out(f"  Who lacks “{one.fact(criterion)}” ({criterion}), which holds at once, can't be told: no such fact is recorded.", columns)


def _stage(one: Touched, stage: Standings, word: str, columns: int | None) -> Iterator[str]:
    here = one.title_before(stage.stage)
    arrow = f" → {one.title_after(stage.to)}" if stage.to and one.title_after(stage.to) != here else ""
    yield from _row(word, stage.deals, f"{here}{arrow}", columns)
    if stage.fate == "needs-a-person":
        yield from laid_out(f"{' ' * _INDENT}{stage.why}", columns, indent=_INDENT)
    for criterion, deals in stage.lacks.items():
        yield from laid_out(f"{' ' * _INDENT}{deals:,} {'lacks' if deals == 1 else 'lack'} “{one.fact(criterion)}” ({criterion}), which holds at once", columns, indent=_INDENT)


def _row(word: str, deals: int, said: str, columns: int | None) -> Iterator[str]:
    yield from laid_out(f"  {deals:>6,} {word:<15}  {said}", columns, indent=_INDENT)


def _next(told: ImpactTold) -> Iterator[str]:
    """Yield what to do about the stages for which nothing is said, and about names that are no stages."""
    for one in told.processes:
        about = f" for {_called(told, one)}" if len(told.processes) > 1 else ""
        open_ = [name for name in _leaving(one) if name not in one.moves and name not in one.torn]
        if open_:
            yield ""
            yield f"Next: say in the proposal{about} where they go: `moves: {{{', '.join(f'{name}: ...' for name in open_)}}}`"
        if one.found.unknown_stages:
            yield ""
            yield f"{'Then' if open_ else 'Next'}: {MAP_NAMES}{about}."


def _leaving(one: Touched) -> list[str]:
    """Return the stages whose deals need a person, in the order of the process: where deals stand, and where others return to that wait."""
    plans = goings(one.before, one.after, one.moves, one.others, one.torn) if one.after is not None else {}
    here = {stage.stage for stage in one.found.stages}
    waiting = [(plans[stage.stage], stage.why) for stage in one.found.stages if stage.stage in plans and stage.fate == PERSON and plans[stage.stage].returns]
    stood_on = {name for name, going in plans.items() for waits, why in waiting if returning(waits, name, going).why == why}
    return [name for name, going in plans.items() if going.fate == PERSON and name in here | stood_on]
