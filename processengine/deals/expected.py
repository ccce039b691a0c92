"""What a proposal expects, as it stands on the deals of now: each measure and its guards, with intervals of 90 %."""

from typing import TYPE_CHECKING

from processengine.deals.asked import Deals
from processengine.deals.known import Processes, known_by
from processengine.evidence.measures.compute import compute
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.source import Source, source_of
from processengine.model.nearest import did_you_mean
from processengine.proposals.expectation import JUDGED_AT, differs
from processengine.proposals.facts import Expected

if TYPE_CHECKING:
    from processengine.evidence.measures.measured import Measured
    from processengine.model.process import Process
    from processengine.model.proposal import Proposal


def expected(deals: Deals, process: "Process", proposal: "Proposal", shelf: Processes | None, began_after: int | None = None) -> tuple[Expected, ...]:
    """Return what the deals say of each of a proposal's expectations, in its order; `process` is the one that has the measures.

    With `began_after`, in microseconds since 1970 UTC, only what began after that moment counts.
    """
    if not proposal.expects:
        return ()
    known, source = known_by(deals, process, shelf), source_of(deals.handle)
    names = [name for measure, stated in proposal.expects.items() for name in (measure, *stated.guard)]
    found = {name: _computed(deals, known, source, name, began_after) for name in dict.fromkeys(names)}
    return tuple(_expected(known, proposal, measure, found) for measure in proposal.expects)


def _expected(known: Known, proposal: "Proposal", measure: str, found: "dict[str, Measured | None]") -> Expected:
    stated, now = proposal.expects[measure], found[measure]
    why_not = _why_not(known, measure) if now is None else now.whole.why
    return Expected(
        measure, stated, now, {name: found[name] for name in stated.guard}, why_not, differs(stated, None if now is None else now.whole),
    )


def _computed(deals: Deals, known: Known, source: Source, name: str, began_after: int | None) -> "Measured | None":
    measure = known.process.measures.get(name)
    return None if measure is None else compute(deals.handle, known, measure, confidence=JUDGED_AT, source=source, began_after=began_after)


def _why_not(known: Known, measure: str) -> str:
    return f"{known.process.id} has no measure `{measure}`.{did_you_mean(measure, known.process.measures)}"
