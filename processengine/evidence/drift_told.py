"""What a difference between a process and life says to its manager: one sentence with its figures, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Final

from processengine.diff.describe.words import days as days_in_words
from processengine.diff.describe.words import listed, quoted
from processengine.evidence.drift import Difference, DifferenceKind
from processengine.model.process import Process
from processengine.model.wording import counted, lasting, percent

_NAMED = 3
"""How many of a list are named before the rest is counted."""

_HALF = 0.5


def message(one: Difference, process: Process) -> str:
    """Return what differs, in a sentence."""
    return _SAID[one.kind](one, _Titles(process))


def advice(one: Difference, process: Process) -> str:
    """Return what to do about it, in a sentence that may end before a command."""
    if one.move is not None and one.move.kind == "reopening":
        return "A deal that may come back has not ended: let it wait in a parked stage instead."
    if one.parts:
        return f"The file and life differ throughout. Ask what buyers are busy with before you add ways; `processengine evidence replay {process.id}` lists them."
    return _limit(one) if one.kind == "overstayed-stage" else _way_past(one) if one.kind == "passed-over-stage" else _ADVICE[one.kind]


def _limit(one: Difference) -> str:
    if not one.edits:
        return "Find out what they wait for: so many are there still that nobody can tell yet how long nine in ten need."
    days = int(one.edits[0][-1])
    return f"Find out first what they wait for. Nine in ten need up to {days_in_words(days)} today; to make that the limit:"


def _way_past(one: Difference) -> str:
    if not one.edits:
        return "Ask which buyers need it, and say so in the conditions of the ways."
    if one.edits[0][0] == "remove-stage":
        return "Ask what buyers would lose without it; if nothing, take it out:"
    return "Ask which buyers need it and which don't. To allow both:"


class _Titles:
    """The titles of stages in quotes; the source's own name where the process has no such stage."""

    def __init__(self, process: Process) -> None:
        self.process = process

    def __call__(self, stage: str) -> str:
        return quoted(self.process.title_of(stage) if stage in self.process.stages else stage)


def _deals(one: Difference, where: str = "") -> str:
    """Return which deals it is about: `203 of the 3,209 deals in “Papers being checked” (6 %)`."""
    if one.deals == one.of:
        return f"All {one.of:,} deals{where}"
    return f"{one.deals:,} of the {one.of:,} deals{where} ({percent(one.deals, one.of)})"


def _times(one: Difference) -> str:
    """Return how often it happened, where that is more than once a deal."""
    return f", {one.count:,} times in all" if one.count > one.deals else ""


def _unmodelled(one: Difference, title: _Titles) -> str:
    if one.parts:
        return _in_many_places(one, title)
    source, target = map(title, one.stages)
    were = _deals(one, f" in {source}")
    if one.move is not None and one.move.kind == "reopening":
        return f"{were} went on to {target} after they had ended{_times(one)}."
    way = "back" if one.move is not None and one.move.kind == "back" else "straight"
    return f"{were} went {way} to {target}{_times(one)}{_other_way(one)}; the process has {'no such way' if one.other is None else 'neither way'}."


def _in_many_places(one: Difference, title: _Titles) -> str:
    kinds = {part.move.kind for part in one.parts if part.move is not None}
    what = "skip a stage or go back one" if kinds <= {"skip", "back"} else "go ways that the process doesn't have"
    ways = [f"{title(part.stages[0])} to {title(part.stages[1])} ({counted(part.deals, 'deal')})" for part in one.parts]
    return f"In {len(ways)} places deals {what}: {_cut(ways)}."


def _other_way(one: Difference) -> str:
    return "" if one.other is None else f", and {one.other.deals:,} the other way"


def _passed_over(one: Difference, title: _Titles) -> str:
    were = one.of - one.deals
    if not were:
        return f"{one.deals:,} deals skip {title(one.stages[0])}, which hardly any deal was in."
    return f"{one.deals:,} deals skip {title(one.stages[0])}, {were:,} {'goes' if were == 1 else 'go'} through it."


def _return(one: Difference, title: _Titles) -> str:
    source, target = map(title, one.stages)
    return f"{_deals(one, f' in {source}')} went back to {target}{_times(one)}."


def _overstayed(one: Difference, title: _Titles) -> str:
    stays = "half of the stays last" if one.share == _HALF else "one stay in ten lasts"
    longer = f"{_deals(one, f' in {title(one.stages[0])}')} stayed longer than the {days_in_words(one.limit)} that the process allows"
    return f"{longer}; {stays} {lasting(one.days or 0)} or more."


def _unknown(one: Difference, title: _Titles) -> str:
    return f"{_deals(one)} were in {title(one.stages[0])}{_times(one)}; the process has no such stage."


def _began(one: Difference, title: _Titles) -> str:
    first, *others = one.stages
    return f"{_deals(one)} begin in {_some(others, title)}, and not in {title(first)}."


def _back_filled(one: Difference, title: _Titles) -> str:
    return f"{_deals(one)} were in a stage for no time at all{_times(one)}, most often in {_some(one.stages, title)}; probably it was filled in later."


def _unused(one: Difference, title: _Titles) -> str:
    ways = [f"from {title(source)} to {title(target)}" for source, target in zip(one.stages[::2], one.stages[1::2], strict=True)]
    return f"Nobody went {_cut(ways)}, though the process has {'this way' if len(ways) == 1 else 'these ways'}."


def _unvisited(one: Difference, title: _Titles) -> str:
    return f"No deal was ever in {_some(one.stages, title)}."


def _some(stages: tuple[str, ...] | list[str], title: _Titles) -> str:
    return _cut([title(stage) for stage in stages])


def _cut(things: list[str]) -> str:
    """Return a list in a sentence, cut after the third of more than four."""
    if len(things) <= _NAMED + 1:
        return listed(things)
    return listed([*things[:_NAMED], f"{len(things) - _NAMED} more"])


_SAID: Final[Mapping[DifferenceKind, Callable[[Difference, _Titles], str]]] = {
    "unmodelled-move": _unmodelled,
    "passed-over-stage": _passed_over,
    "frequent-return": _return,
    "overstayed-stage": _overstayed,
    "unknown-stage": _unknown,
    "began-elsewhere": _began,
    "back-filled-history": _back_filled,
    "unused-transition": _unused,
    "unvisited-stage": _unvisited,
}

_ADVICE: Final[Mapping[DifferenceKind, str]] = {
    "unmodelled-move": "If buyers need this way, add it:",
    "frequent-return": "Ask what they lacked when they went on, and make that a criterion:",
    "unknown-stage": "Make it a stage, or say in library.yaml which stage it means, or list it under `not_stages`.",
    "began-elsewhere": "Record where deals begin, or let the process start there.",
    "back-filled-history": "Record a stage on the day the buyer enters it; until then these times say little.",
    "unused-transition": "Take out what nobody misses:",
    "unvisited-stage": "Take out what nobody misses, or say in library.yaml what the source calls it.",
}
