"""Asking which ways the deals go: as a process reads the history, or as it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from processengine.evidence.allowed import How, Pair, allowed_moves
from processengine.evidence.names import StageNames
from processengine.evidence.question import Derived, Given, Handle, Question, Row
from processengine.evidence.rows import maybe, numbers, one, whole
from processengine.evidence.sql import text
from processengine.evidence.tables import DAY
from processengine.evidence.visits import stages
from processengine.evidence.ways import Fate, NotAllowed, Paths, Rest, Way
from processengine.evidence.weights import weights
from processengine.graph import good_kinds
from processengine.model.process import Process

RAW: Final = Derived("visit", text("paths/raw"))
"""The table `visit` without a process: a row for each of the history, `stage` the code of the source's name."""


@dataclass(frozen=True)
class Reading:
    """How the numbers of stages in `visit` are read: by a process and what the source's names mean to it, or as they stand."""

    visit: Derived
    names: Mapping[int, str]
    process: Process | None = None

    @property
    def good(self) -> tuple[str, ...]:
        """The kinds of outcome that count as won."""
        return () if self.process is None else good_kinds(self.process)

    def kind(self, stage: int) -> str | None:
        """Return the kind of outcome that a stage is."""
        assert self.process is not None
        return self.process.stages[self.names[stage]].outcome

    @property
    def stage(self) -> Given:
        """The table `stage`; empty without a process."""
        return stages(self.process or Process.model_construct(process="", stages={}))


def as_it_stands(codes: Mapping[str, int]) -> Reading:
    """Return how rows are read without a process; `codes` are the names' codes."""
    return Reading(RAW, {code: name for name, code in codes.items()})


def by_process(process: Process, names: StageNames, visit: Derived) -> Reading:
    """Return how the visits of a process are read."""
    known = dict(enumerate(process.stages))
    return Reading(visit, known | {-1 - names.codes[name]: name for name in names.unknown}, process)


def paths(handle: Handle, reading: Reading, top: int = 10, through: int | None = None, to: int | None = None) -> Paths:
    """Return the `top` most frequent ways of the deals, only of those that went through a stage or are last in one where these are given."""
    longest, first, last = handle.ask(Question(text("paths/longest"), _first, over=(reading.visit,)))
    sought = Given("sought", (("through", "INTEGER"), ("destination", "INTEGER")), ((through, to),))
    went = Derived("went", text("paths/went"), over=(reading.visit, reading.stage, weights(longest or 0, "way_weight"), sought))
    way = Derived("way", text("paths/way"), over=(went,))
    number = handle.ask(Question(text("paths/ways"), one, over=(way,)))
    fates = _Fates(reading, handle.ask(Question(text("paths/fates"), _numbers, (top,), (went, way))))
    sequences: dict[int, list[int]] = {}
    for place, stage in handle.ask(Question(text("paths/stages"), numbers, (top,), (way, reading.visit))):
        sequences.setdefault(place, []).append(stage)
    lasted = {place: (low + high) / 2 / DAY for place, low, high in
              handle.ask(Question(text("paths/lasted"), numbers, (top, reading.process is None), (went, way)))}
    told = _Telling(reading, fates)
    shown = [told.way(place, sequences.get(place, []), lasted.get(place)) for place in range(1, min(top, number) + 1)]
    return Paths(
        process=reading.process.id if reading.process is not None else None,
        good=reading.good,
        deals=fates.deals(),
        ways=number,
        shown=tuple(sorted(shown, key=lambda one: (-one.deals, len(one.stages), one.stages))),
        rest=Rest(number - top, fates.deals(0), fates.of(0)) if number > top else None,
        fate=fates.of(),
        made_in_error=handle.ask(Question(text("paths/admin"), one, over=(reading.visit, reading.stage))),
        first=first,
        last=last,
    )


