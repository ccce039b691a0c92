"""What the deals say, put into the picture of a process: how many went each way, how long they stayed, and where only they go."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from processengine.draw.picture import Box, Course, Look, Picture, Traffic, Way
from processengine.draw.public import hidden_numbers, of_move
from processengine.draw.wrap import clean
from processengine.evidence.public import HIDDEN, UNDER, Cell, is_few
from processengine.limits import is_habit, mostly_allowed
from processengine.model.wording import lasting
from processengine.replay import Move, Replay, StageTimes

Ends = tuple[str, str]

_MOST_DRAWN: Final = 12
_MOST_BESIDE: Final = 3
_DATA: Final = "data "
_UNKNOWN: Final = "unknown "
_KIND: Final = "Not in the process"


def with_deals(picture: Picture, replay: Replay, about: Iterable[str] = (), *, is_public: bool = False) -> Picture:
    """Return a picture with what the deals did; `about` says more of the data, such as its digest.

    Of the moves that the process doesn't have those are drawn that at least 5 % of the deals made that left their stage, the twelve
    most frequent, and of a stage that the process doesn't have the three most frequent into it and out of it, the first one
    into it however rare; the others are counted in `left_out`. With `is_public` no group under five deals is told.
    """
    return _Deals(picture, replay, is_public=is_public).picture(about)


@dataclass(frozen=True)
class _Unmodelled:
    """The moves that the process doesn't have: those that are drawn, and the others."""

    drawn: list[Move]
    others: list[Move]


