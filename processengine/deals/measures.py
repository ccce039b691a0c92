"""The measures of a process, computed from a library's deals."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.known import known_by
from processengine.deals.noticed import noticed, tables_of
from processengine.deals.summary import refuse_few, refuse_without_history
from processengine.errors import CannotRun
from processengine.evidence.claims.doubts import number_of_deals
from processengine.evidence.claims.words import many, one
from processengine.evidence.measures.compute import compute
from processengine.evidence.measures.needs import asks_history
from processengine.evidence.measures.public import for_public
from processengine.evidence.measures.source import source_of
from processengine.evidence.measures.told import MeasuresTold, MeasureTold
from processengine.model.base import words
from processengine.model.nearest import did_you_mean

if TYPE_CHECKING:
    from processengine.evidence.measures.measured import Measured
    from processengine.model.measure import Measure
    from processengine.model.process import Process
    from processengine.store import Shelf


def measured(deals: Deals, process: "Process", shelf: "Shelf | None", names: Collection[str] = (), *, is_public: bool = False) -> MeasuresTold:
    """Compute a process's measures, or those of some names, in their order; in public without anything about fewer than five deals.

    Raise CannotRun where the process has no measure, or none of such a name, or all need a history that isn't there.
    """
    _refuse_unknown(process, names)
    if all(asks_history(one) for name, one in process.measures.items() if not names or name in names):
        refuse_without_history(deals)
    known, source = known_by(deals, process, shelf), source_of(deals.handle)
    if is_public and deals.handle.has("stage_history"):
        refuse_few(deals.handle.ask(number_of_deals(known)))
    found = [_told(process, name, measure, compute(deals.handle, known, measure, source=source))
             for name, measure in process.measures.items() if not names or name in names]
    if is_public:
        found = [replace(each, measured=for_public(each.measured)) for each in found]
    return MeasuresTold(
        process.id, process.title or words(process.id), deals.found.source, source.day, source.ties, source.digest, tuple(found),
        noticed(deals.found, tables_of(one.measure for one in found), is_public=is_public), is_public,
    )


def _told(process: "Process", name: str, measure: "Measure", measured_: "Measured") -> MeasureTold:
    if measure.ratio is None:
        return MeasureTold(name, measure, measured_)
    of, per = measure.ratio.of, measure.ratio.per
    return MeasureTold(name, measure, measured_, many(process, of), many(process, per), one(process, per))


def _to_paste(process: "Process") -> str:
    """Return a measure that this process can have: how often deals are won that come to its last stage before."""
    good = next((stage.outcome for stage in process.stages.values() if stage.outcome in ("won", "realised", "introduced")), None)
    last = next((name for name, stage in reversed(process.stages.items()) if stage.is_open), None)
    if good is None or last is None:
        return ""
    return f", such as `measures: {{win-rate: {{share: {{outcome: {good}}}, among: {{reached: {last}}}}}}}`"


def _refuse_unknown(process: "Process", names: Collection[str]) -> None:
    if not process.measures:
        raise CannotRun(f"{process.id} has no measures: add one{_to_paste(process)}.")
    for name in names:
        if name not in process.measures:
            hint = did_you_mean(name, process.measures) or f" It has {', '.join(process.measures)}."
            raise CannotRun(f"{process.id} has no measure `{name}`.{hint}")