class _Fates:
    """What became of the deals on each way, by its number; 0 is all the others together."""

    def __init__(self, reading: Reading, rows: Iterable[tuple[int | None, ...]]) -> None:
        self.reading = reading
        self.rows = [(whole(number), outcome, whole(handed_over), whole(deals)) for number, outcome, handed_over, deals in rows]

    def deals(self, *only: int) -> int:
        """Return how many went, all told or on one way."""
        return sum(deals for number, _, _, deals in self.rows if not only or number in only)

    def outcomes(self, *only: int) -> dict[int, int]:
        """Return how many ended in which outcome."""
        found: dict[int, int] = {}
        for number, outcome, _, deals in self.rows:
            if outcome is not None and (not only or number in only):
                found[outcome] = found.get(outcome, 0) + deals
        return found

    def of(self, *only: int) -> Fate | None:
        """Return what became of them; None without a process."""
        if self.reading.process is None:
            return None
        ended = self.outcomes(*only)
        won = sum(deals for outcome, deals in ended.items() if self.reading.kind(outcome) in self.reading.good)
        handed_over = sum(deals for number, _, handed, deals in self.rows if handed and (not only or number in only))
        return Fate(self.deals(*only), sum(ended.values()), won, handed_over)


class _Telling:
    """Ways in the stages' names, judged by the process as it stands."""

    def __init__(self, reading: Reading, fates: _Fates) -> None:
        self.reading, self.names, self.fates = reading, reading.names, fates
        self.allowed = allowed_moves(reading.process) if reading.process is not None else None
        self.known = frozenset(reading.process.stages if reading.process is not None else reading.names.values())

    def way(self, number: int, sequence: Iterable[int], median_days: float | None) -> Way:
        """Return one way."""
        names = tuple(self.names[stage] for stage in sequence)
        outcomes = {self.names[stage]: deals for stage, deals in self.fates.outcomes(number).items()}
        deals = self.fates.deals(number)
        return Way(
            stages=names,
            deals=deals,
            fate=self.fates.of(number),
            outcomes=tuple(sorted(outcomes.items(), key=lambda one: (-one[1], one[0]))),
            median_days=median_days if self.allowed is not None or len(names) > 1 else None,
            not_allowed=() if self.allowed is None else tuple(_not_allowed(self.allowed, names, deals, outcomes)),
            unknown=tuple(dict.fromkeys(name for name in names if name not in self.known)),
            can_win=self.can_win(names),
        )


    def can_win(self, names: tuple[str, ...]) -> bool:
        """Tell whether the process has a way from the last stage to an outcome that counts as won."""
        process = self.reading.process
        good = () if process is None else [name for name, stage in process.stages.items() if stage.outcome in self.reading.good]
        return bool(names) and any((names[-1], name) in (self.allowed or ()) for name in good)


def _not_allowed(allowed: Mapping[Pair, How], names: tuple[str, ...], deals: int, outcomes: Mapping[str, int]) -> Iterator[NotAllowed]:
    """Yield the moves of a way that the process doesn't allow, each once, those into its outcomes at the end."""
    within = dict.fromkeys(move for place, move in enumerate(pairwise(names)) if not _is_allowed(allowed, names, place, move))
    yield from (NotAllowed(*move, deals) for move in within)
    for outcome in sorted(outcomes) if names else ():
        move = (names[-1], outcome)
        if move not in within and not _is_allowed(allowed, names, len(names) - 1, move):
            yield NotAllowed(*move, outcomes[outcome])


def _is_allowed(allowed: Mapping[Pair, How], names: tuple[str, ...], place: int, move: Pair) -> bool:
    how = allowed.get(move)
    return how == "any" or (how == "back" and place > 0 and names[place - 1] == move[1])


def _numbers(rows: Iterable[Row]) -> list[tuple[int | None, ...]]:
    return [tuple(map(maybe, row)) for row in rows]


def _first(rows: Iterable[Row]) -> tuple[int | None, ...]:
    return _numbers(rows)[0]
