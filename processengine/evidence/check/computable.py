"""Whether a measure or a claim can be computed from a source, and if not, what to record first."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from processengine.evidence.check.lacking import HISTORY, Lack, lacks, lacks_grouping, lacks_within
from processengine.evidence.check.told import Told
from processengine.evidence.measures.needs import events_of
from processengine.limits import joins_little
from processengine.model.measure import Event, Measure, Quantity
from processengine.model.proposal import Claim
from processengine.replay import Join

Can = Literal["yes", "doubtful", "no"]

_SAME_DEALS: Final = "See that deal_id is the same number in these tables as in the history, and that both are of the same deals and days"


@dataclass(frozen=True)
class Computable:
    """A measure or a claim by its name: `can` it be computed, what it `lacks`, and a remark, "" where there is none.

    It is doubtful where it can be, and an event that it asks for is in no row: then nobody knows whether that never
    happened or was never recorded.
    """

    name: str
    can: Can
    lacks: tuple[Lack, ...] = ()
    remark: str = ""


def computable(name: str, quantity: Quantity, told: Told, measures: Mapping[str, Measure] | None = None) -> Computable:
    """Return whether a quantity can be computed; `measures` are those that a claim may compare by name."""
    joins = _joins(quantity, told, measures or {})
    little = [Lack(f"only {_covered(join)}", _SAME_DEALS, f"`{join.table}`") for join in joins if joins_little(join)]
    missing = tuple(dict.fromkeys([*_lacking(quantity, told, measures or {}), *little]))
    hard = [one for one in missing if not one.is_doubt]
    return Computable(name, "no" if hard else "doubtful" if missing else "yes", missing, "" if hard else "; ".join(map(_covered, (one for one in joins if one.joined < one.rows))))


def _lacking(quantity: Quantity, told: Told, measures: Mapping[str, Measure]) -> Iterator[Lack]:
    if quantity.ratio is not None:
        for event in (quantity.ratio.of, quantity.ratio.per):
            yield from lacks(event, told, is_of_deal=False)
    else:
        yield from _of_deals(quantity, told)
    if isinstance(quantity, Measure):
        events = [one for one in (quantity.count, *((quantity.ratio.of, quantity.ratio.per) if quantity.ratio else ())) if one is not None]
        is_of_activities = bool(events) and all(one.activity is not None for one in events)
        yield from lacks_grouping(quantity.by, told, is_of_activities=is_of_activities)
    if isinstance(quantity, Claim):
        yield from _claimed(quantity, told, measures)


def _of_deals(quantity: Quantity, told: Told) -> Iterator[Lack]:
    """Yield what is missing of a share, a duration or a count; what deals are the cohort has to be in the source, without any doubt."""
    yield from lacks_within(quantity, told)
    if told.holding.history is None and quantity.count is None and (quantity.share or quantity.duration):
        yield HISTORY
        return
    cohort = [*(quantity.among or ()), *([quantity.duration.from_] if quantity.duration is not None else [])]
    for event in cohort:
        yield from (replace(one, is_doubt=False) for one in lacks(event, told))
    events = [quantity.share, quantity.duration.to if quantity.duration is not None else None]
    for event in filter(None, events):
        yield from lacks(event, told)
    if quantity.count is not None:
        yield from lacks(quantity.count, told, is_of_deal=False)


def _claimed(claim: Claim, told: Told, measures: Mapping[str, Measure]) -> Iterator[Lack]:
    compared = measures.get(claim.compare) if isinstance(claim.compare, str) else claim.compare
    if isinstance(claim.compare, str) and compared is None:
        yield Lack(f"the process has no measure `{claim.compare}`", "Name one of the process's measures, or write the share or duration out", f"`{claim.compare}`")
    if compared is not None:
        yield from _lacking(compared, told, measures)
    if claim.where is not None:
        yield from (replace(one, is_doubt=False) for one in lacks(claim.where, told))


def _joins(quantity: Quantity, told: Told, measures: Mapping[str, Measure]) -> tuple[Join, ...]:
    """Return how far the facts, and where they have to be of a deal the activities, that are asked for belong to the history's deals."""
    parts: list[tuple[Quantity, Event | None]] = [(quantity, None)]
    if isinstance(quantity, Claim):
        compared = measures.get(quantity.compare) if isinstance(quantity.compare, str) else quantity.compare
        parts = [(compared or Quantity(), None), (Quantity(), quantity.where)] if quantity.compare is not None else parts
    found: dict[str, set[str]] = {"facts": set(), "activities": set()}
    for part, where in parts:
        is_of_deals = part.share is not None or part.duration is not None or where is not None
        for event in (*events_of(part), *filter(None, [where])):
            if event.kind in ("criterion", "play", "kit"):
                found["facts"].add(event.kind)
            elif event.activity is not None and is_of_deals:
                found["activities"].add(event.activity)
    return tuple(join for table, kinds in found.items() if (join := _together(table, kinds, told)).rows)


def _together(table: str, kinds: Collection[str], told: Told) -> Join:
    held = [one for (of, kind), one in told.holding.by_kind.items() if of == table and kind in kinds]
    return Join(table, sum(one.rows for one in held), sum(one.joined for one in held))


def _covered(join: Join) -> str:
    return f"{join.joined:,} of {join.rows:,} rows of `{join.table}` {'is' if join.joined == 1 else 'are'} of a deal that the history has"
