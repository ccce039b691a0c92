"""How released proposals came out, as values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from processengine.evidence.measures.measured import Unit
from processengine.model.proposal import Expectation
from processengine.proposals.expectation import Judgement
from processengine.proposals.state import State

Standing = Literal["judged", "due", "watching", "waiting"]
"""An expectation is judged for good; or its day has come and the deals reach it (due); or its day is still ahead (watching);
or its day has come and what is needed to judge it isn't there yet (waiting)."""


@dataclass(frozen=True)
class Outcome:
    """How one expectation of a released proposal stands.

    `stated` is what was stated when it was released. `judgement` is the recorded verdict where it is `judged`, what would be
    recorded where it is `due`, and how it looks so far where it is `watching`, which is no verdict; None where nothing can be
    said, and `why_not` is then the reason; `is_unread` tells that the deals can't be read at all. `as_of` is the last day that was
    told for it. `unit` is None where nobody knows it.
    """

    measure: str
    stated: Expectation
    standing: Standing
    judgement: Judgement | None
    as_of: date | None = None
    unit: Unit | None = None
    why_not: str = ""
    is_unread: bool = False


@dataclass(frozen=True)
class ProposalOutcome:
    """How a released proposal came out.

    `process` is the id that its process has now, empty where it names none and its release can't be read, `released` the day of the release (UTC), None where that can't be read.
    `judged` is the day of the last recorded verdict. `remarks` are sentences that belong beside it.
    """

    id: str
    title: str
    process: str
    version: str
    released: date | None
    judged: date | None
    outcomes: tuple[Outcome, ...]
    remarks: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands: watching as long as any of its expectations isn't judged for good."""
        if any(one.standing != "judged" for one in self.outcomes):
            return "watching"
        found = {one.judgement.verdict for one in self.outcomes if one.judgement is not None}
        return "not-held" if "not-held" in found else "inconclusive" if "inconclusive" in found else "held"

    @property
    def due(self) -> tuple[Outcome, ...]:
        """The expectations that a run with `--record` would judge."""
        return tuple(one for one in self.outcomes if one.standing == "due")


@dataclass(frozen=True)
class Tally:
    """How often we were right, somewhere: `name` is a process or a quarter. No people: what is counted are expectations."""

    name: str
    held: int = 0
    not_held: int = 0
    inconclusive: int = 0
    watching: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of a library: `today` is the day that they are told for.

    `unreleased` are sentences on proposals that were asked for and not released, `remarks` those on files that can't be told.
    """

    library: str
    today: date
    proposals: tuple[ProposalOutcome, ...]
    unreleased: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
