"""The measures of a process, computed from a library's deals."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.known import known_by
from processengine.deals.noticed import noticed
from processengine.errors import CannotRun
from processengine.evidence.measures.compute import compute
from processengine.evidence.measures.public import for_public
from processengine.evidence.measures.source import source_of
from processengine.evidence.measures.told import MeasuresTold, MeasureTold
from processengine.model.base import words
from processengine.model.nearest import did_you_mean

if TYPE_CHECKING:
    from processengine.model.process import Process
    from processengine.store import Shelf


def measured(deals: Deals, process: "Process", shelf: "Shelf | None", names: Collection[str] = (), *, is_public: bool = False) -> MeasuresTold:
    """Compute a process's measures, or those of some names, in their order; in public without anything about fewer than five deals.

    Raise CannotRun where the process has no measure, or none of such a name.
    """
    _refuse_unknown(process, names)
    known, source = known_by(deals, process, shelf), source_of(deals.handle)
    found = [MeasureTold(name, measure, compute(deals.handle, known, measure, source=source))
             for name, measure in process.measures.items() if not names or name in names]
    if is_public:
        found = [MeasureTold(one.id, one.measure, for_public(one.measured)) for one in found]
    return MeasuresTold(
        process.id, process.title or words(process.id), deals.found.source, source.day, source.ties, source.digest, tuple(found), noticed(deals.found), is_public,
    )


def _refuse_unknown(process: "Process", names: Collection[str]) -> None:
    if not process.measures:
        raise CannotRun(f"{process.id} has no measures: add some under `measures:`.")
    for name in names:
        if name not in process.measures:
            hint = did_you_mean(name, process.measures) or f" It has {', '.join(process.measures)}."
            raise CannotRun(f"{process.id} has no measure `{name}`.{hint}")
