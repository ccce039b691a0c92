"""The deals' history run through a process, on one screen: how many went as it says, what it doesn't allow, and how long they stay."""

from collections.abc import Iterator
from typing import Final

from processengine.evidence.summary import UNDER
from processengine.model.base import words
from processengine.model.process import Process
from processengine.replay import Move, Replay, StageTimes
from processengine.report.evidence_summary_text import percent
from processengine.report.safe import visible, width
from processengine.report.wording import counted

MOVES: Final = 8
"""How many moves that the process doesn't allow are told; the rest are counted."""

_KINDS: Final = {"handed-over": "handed over to another process", "no-decision": "without a decision", "admin": "made in error"}


def as_text(process: Process, replay: Replay, *, is_public: bool = False) -> str:
    """Return the report; in public a count of one to four deals is not told."""
    report = _Report(process, replay, is_public)
    lines = [line for part in (report.head(), report.forbidden(), report.stages(), report.notes()) for line in part]
    return "".join(f"{visible(line)}\n" for line in lines)


class _Report:
    """A report in the making."""

    def __init__(self, process: Process, replay: Replay, is_public: bool) -> None:  # noqa: FBT001 - a report's own
        self.process, self.replay, self.is_public = process, replay, is_public

    def name(self, stage: str) -> str:
        """Return how people call a stage; a name that only the source has stays as it is."""
        if stage in self.process.stages:
            return self.process.title_of(stage)
        return words(stage) if any(one.stage == stage for one in self.replay.stages) else f"“{stage}”"

    def number(self, count: int) -> str:
        return f"<{UNDER}" if self.is_public and 0 < count < UNDER else f"{count:,}"

    def head(self) -> Iterator[str]:
        replay = self.replay
        window = f", {replay.first[:10]} to {replay.last[:10]}" if replay.first and replay.last else ""
        judged = f", judged by {_listed(replay.versions)}" if replay.versions else ""
        yield f"{self.process.title or words(self.process.id)}: {counted_in(replay.deals, 'deal')}, {counted_in(replay.events, 'row')}{window}{judged}"
        if not replay.deals:
            return
        yield ""
        yield (f"{self.number(replay.conforming_so_far)} of {counted_in(replay.deals, 'deal')} ({percent(replay.conforming_so_far, replay.deals)}) went as the process says "
               f"so far; {self.number(replay.conforming_and_closed)} of them have ended.")
        if replay.fitness is not None:
            yield f"It allows {_share(replay.fitness)} of their moves. Deals went {counted_in(replay.variants, 'different way')}."
        yield f"{self.number(replay.closed)} have ended{self.ends()}; {self.number(replay.deals - replay.closed)} are open."

    def ends(self) -> str:
        found = [f"{count:,} {_KINDS.get(kind, kind)}" for kind, count in sorted(self.replay.outcomes.items(), key=lambda one: -one[1])]
        return f" ({', '.join(found)})" if found else ""

    def forbidden(self) -> Iterator[str]:
        found = [move for move in self.replay.moves if not move.allowed]
        found.sort(key=lambda move: move.allowed_count - move.count)
        if not found:
            return
        yield ""
        yield "What the process doesn't allow, most frequent first"
        for move in found[:MOVES]:
            yield f"  {self.told(move)}"
        rest = found[MOVES:]
        if rest:
            yield f"  {counted(len(rest), 'other pair')} of stages with {counted_in(sum(move.count - move.allowed_count for move in rest), 'move')}; `-f json` has them all"

    def told(self, move: Move) -> str:
        """Tell a move in words."""
        deals = counted_in(move.deals, "deal")
        source, target = self.name(move.source), self.name(move.target)
        said = {
            "skip": f"went from {source} straight to {target}",
            "back": f"went back from {source} to {target}",
            "reopening": f"{'was' if move.deals == 1 else 'were'} reopened, from {source} to {target}",
            "out": f"left {source} for {target}",
        }.get(move.kind, f"went from {source} to {target}")
        forbidden = move.count - move.allowed_count
        if move.allowed_count:
            often = f", {forbidden:,} of {move.count:,} times when it was not allowed"
        else:
            often = f", {move.count:,} times" if move.count > move.deals else ""
        return f"{deals} {said}{often}"

    def stages(self) -> Iterator[str]:
        if not self.replay.deals:
            return
        names = {one.stage: self.name(one.stage) for one in self.replay.stages}
        wide = max((width("Stage"), *(width(name) for name in names.values())))
        yield ""
        yield f"{_padded('Stage', wide)}   Visits  Median days  90 % within  Open now"
        for one in self.replay.stages:
            yield f"{_padded(names[one.stage], wide)}  {one.visits:>7,}  {_days(one.median_days):>11}  {_days(one.p90_days):>11}  {self.open_now(one):>8}  {self.remark(one)}".rstrip()

    def open_now(self, one: StageTimes) -> str:
        stage = self.process.stages.get(one.stage)
        return "" if stage is not None and stage.outcome is not None else self.number(one.open_now)

    def remark(self, one: StageTimes) -> str:
        found = ["only in an earlier version"] if one.is_former else []
        if one.zero_length:
            found.append(f"{self.number(one.zero_length)} took no time: possibly back-filled")
        return "; ".join(found)

    def notes(self) -> Iterator[str]:
        if self.replay.warnings:
            yield ""
            yield from (f"Note: {one}" for one in self.replay.warnings)


def counted_in(number: int, noun: str) -> str:
    """Return a number with its noun, thousands apart: `1,200 deals`."""
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _padded(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))


def _days(days: float | None) -> str:
    return "-" if days is None else f"{days:,.1f}"


def _share(share: float) -> str:
    return "all" if share == 1 else "none" if share == 0 else percent(round(share * 10**9), 10**9)


def _listed(versions: tuple[str, ...]) -> str:
    return versions[0] if len(versions) == 1 else f"{versions[0]} to {versions[-1]}, each in its time"
