"""A replay without anything about fewer than five deals, nor what tells it by subtraction, so that it may be shown to anybody."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from processengine.evidence.public import LAW, Cell, Sum, hidden, is_few, told
from processengine.replay import Move, Replay, StageTimes

_DEALS: Cell = ("deals",)
_CLOSED: Cell = ("closed",)
_OPEN: Cell = ("open",)
_ENDED: Cell = ("ended",)
_IN_ERROR: Cell = ("made in error",)
_HANDED_OVER: Cell = ("handed over",)
_HOW_ENDED: Final = (_CLOSED, _IN_ERROR, _HANDED_OVER)
_CONFORMING: Cell = ("conforming",)
_CONFORMING_CLOSED: Cell = ("conforming", "closed")
_MOVES: Cell = ("moves",)
_FORBIDDEN: Cell = ("forbidden",)
_ZERO: Cell = ("zero",)


def for_public(whole: Replay) -> Replay:
    """Return the replay without what may not be told; numbers that may not are None, and moves, stages, names and outcomes left out."""
    gone = _gone(whole)

    def shown(cell: Cell, count: int | None) -> int | None:
        return None if cell in gone else count

    moves = tuple(move for move in whole.moves if _move(move) not in gone)
    stages = tuple(_stage(one, gone) for one in whole.stages if ("visits", one.stage) not in gone)
    unknown = _told(whole.unknown_visits, "visits", gone)
    has_outcomes = not any(map(is_few, whole.outcomes.values())) and not any(cell in _HOW_ENDED or cell[0] == "ended" for cell in gone)
    is_less = (len(moves), len(stages), len(unknown)) != (len(whole.moves), len(whole.stages), len(whole.unknown_stages))
    return replace(
        whole, moves=moves, stages=stages, unknown_stages=tuple(unknown), unknown_visits=unknown,
        kinds={kind: count for kind, count in whole.kinds.items() if ("kind", kind) not in gone},
        conforming_so_far=shown(_CONFORMING, whole.conforming_so_far), conforming_and_closed=shown(_CONFORMING_CLOSED, whole.conforming_and_closed),
        closed=shown(_CLOSED, whole.closed), made_in_error=shown(_IN_ERROR, whole.made_in_error), handed_over=shown(_HANDED_OVER, whole.handed_over),
        fitness=None if _FORBIDDEN in gone else whole.fitness, left={},
        outcomes=whole.outcomes if has_outcomes else {}, began=_told(whole.began, "began", gone),
        skips=shown(("kind", "skip"), whole.skips), returns=shown(("kind", "back"), whole.returns), reopenings=shown(("kind", "reopening"), whole.reopenings),
        echoes=told(whole.echoes), ties=told(whole.ties), skipped_rows=told(whole.skipped_rows), elsewhere_rows=told(whole.elsewhere_rows),
        zero_length=shown(_ZERO, whole.zero_length), first=_day(whole.first), last=_day(whole.last), as_of=_day(whole.as_of), warnings=tuple(_said(is_less=is_less)),
    )


def _gone(whole: Replay) -> frozenset[Cell]:
    """Return which numbers are hidden; what is told of a move or a stage stands and falls with it."""
    values, sums = _values(whole), tuple(_sums(whole))
    small = set(_small(whole))
    while True:
        gone = hidden(values, sums, small, (_DEALS, _MOVES))
        with_them = {cell for move in whole.moves for cell in (_move(move), _not_allowed(move)) if gone & {_move(move), _not_allowed(move)}}
        with_them |= {(what, one.stage) for one in whole.stages if ("visits", one.stage) in gone for what in ("open", "zero")}
        if with_them <= gone:
            return gone
        small |= with_them


def _move(move: Move) -> Cell:
    return "move", move.source, move.target


def _stage(one: StageTimes, gone: Collection[Cell]) -> StageTimes:
    return replace(
        one, open_now=None if ("open", one.stage) in gone else one.open_now, zero_length=None if ("zero", one.stage) in gone else one.zero_length,
    )


def _values(whole: Replay) -> dict[Cell, int]:
    """Return every number: of deals, and of moves and visits."""
    visits, how_ended = _visits(whole), {_CLOSED: whole.closed or 0, _IN_ERROR: whole.made_in_error or 0, _HANDED_OVER: whole.handed_over or 0}
    ended = sum(how_ended.values())
    is_open = {one.stage: one.open_now or 0 for one in whole.stages}
    left = Counter[str]()
    for move in whole.moves:
        left[move.source] += move.count
    last = {name: count - left[name] for name, count in visits.items()}
    return {
        _DEALS: whole.deals, **how_ended, _ENDED: ended, _OPEN: whole.deals - ended,
        _CONFORMING: whole.conforming_so_far or 0, _CONFORMING_CLOSED: whole.conforming_and_closed or 0,
        _MOVES: left.total(), _FORBIDDEN: sum(map(_forbidden, whole.moves)), _ZERO: whole.zero_length or 0,
        **{("began", name): count for name, count in whole.began.items()},
        **{("kind", kind): count for kind, count in whole.kinds.items()},
        **{_move(move): move.count for move in whole.moves},
        **{_not_allowed(move): _forbidden(move) for move in whole.moves},
        **{("visits", name): count for name, count in visits.items()},
        **{("open", name): is_open.get(name, count) for name, count in last.items()},
        **{("ended", name): count - is_open.get(name, count) for name, count in last.items()},
        **{("zero", one.stage): one.zero_length or 0 for one in whole.stages},
    }


def _sums(whole: Replay) -> Iterator[Sum]:
    """Yield what nests in what: deals by where they began and are now, visits by the moves that lead in and out."""
    names, kinds = tuple(_visits(whole)), tuple(whole.kinds)
    yield Sum(_DEALS, (_ENDED, _OPEN), is_all=True)
    yield Sum(_DEALS, (*_HOW_ENDED, _OPEN), is_all=True)
    yield Sum(_ENDED, _HOW_ENDED, is_all=True)
    yield Sum(_DEALS, tuple(("began", name) for name in whole.began), is_all=True)
    yield from (Sum(whole_, tuple((what, name) for name in names), is_all=True) for whole_, what in ((_OPEN, "open"), (_ENDED, "ended"), (_ZERO, "zero")))
    yield from (Sum(_DEALS, (_CONFORMING,)), Sum(_CONFORMING, (_CONFORMING_CLOSED,)), Sum(_ENDED, (_CONFORMING_CLOSED,)), Sum(_DEALS, (_CONFORMING_CLOSED,)), Sum(_MOVES, (_FORBIDDEN,)))
    yield Sum(_MOVES, tuple(("kind", kind) for kind in kinds), is_all=True)
    yield from (Sum(("kind", kind), tuple(_move(move) for move in whole.moves if move.kind == kind), is_all=True) for kind in kinds)
    yield Sum(_FORBIDDEN, tuple(map(_not_allowed, whole.moves)), is_all=True)
    for name in names:
        visits = ("visits", name)
        yield Sum(visits, (("began", name), *(_move(move) for move in whole.moves if move.target == name)), is_all=True)
        yield Sum(visits, (*(_move(move) for move in whole.moves if move.source == name), ("open", name), ("ended", name)), is_all=True)
        yield Sum(visits, (("zero", name),))


def _visits(whole: Replay) -> dict[str, int]:
    return {**{one.stage: one.visits for one in whole.stages}, **whole.unknown_visits}


def _not_allowed(move: Move) -> Cell:
    return "not allowed", move.source, move.target


def _small(whole: Replay) -> Iterator[Cell]:
    """Yield what few deals are behind though it counts more, or what all deals but few are behind."""
    yield from (_move(move) for move in whole.moves if _is_told_of_few(whole, move.deals) or is_few(_forbidden(move)) or is_few(move.allowed_count))
    yield from (("visits", one.stage) for one in whole.stages if _is_told_of_few(whole, one.deals))
    yield from (("visits", name) for name in whole.unknown_visits if _is_told_of_few(whole, _deals_met(whole, name)))


def _is_told_of_few(whole: Replay, deals: int) -> bool:
    return is_few(deals) or is_few(whole.deals - deals)


def _forbidden(move: Move) -> int:
    return move.count - move.allowed_count


def _deals_met(whole: Replay, name: str) -> int:
    """Return how many deals at least were in a stage that the process doesn't have."""
    moves = [move.deals for move in whole.moves if name in (move.source, move.target)]
    return max((*moves, whole.began.get(name, 0)))


def _told(counts: Mapping[str, int], what: str, gone: Collection[Cell]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if (what, name) not in gone}


def _day(time: str | None) -> str | None:
    return None if time is None else time[:10]


def _said(*, is_less: bool) -> Iterator[str]:
    yield LAW
    if is_less:
        yield "Some moves or stages are left out for that."
