"""What a claim is judged on."""

from dataclasses import dataclass

from processengine.evidence.measures.compute import compute, watched
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.measured import Measured
from processengine.evidence.measures.source import Source
from processengine.evidence.question import Derived, Handle, Question, T
from processengine.model.measure import Event, Quantity


@dataclass(frozen=True)
class Basis:
    """The deals (`handle`, `source`), the process as they know it, and how many of them it takes to conclude anything."""

    handle: Handle
    known: Known
    source: Source
    min_deals: int

    def ask(self, question: Question[T]) -> T:
        """Ask the deals."""
        return self.handle.ask(question)

    def compute(self, quantity: Quantity, where: Event | None = None) -> Measured:
        """Compute a quantity over all its deals; `where` only spares the table of deals to be worked out again for the sides."""
        return compute(self.handle, self.known, quantity, source=self.source, where=where)

    def watched(self, quantity: Quantity, where: Event | None = None) -> Derived:
        """Return the table of the deals behind a share or a duration; `compute.watched` says what it holds."""
        return watched(self.handle, self.known, quantity, where, source=self.source)
