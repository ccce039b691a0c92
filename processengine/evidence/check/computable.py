"""Whether a measure or a claim can be computed from a source, and if not, what to record first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from processengine.evidence.check.lacking import HISTORY, Lack, lacks, lacks_grouping
from processengine.evidence.check.told import Told
from processengine.model.measure import Measure, Quantity
from processengine.model.proposal import Claim

Can = Literal["yes", "doubtful", "no"]


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
    missing = tuple(dict.fromkeys(_lacking(quantity, told, measures or {})))
    hard = [one for one in missing if not one.is_doubt]
    return Computable(name, "no" if hard else "doubtful" if missing else "yes", missing, "" if hard else _remark(quantity, told))


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


def _remark(quantity: Quantity, told: Told) -> str:
    events = [quantity.share, *(quantity.among or ()), *((quantity.ratio.of, quantity.ratio.per) if quantity.ratio else ())]
    tied_to_deals = quantity.ratio is None and any(one is not None and one.activity is not None for one in events)
    for join in told.holding.joins:
        if tied_to_deals and join.table == "activities" and 2 * join.joined < join.rows:
            return f"only {join.joined:,} of {join.rows:,} activities name a deal that the history has"
    return ""