class _Deals:
    """One picture's deals in the making."""

    def __init__(self, shown: Picture, replay: Replay, *, is_public: bool) -> None:
        self.shown, self.replay, self.is_public = shown, replay, is_public
        self.moves = {(move.source, move.target): move for move in replay.moves}
        self.looks = {box.key: box.look for box in shown.boxes}
        self.left = Counter(replay.left)
        self.own = {(way.source, way.target) for way in shown.ways}
        self.shared = set(self._shared())
        self.panel = {way.target for way in shown.anywhere}
        self.gone: frozenset[Cell] = self._hidden() if is_public else frozenset()
        self.unmodelled = self._unmodelled()

    def picture(self, about: Iterable[str]) -> Picture:
        told = tuple(about)
        keys = {name: f"{_UNKNOWN}{name}" for move in self.unmodelled.drawn for name in (move.source, move.target) if name not in self.looks}
        dashed = tuple(
            Way(keys.get(move.source, move.source), keys.get(move.target, move.target), course=Course.UNMODELLED, traffic=self._of_move(move))
            for move in self.unmodelled.drawn
        )
        return replace(
            self.shown,
            boxes=tuple(self._boxes(keys)),
            ways=(*(self._way(way) for way in self.shown.ways), *dashed),
            anywhere=tuple(self._anywhere(way) for way in self.shown.anywhere),
            deals=" · ".join(filter(None, (*self._caption(), *(one for one in told if not one.startswith(_DATA))))),
            left_out=(*self._left_out(), *(f"{one.capitalize()}." for one in told if one.startswith(_DATA))),
        )

    def _caption(self) -> Iterator[str]:
        replay = self.replay
        yield _counted(replay.deals, "deal")
        yield " to ".join(dict.fromkeys(moment[:10] for moment in (replay.first, replay.last) if moment))

    def _shared(self) -> Iterator[Ends]:
        """Yield the moves that the ways from anywhere stand for."""
        for box in self.shown.boxes:
            if not box.look.is_outcome and box.look not in (Look.ELSEWHERE, Look.MISSING) and box.key not in self.shown.sheltered:
                yield from ((box.key, way.target) for way in self.shown.anywhere if way.target != box.key)

    def _unmodelled(self) -> _Unmodelled:
        found = [
            move for ends, move in self.moves.items()
            if not (ends in self.own or ends in self.shared or self._is_reopening(move) or self._is_return(move) or self._is_end(move))
        ]
        found.sort(key=lambda move: (-move.deals, move.source, move.target))
        into, out_of, drawn = Counter[str](), Counter[str](), list[Move]()
        for move in found:
            is_often = is_habit(_counted_of(move), self.left[move.source]) or (move.target not in self.looks and not into[move.target])
            has_room = (move.source in self.looks or out_of[move.source] < _MOST_BESIDE) and (move.target in self.looks or into[move.target] < _MOST_BESIDE)
            if is_often and has_room and self._is_told(move) and len(drawn) < _MOST_DRAWN:
                drawn.append(move)
                into[move.target] += 1
                out_of[move.source] += 1
        return _Unmodelled(drawn, [move for move in found if move not in drawn])

    def _hidden(self) -> frozenset[Cell]:
        return hidden_numbers(self.replay, self.own, self.shared, {name for name, look in self.looks.items() if look.is_outcome})

    def _is_told(self, move: Move) -> bool:
        return of_move((move.source, move.target)) not in self.gone

    def _is_reopening(self, move: Move) -> bool:
        look = self.looks.get(move.source)
        return move.kind == "reopening" or (look is not None and look.is_outcome)

    def _is_return(self, move: Move) -> bool:
        """Tell whether deals mostly only came back from where they waited."""
        return mostly_allowed(move) and self.looks.get(move.source) is Look.PARKED

    def _is_end(self, move: Move) -> bool:
        """Tell whether deals left a stage that the process doesn't have as they may leave any other: its box says so, no line."""
        return move.source not in self.looks and move.target in self.panel

    def _of_move(self, move: Move | None, source: str = "") -> Traffic:
        if move is None:
            return Traffic("0" if self.left[source] else "", 0.0)
        return self._traffic([move], self.left[move.source]) if self._is_told(move) else Traffic(HIDDEN)

    def _traffic(self, made: Iterable[Move], whole: int, of: str = "") -> Traffic:
        """Return how many deals made some moves, and their share; what was made in error counts nowhere but for itself."""
        moves = list(made)
        count, in_error = sum(map(_counted_of, moves)), sum(move.made_in_error for move in moves)
        if not count or not whole:
            return Traffic(f"{in_error:,} made in error", 0.0)
        return Traffic(f"{count:,} · {_percent(count, whole)}{of}", min(count / whole, 1.0))

    def _way(self, way: Way) -> Way:
        if way.course is Course.OUT:
            return way
        return way._replace(traffic=self._of_move(self.moves.get((way.source, way.target)), way.source))

    def _anywhere(self, way: Way) -> Way:
        made = [self.moves[ends] for ends in self.shared - self.own if ends[1] == way.target and ends in self.moves]
        whole = max(self.replay.deals - (self.replay.made_in_error or 0), sum(map(_counted_of, made)))
        if ("anywhere", way.target) in self.gone:
            return way._replace(traffic=Traffic(HIDDEN))
        return way._replace(traffic=self._traffic(made, whole, " of all deals") if made else Traffic("0", 0.0))

    def _boxes(self, keys: dict[str, str]) -> Iterator[Box]:
        """Yield the boxes, each stage that only the deals know behind the one from which most of them come."""
        behind: dict[str, list[Box]] = {}
        for name, key in keys.items():
            into = [move for move in self.unmodelled.drawn if move.target == name and move.source in self.looks]
            first = into[0].source if into else ""
            behind.setdefault(first, []).append(Box(key, clean(name) or "?", Look.UNMODELLED, _KIND, tuple(self._ends(name))))
        yield from behind.get("", [])
        times = {one.stage: one for one in self.replay.stages}
        for box in self.shown.boxes:
            yield replace(box, lines=(*box.lines, *self._times(box, times[box.key]))) if box.key in times else box
            yield from behind.get(box.key, [])

    def _ends(self, name: str) -> Iterator[str]:
        titles = {box.key: box.title for box in self.shown.boxes}
        ended = [move for move in self.moves.values() if move.source == name and self._is_end(move) and self._is_told(move)]
        for move in sorted(ended, key=lambda move: (-move.count, move.target))[:_MOST_BESIDE]:
            yield f"to {titles[move.target]}: {self._of_move(move).words}"

    def _times(self, box: Box, times: StageTimes) -> Iterator[str]:
        if not times.deals:
            yield "no deal"
            return
        if self.is_public and is_few(times.deals):
            yield HIDDEN
            return
        if box.look.is_outcome:
            yield HIDDEN if ("at", box.key) in self.gone else _counted(times.deals, "deal")
            return
        if times.median_days is not None:
            p90 = "" if times.p90_days is None else f", 90 % within {lasting(times.p90_days)}"
            yield f"median {lasting(times.median_days)}{p90}"
        if times.open_now and ("open", box.key) not in self.gone:
            yield f"{times.open_now:,} open now"
        back = [move for ends, move in self.moves.items() if ends not in self.own and move.source == box.key and self._is_return(move)]
        if back and all(map(self._is_told, back)):
            count = sum(map(_counted_of, back))
            yield f"came back: {count:,} · {_percent(count, max(self.left[box.key], count))}"

    def _left_out(self) -> Iterator[str]:
        others, further = self.unmodelled.others, "further " if self.unmodelled.drawn else ""
        if others:
            one, times = len(others) == 1, sum(move.count for move in others)
            made = "once" if times == 1 else f"{times:,} times{'' if one else ' in all'}"
            told = "" if self.is_public else f", made {made},"
            yield f"{_counted(len(others), f'{further}move')} that the process doesn't have{told} {'is' if one else 'are'} left out."
        if self.replay.reopenings and not (self.is_public and self.replay.reopenings < UNDER):
            yield f"{_counted(self.replay.reopenings, 'time')} a deal was opened again after its end; that is not drawn."


def _counted_of(move: Move) -> int:
    """Return how many deals made a move, without those made in error."""
    return move.deals - move.made_in_error


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"
