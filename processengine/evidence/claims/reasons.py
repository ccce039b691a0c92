"""Whether a claim rests on what reps say.

No event of the grammar reads a reason: what is reached, recorded or done is a fact. But that a deal was lost, and not left
undecided or turned down, is mostly told apart by the reason alone, and where the rep gave that reason the outcome is the
rep's opinion of it. So a claim about such outcomes says how many of their reasons came from reps. That a deal was won needs
no reason, nor does a client's result.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.claimed import Caution
from processengine.evidence.claims.said import deals
from processengine.evidence.measures.base import run
from processengine.evidence.measures.needs import events_of
from processengine.evidence.question import Given, Question, Row
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.model.measure import Event, Quantity

TOLD_APART_BY_REASON = ("lost", "no-decision", "disqualified", "introduced", "unrealised")


@dataclass(frozen=True, slots=True)
class Told:
    """Of the deals with such an outcome that have a reason: how many there are, and to how many the rep gave it."""

    deals: int
    by_rep: int

    @property
    def caution(self) -> Caution | None:
        """What to think of it; None where no rep told anything."""
        if not self.by_rep:
            return None
        text = (f"This rests on opinion: of {deals(self.deals)} with such an outcome and a reason, the rep gave the reason of {self.by_rep:,},"
                " and reps are poor judges of why a deal ends.")
        short = f"this rests on opinion: the rep gave the reason of {self.by_rep:,} of {deals(self.deals)}, and reps are poor judges of why a deal ends."
        return Caution(text, min(self.by_rep, self.deals - self.by_rep or self.by_rep), short)


def told_of(basis: Basis, quantity: Quantity, where: Event | None = None) -> Told:
    """Ask who gave the reasons of the deals with outcomes, in a quantity, that are told apart by a reason."""
    events = (*events_of(quantity), *((where,) if where is not None else ()))
    kinds = sorted({event.outcome for event in events if event.outcome in TOLD_APART_BY_REASON})
    if not kinds:
        return Told(0, 0)
    wanted = Given("told_outcome", (("kind", "VARCHAR"),), tuple((kind,) for kind in kinds))
    return basis.ask(Question(text("claims/told"), _told, over=(run(basis.known), wanted)))


def _told(rows: Iterable[Row]) -> Told:
    (found, by_rep), = rows
    return Told(whole(found), whole(by_rep))
