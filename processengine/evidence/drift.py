"""Where a process and the deals' lives differ, ranked by how many deals it touches.

Pure: of a `Replay` and the deals counted for it (`Touched`) come differences, each with its figures and the edit that
would bring the process to life. How they are told stands in `drift_told`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from math import ceil
from typing import Literal

from processengine.evidence.public import UNDER
from processengine.graph import Graph
from processengine.limits import is_habit, is_too_much, is_unmodelled, made_unmodelled_by
from processengine.model.process import Process
from processengine.replay import Move, Replay, StageTimes

DifferenceKind = Literal[
    "unmodelled-move", "passed-over-stage", "frequent-return", "overstayed-stage", "unknown-stage",
    "began-elsewhere", "back-filled-history", "unused-transition", "unvisited-stage",
]
"""What differs. The last two touch no deal: they are about what nobody does."""

MOST = 5
"""How many differences are told: more than this nobody acts on."""

MANY = 5
"""From so many ways on that the process lacks, they are told in one sentence."""

RETURNING = 0.2
"""The share of the deals at a stage from which on going back is no exception."""

WHEN, FACT = "WHEN BUYERS NEED THIS", "WHAT THE BUYER LACKED"
"""What stands in an edit for the words that only people can find."""

_WAYS = 3
"""How many ways past a stage are offered."""

FAR_BEYOND = 2
"""How many times `max_days` a tenth of the visits must last to be far beyond it."""


@dataclass(frozen=True)
class Touched:
    """How many different deals share something that no single move tells.

    `passed_over` by stage: skipped it; `met` by the source's name: were in this unknown stage; `overstayed` by stage: were
    there longer than its `max_days`; `back_filled`: some visit took no time at all.
    """

    passed_over: Mapping[str, int] = field(default_factory=dict)
    met: Mapping[str, int] = field(default_factory=dict)
    overstayed: Mapping[str, int] = field(default_factory=dict)
    back_filled: int = 0


@dataclass(frozen=True)
class Difference:
    """One place where file and life differ.

    `deals` are touched, of the `of` that could have been. `stages` are the ids (or the source's names) that it is about, in
    the order of `path` first; `count` is how often it happened, in moves or visits. `days` and `limit` are those of a stage
    (how long half of the visits last, or else a tenth: `share`), `other` is the move the other way where that differs too, `edits` are
    the operations of `edit` that would make the process follow life, with words in capitals where somebody has to say why.
    `parts` are differences of one kind that are told in one: deals and path are then those of the first.
    """

    kind: DifferenceKind
    path: str
    deals: int
    of: int
    stages: tuple[str, ...]
    count: int
    move: Move | None = None
    other: Move | None = None
    days: float | None = None
    share: float = 0.5
    limit: int = 0
    edits: tuple[tuple[str, ...], ...] = ()
    parts: tuple["Difference", ...] = ()


@dataclass(frozen=True)
class Drift:
    """The differences that are told, the most deals first, and how many smaller ones are not."""

    differences: tuple[Difference, ...]
    left_out: int = 0


def drift(process: Process, replay: Replay, touched: Touched, min_deals: int, most: int = MOST) -> Drift:
    """Return where process and life differ; nothing counts that touches fewer than `min_deals` deals."""
    look = _Look(process, replay, touched, min_deals)
    found = _merged(sorted(look.found(), key=lambda one: (-one.deals, one.path)))
    return Drift(tuple(found[:most]), max(len(found) - most, 0))


def _merged(found: list[Difference]) -> list[Difference]:
    """Return the differences with ways that the process lacks in one, where there are so many that no single one is the matter."""
    lacking = [one for one in found if one.kind == "unmodelled-move" and one.move is not None and one.move.kind != "reopening"]
    if len(lacking) < MANY:
        return found
    pairs = tuple(chain.from_iterable(one.stages for one in lacking))
    whole = replace(lacking[0], stages=pairs, count=sum(one.count for one in lacking), move=None, other=None, edits=(), parts=tuple(lacking))
    return [whole if one is lacking[0] else one for one in found if one is lacking[0] or one not in lacking]


def passes_over(process: Process, source: str, target: str) -> tuple[str, ...]:
    """Return the open stages that a move between two open stages of a process leaves out: those between them in the list."""
    order = list(process.stages)
    if not all(name in process.stages and process.stages[name].is_open for name in (source, target)):
        return ()
    return tuple(name for name in order[order.index(source) + 1 : order.index(target)] if process.stages[name].is_open)


class _Look:
    def __init__(self, process: Process, replay: Replay, touched: Touched, min_deals: int) -> None:
        self.process, self.replay, self.touched, self.min_deals = process, replay, touched, min_deals
        self.times = {one.stage: one for one in replay.stages}
        self.graph = Graph(process)
        self.made = {(move.source, move.target) for move in replay.moves}

    def found(self) -> Iterator[Difference]:
        """Return what differs and touches enough deals, and what nobody does where enough deals could have."""
        passed = list(self._passed_over())
        skipped = {stage for one in passed for stage in one.stages}
        touching = chain(passed, self._unmodelled(skipped), self._returns(), self._overstayed(), self._unknown(), self._began(), self._back_filled())
        yield from (one for one in touching if one.deals >= self.min_deals)
        if self.replay.deals >= self.min_deals:
            yield from self._unused()
            yield from self._unvisited()

    def _at(self, stage: str) -> int:
        """Return how many deals were at a stage."""
        return self.times[stage].deals if stage in self.times else 0

    def _passed_over(self) -> Iterator[Difference]:
        """Yield the stages that more deals pass over than visit."""
        for stage, deals in self.touched.passed_over.items():
            if deals <= self._at(stage):
                continue
            over = [move for move in self.replay.moves if stage in passes_over(self.process, move.source, move.target)]
            of = deals + self._at(stage) if self._at(stage) >= UNDER else deals
            edits = tuple(chain.from_iterable(self._edits_for(move) for move in sorted(over, key=lambda move: -move.deals) if not move.allowed))
            if not is_habit(self._at(stage), deals + self._at(stage)):
                edits = (("remove-stage", stage, "--bypass"),)
            yield Difference("passed-over-stage", f"stages.{stage}", deals, of, (stage,), sum(move.count for move in over), edits=edits[:_WAYS])

    def _unmodelled(self, skipped: set[str]) -> Iterator[Difference]:
        """Yield the moves that the process doesn't allow, to and fro in one, but for those told already as a stage passed over."""
        often = {
            (move.source, move.target): move for move in self.replay.moves
            if move.kind != "unknown" and self._is_unmodelled(move)
            and not skipped & set(passes_over(self.process, move.source, move.target))
        }
        for (source, target), move in often.items():
            other = often.get((target, source))
            if other is not None and (made_unmodelled_by(other), target) > (made_unmodelled_by(move), source):
                continue
            edits = tuple(chain.from_iterable(self._edits_for(one) for one in (move, other) if one is not None))
            yield Difference("unmodelled-move", f"stages.{source}.next.{target}", made_unmodelled_by(move), max(self._at(source), move.deals), (source, target),
                             move.count - move.allowed_count, move, other, edits=edits)

    def _is_unmodelled(self, move: Move) -> bool:
        """Tell whether a move is a habit that the process neither allowed then nor allows now."""
        stage = self.process.stages.get(move.source)
        is_parked = stage is not None and stage.parked is True
        return move.target not in self.graph.next.get(move.source, ()) and is_unmodelled(move, self._at(move.source), self.min_deals, is_parked=is_parked)

    def _edits_for(self, move: Move) -> tuple[tuple[str, ...], ...]:
        if move.kind == "reopening" or not {move.source, move.target} <= set(self.process.stages):
            return ()
        bare = [way for way in self.process.stages[move.source].next if not way.when]
        return (("add-transition", move.source, move.target, *(("--when", WHEN) if bare else ())),)

    def _returns(self) -> Iterator[Difference]:
        """Yield the ways back that the process allows as an exception, and that are none."""
        for move in self.replay.moves:
            if move.allowed and move.kind == "back" and self._is_exception(move) and move.deals >= RETURNING * self._at(move.source):
                yield Difference("frequent-return", f"stages.{move.source}.next.{move.target}", move.deals, self._at(move.source), (move.source, move.target), move.count,
                                 move, edits=(("add-criterion", move.target, FACT),))

    def _is_exception(self, move: Move) -> bool:
        """Tell whether a stage has a way on, and this one beside it: the usual way is the one without a condition."""
        if not {move.source, move.target} <= set(self.process.stages):
            return False
        ways = {way.target: way for way in self.graph.own_ways(move.source)}
        usual = [way for way in ways.values() if not way.when] or list(ways.values())
        return any(map(self.graph.goes_on, usual))

    def _overstayed(self) -> Iterator[Difference]:
        """Yield the stages where half of the visits last longer than `max_days`, or a tenth far longer."""
        for name, stage in self.process.stages.items():
            times = self.times.get(name)
            if stage.max_days is None or times is None:
                continue
            beyond = _beyond(times, stage.max_days)
            if beyond is not None:
                days, share = beyond
                edits = (("max-days", name, str(ceil(times.p90_days))),) if times.p90_days is not None else ()
                yield Difference("overstayed-stage", f"stages.{name}.max_days", self.touched.overstayed.get(name, 0), times.deals, (name,), times.visits,
                                 days=days, share=share, limit=stage.max_days, edits=edits)

    def _unknown(self) -> Iterator[Difference]:
        """Yield the names in the source that are no stage of the process."""
        for name, deals in self.touched.met.items():
            count = sum(move.count for move in self.replay.moves if move.target == name) + self.replay.began.get(name, 0)
            yield Difference("unknown-stage", "stages", deals, self.replay.deals, (name,), count)

    def _began(self) -> Iterator[Difference]:
        """Yield that deals begin elsewhere than at the first stage, where it matters."""
        first = self.process.first
        elsewhere = {name: count for name, count in self.replay.began.items() if name != first and name in self.process.stages}
        deals = sum(elsewhere.values())
        ranked = sorted((name for name, count in elsewhere.items() if count >= UNDER), key=lambda name: (-elsewhere[name], name))
        if not ranked or not is_habit(deals, self.replay.deals):
            return
        most = ranked[0]
        moved = self.process.stages[most].is_open and 2 * elsewhere[most] > self.replay.deals
        yield Difference("began-elsewhere", "start", deals, self.replay.deals, (first, *ranked), deals, edits=(("set", "start", most),) if moved else ())

    def _back_filled(self) -> Iterator[Difference]:
        """Yield that many visits take no time at all."""
        visits, zero = sum(one.visits for one in self.replay.stages), sum(one.zero_length or 0 for one in self.replay.stages)
        if is_too_much(zero, visits):
            ranked = sorted((one for one in self.replay.stages if one.zero_length), key=lambda one: (-(one.zero_length or 0), one.stage))
            yield Difference("back-filled-history", "stages", self.touched.back_filled, self.replay.deals, tuple(one.stage for one in ranked), zero)

    def _unused(self) -> Iterator[Difference]:
        """Yield the ways of their own that stages have and that nobody takes, all in one."""
        unused = [way for name in self.process.stages if self._at(name) >= self.min_deals for way in self.graph.own_ways(name)
                  if not way.is_external and (way.source, way.target) not in self.made]
        if unused:
            first = unused[0]
            pairs = tuple(chain.from_iterable((way.source, way.target) for way in unused))
            yield Difference("unused-transition", f"stages.{first.source}.next.{first.target}", 0, self._at(first.source), pairs, len(unused),
                             edits=tuple(("remove-transition", way.source, way.target) for way in unused))

    def _unvisited(self) -> Iterator[Difference]:
        """Yield the stages that no deal visited, all in one."""
        empty = tuple(name for name in self.process.stages if not self._at(name))
        if empty:
            yield Difference("unvisited-stage", f"stages.{empty[0]}", 0, self.replay.deals, empty, len(empty), edits=tuple(_removals(self.process, empty)))


def _beyond(times: StageTimes, limit: int) -> tuple[float, float] | None:
    """Return how many days half of the visits last at least, or else a tenth, with this share; None where it is within bounds."""
    if times.median_days is not None and times.median_days > limit:
        return times.median_days, 0.5
    if times.p90_days is not None and times.p90_days > FAR_BEYOND * limit:
        return times.p90_days, 0.1
    return None


def _removals(process: Process, empty: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield how to take stages out; outcomes are left to their owner, who may want them however rare they are."""
    for name in empty:
        stage = process.stages[name]
        if stage.outcome is None:
            yield ("remove-stage", name, "--bypass") if stage.is_open and stage.next else ("remove-stage", name, "--force")
