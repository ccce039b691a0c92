"""What the stage history holds, without any process: counts, and the moves from row to row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, compress
from typing import Final, NamedTuple

from processengine.evidence.names import ALL_NAMES
from processengine.evidence.public import is_few, kept
from processengine.evidence.question import Derived, Handle, Question, Row
from processengine.evidence.rows import maybe, numbers, whole
from processengine.evidence.sql import text
from processengine.evidence.weights import weights


@dataclass(frozen=True)
class StageCount:
    """A stage, by the source's name, and how many deals are meant."""

    stage: str
    deals: int


@dataclass(frozen=True)
class MoveCount:
    """Two stages that stand in rows one after the other: `count` times, in `deals` different deals."""

    source: str
    target: str
    count: int
    deals: int


@dataclass(frozen=True)
class Others:
    """Moves that aren't named, as too few deals made them: how many kinds, and how often they were made."""

    moves: int
    count: int


@dataclass(frozen=True)
class Summary:
    """What the stage history holds.

    `events` are its rows, `stages` and `variants` counts of different names and sequences. `moves` come most frequent
    first, repeats included, as do `starts` and `ends`, the stages of the deals' first and last rows.
    `deals_with_rework` are in some stage more than once; `ties` are rows with the same time as the row before in their
    deal. `first` and `last` are microseconds since 1970 (UTC), None without rows; `median_events` and `longest` are rows
    of a deal. `others` stands for what isn't named; None in a summary that isn't for the public. There the numbers that may not
    be told are None.
    """

    deals: int
    events: int
    stages: int
    variants: int
    moves: tuple[MoveCount, ...]
    starts: tuple[StageCount, ...]
    ends: tuple[StageCount, ...]
    deals_with_rework: int | None
    ties: int | None
    first: int | None
    last: int | None
    median_events: float | None
    longest: int | None
    others: Others | None = None


_ENTRY: Final = Derived("entry", text("summary/entry"))


def summary(handle: Handle) -> Summary:
    """Return the summary of a source's stage history."""
    names = {code: name for name, code in handle.ask(ALL_NAMES).items()}
    pairs = handle.ask(Question(text("summary/moves"), _pairs, over=(_ENTRY,)))
    ((longest,),) = handle.ask(Question(text("summary/longest"), numbers, over=(_ENTRY,)))
    trail = Derived("trail", text("summary/trail"), over=(_ENTRY, weights(longest, "row_weight")))
    variant = Derived("variant", text("summary/variant"), over=(trail,))
    ((variants, deals),) = handle.ask(Question(text("summary/variants"), numbers, over=(variant,)))
    example = Derived("example", text("summary/example"), over=(_ENTRY, variant))
    ((reworked,),) = handle.ask(Question(text("summary/rework"), numbers, over=(example,)))
    movers = {(source, target): count for source, target, count in handle.ask(Question(text("summary/mover_deals"), numbers, over=(example,)))}
    lengths = {events: count for events, count in handle.ask(Question(text("summary/lengths"), numbers, over=(trail,)))}  # noqa: C416 - rows are of any length
    moves = [MoveCount(names[one.source], names[one.target], one.times, movers[one.source, one.target]) for one in pairs if one.target is not None]
    return Summary(
        deals=deals,
        events=sum(one.times for one in pairs),
        stages=len({one.source for one in pairs}),
        variants=variants,
        moves=tuple(sorted(moves, key=lambda one: (-one.count, one.source, one.target))),
        starts=_stages(names, handle.ask(Question(text("summary/starts"), numbers, over=(_ENTRY,)))),
        ends=_stages(names, [(one.source, one.times) for one in pairs if one.target is None]),
        deals_with_rework=reworked,
        ties=sum(one.tied for one in pairs),
        first=min((one.first for one in pairs), default=None),
        last=max((one.last for one in pairs), default=None),
        median_events=median(lengths),
        longest=longest or None,
    )


def for_public(whole: Summary) -> Summary:
    """Return the summary without anything about a group of fewer than five deals, or about one deal."""
    small = [place for place, one in enumerate(whole.moves) if is_few(one.deals) or is_few(whole.deals - one.deals)]
    told = kept([one.count for one in whole.moves], small)
    hidden = [one for one, is_told in zip(whole.moves, told, strict=True) if not is_told]
    reworked = whole.deals_with_rework or 0
    return replace(
        whole,
        moves=tuple(compress(whole.moves, told)),
        starts=tuple(compress(whole.starts, kept([one.deals for one in whole.starts]))),
        ends=tuple(compress(whole.ends, kept([one.deals for one in whole.ends]))),
        deals_with_rework=None if is_few(reworked) or is_few(whole.deals - reworked) else reworked,
        ties=None if is_few(whole.ties or 0) else whole.ties,
        longest=None,
        others=Others(len(hidden), sum(one.count for one in hidden)),
    )


def median(counts: Mapping[int, int]) -> float | None:
    """Return the median of values of which each is there so many times; None where there is none."""
    total = sum(counts.values())
    if not total:
        return None
    return (_placed(counts, (total - 1) // 2) + _placed(counts, total // 2)) / 2


def _placed(counts: Mapping[int, int], place: int) -> int:
    """Return the value that has so many before it when all stand in order."""
    values = sorted(counts)
    until = accumulate(counts[value] for value in values)
    return next(value for value, those in zip(values, until, strict=True) if place < those)


def _stages(names: Mapping[int, str], counted: Iterable[tuple[int, ...]]) -> tuple[StageCount, ...]:
    stages = [StageCount(names[code], deals) for code, deals in counted]
    return tuple(sorted(stages, key=lambda one: (-one.deals, one.stage)))


class _Pair(NamedTuple):
    """Two stages in rows that follow each other, by their codes; no `target` where a deal ends."""

    source: int
    target: int | None
    times: int
    tied: int
    first: int
    last: int


def _pairs(rows: Iterable[Row]) -> list[_Pair]:
    return [_Pair(whole(source), maybe(target), *(whole(value) for value in others)) for source, target, *others in rows]
