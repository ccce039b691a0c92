"""The deals' history run through a process, on one screen: how many went as it says, what it doesn't allow, and how long they stay."""

from collections.abc import Iterator, Sequence
from typing import Final

from processengine.evidence.public import HIDDEN
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.wording import counted, lasting, percent
from processengine.replay import Move, Replay, StageTimes
from processengine.report.laid_out import next_commands, paragraph, table
from processengine.report.safe import visible

MOVES: Final = 8
"""How many moves that the process doesn't allow are told; the rest are counted."""

_KINDS: Final = {"handed-over": "handed over to another process", "no-decision": "without a decision", "admin": "made in error"}


def as_text(process: Process, replay: Replay, judged: str = "", columns: int | None = None, following: Sequence[str] = ()) -> str:
    """Return the report; what may not be told is said to be not shown.

    `judged` says by what moves are judged, where that is no release; `following` are commands to go on with.
    """
    report = _Report(process, replay, judged)
    parts = [paragraph(report.head(), columns), paragraph(report.forbidden(), columns), report.stages(columns), paragraph(report.notes(), columns)]
    lines = [line for part in parts for line in part]
    return "".join(f"{line}\n" for line in [*map(visible, lines), *next_commands(following)])


class _Report:
    """A report in the making."""

    def __init__(self, process: Process, replay: Replay, judged: str) -> None:
        self.process, self.replay, self.judged = process, replay, judged

    def name(self, stage: str) -> str:
        """Return how people call a stage; a name that only the source has stays as it is."""
        if stage in self.process.stages:
            return self.process.title_of(stage)
        return words(stage) if any(one.stage == stage for one in self.replay.stages) else f"“{stage}”"

    def number(self, count: int | None) -> str:
        return f"(number {HIDDEN})" if count is None else f"{count:,}"

    def head(self) -> Iterator[str]:
        replay = self.replay
        window = f", {replay.first[:10]} to {replay.last[:10]}" if replay.first and replay.last else ""
        judged = self.judged or (_listed(replay.versions) if replay.versions else "")
        judged = f", judged by {judged}" if judged else ""
        yield f"{self.process.title or words(self.process.id)}: {counted(replay.deals, 'deal')}, {counted(replay.events, 'row')}{window}{judged}"
        if not replay.deals:
            return
        yield ""
        yield (f"{self.number(replay.conforming_so_far)} of {counted(replay.deals, 'deal')}{self.share_conforming()} went as the process says "
               f"so far; {self.number(replay.conforming_and_closed)} of them {'has' if replay.conforming_and_closed == 1 else 'have'} ended.")
        if replay.fitness is not None:
            yield f"It allows {_share(replay.fitness)} of their moves. Deals went {counted(replay.ways, 'way')} through the stages, {replay.variants:,} counting how they ended."
        aside = [f"{self.number(count)} {_KINDS[kind]}" for kind, count in (("handed-over", replay.handed_over), ("admin", replay.made_in_error)) if count != 0]
        yield "; ".join((f"{self.number(replay.closed)} {_are(replay.closed)} closed{self.ends()}", *aside, f"{self.number(replay.open)} {_are(replay.open)} open")) + "."

    def share_conforming(self) -> str:
        found = self.replay.conforming_so_far
        return "" if found is None else f" ({percent(found, self.replay.deals)})"

    def ends(self) -> str:
        closed = [(kind, count) for kind, count in self.replay.outcomes.items() if kind not in ("handed-over", "admin")]
        found = [f"{count:,} {_KINDS.get(kind, kind)}" for kind, count in sorted(closed, key=lambda one: (-one[1], one[0]))]
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
            yield f"  {counted(len(rest), 'other pair')} of stages with {counted(sum(move.count - move.allowed_count for move in rest), 'move')}; `-f json` has them all"

    def told(self, move: Move) -> str:
        """Tell a move in words."""
        deals = counted(move.deals, "deal")
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

    def stages(self, columns: int | None) -> Iterator[str]:
        if not self.replay.deals:
            return
        rows = [(self.name(one.stage), f"{one.visits:,}", _time(one.median_days), _time(one.p90_days), self.open_now(one), self.remark(one))
                for one in self.replay.stages]
        yield ""
        yield from table(("Stage", "Visits", "Half within", "90 % within", "Open now"), rows, columns)

    def open_now(self, one: StageTimes) -> str:
        stage = self.process.stages.get(one.stage)
        return "" if stage is not None and stage.outcome is not None else self.number(one.open_now)

    def remark(self, one: StageTimes) -> str:
        found = ["only in an earlier version"] if one.is_former else []
        if one.zero_length is None:
            found.append(f"{HIDDEN} how many took no time")
        elif one.zero_length:
            found.append(f"{self.number(one.zero_length)} took no time: possibly back-filled")
        return "; ".join(found)

    def notes(self) -> Iterator[str]:
        if self.replay.warnings:
            yield ""
            yield from (f"Note: {one}" for one in self.replay.warnings)


def _are(count: int | None) -> str:
    return "is" if count == 1 else "are"


def _time(days: float | None) -> str:
    return "-" if days is None else lasting(days)


def _share(share: float) -> str:
    return "all" if share == 1 else "none" if share == 0 else percent(round(share * 10**9), 10**9)


def _listed(versions: tuple[str, ...]) -> str:
    return versions[0] if len(versions) == 1 else f"{versions[0]} to {versions[-1]}, each in its time"
