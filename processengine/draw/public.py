"""Which numbers a picture of the deals keeps to itself in public: small ones, and what would tell them by subtraction."""

from collections.abc import Collection, Iterator, Mapping

from processengine.evidence.public import Cell, Sum, hidden, is_few
from processengine.replay import Move, Replay

_DEALS: Cell = ("deals",)

Ends = tuple[str, str]


def of_move(ends: Ends) -> Cell:
    """Return the place of the number of deals that made a move."""
    return ("move", *ends)


def hidden_numbers(replay: Replay, own: Collection[Ends], shared: Collection[Ends], outcomes: Collection[str]) -> frozenset[Cell]:
    """Return the places of the numbers that may not be told: `move` from to, `at` and `open` of a stage, `anywhere` of a target.

    Only of `outcomes` is told how many deals were there. `own` are the moves drawn as ways of the process, `shared` those that the ways from anywhere stand for.
    """
    made = {(move.source, move.target): move for move in replay.moves}
    together = {target: [ends for ends in shared if ends[1] == target and ends in made and ends not in own] for target in {ends[1] for ends in shared}}
    values: dict[Cell, int] = {_DEALS: replay.deals}
    values |= dict[Cell, int]({of_move(ends): _counted(move) for ends, move in made.items()})
    values |= {("left", name): count for name, count in replay.left.items()}
    values |= dict[Cell, int]({("at", one.stage): one.deals for one in replay.stages if one.stage in outcomes})
    values |= dict[Cell, int]({("open", one.stage): one.open_now or 0 for one in replay.stages})
    values |= {("anywhere", target): sum(_counted(made[one]) for one in ends) for target, ends in together.items()}
    gone = hidden(values, tuple(_sums(replay, made, together)), tuple(_small(made, together)), (_DEALS,))
    return gone | {of_move(ends) for ends in made if ("left", ends[0]) in gone}


def _sums(replay: Replay, made: Mapping[Ends, Move], together: Mapping[str, Collection[Ends]]) -> Iterator[Sum]:
    yield Sum(_DEALS, tuple(("open", one.stage) for one in replay.stages))
    yield from (Sum(_DEALS, (("anywhere", target),)) for target in together)
    yield from (Sum(_DEALS, (of_move(ends),)) for ends in made)
    for one in replay.stages:
        at = ("at", one.stage)
        apart = [ends for ends in made if ends[1] == one.stage and ends not in together.get(one.stage, ())]
        yield from (Sum(_DEALS, (at,)), Sum(at, (*map(of_move, apart), ("anywhere", one.stage))))
    for name in replay.left:
        out = tuple(of_move(ends) for ends in made if ends[0] == name)
        yield Sum(("left", name), out, is_all=True)
        yield from (Sum(("left", name), (one,)) for one in out)


def _small(made: Mapping[Ends, Move], together: Mapping[str, Collection[Ends]]) -> Iterator[Cell]:
    """Yield what few deals made though more are counted, or that few made in error are part of."""
    few = {ends for ends, move in made.items() if is_few(move.deals) or is_few(move.made_in_error)}
    yield from map(of_move, few)
    yield from (("anywhere", target) for target, ends in together.items() if is_few(sum(made[one].deals for one in ends)))


def _counted(move: Move) -> int:
    return move.deals - move.made_in_error
