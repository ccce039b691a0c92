"""What the deals say of a proposal: its claims, what it expects now, and the deals in flight that it touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from processengine.evidence.claims.claimed import Claimed
from processengine.evidence.in_flight import fates
from processengine.evidence.measures.measured import Measured
from processengine.model.proposal import Expectation

Fate = fates.Fate
"""What becomes of a deal in flight: its stage stays, `moves` says where it goes, or somebody has to look at it."""


@dataclass(frozen=True)
class Expected:
    """An expectation as it stands: `now` is the measure on the deals of today, None where it can't be computed, and `why_not` then says why.

    `guards` are the measures that must not get worse, computed likewise. `confidence` of the intervals is 0.9. `differs` is a
    sentence where the author's `from` clearly isn't what the deals say, empty where it may be.
    """

    measure: str
    stated: Expectation
    now: Measured | None
    guards: Mapping[str, Measured | None]
    why_not: str = ""
    differs: str = ""


@dataclass(frozen=True)
class Standings:
    """Deals in flight that stand in one stage of the base's process, and what becomes of them.

    `to` is the stage where they are afterwards, empty where somebody has to say. `lacks` counts by exit criterion, as
    `stage/criterion`, how many lack a fact that holds now for them too. `why` is a sentence, empty for deals that just stay.
    """

    process: str
    stage: str
    fate: Fate
    to: str
    deals: int
    lacks: Mapping[str, int]
    why: str = ""


@dataclass(frozen=True)
class InFlight:
    """The deals in flight of the processes that a change touches, by stage, in the order of the stages.

    `why_not` is a sentence where they can't be told. `unknown` deals stand in a stage that the process doesn't have, and are
    in none of `stages`: `unknown_stages` counts them by the source's name of it. `untracked` are the criteria, as
    `stage/criterion`, that hold now and of which no fact is recorded, so that nobody knows who lacks it. `notes` are sentences
    to be said with it.
    """

    stages: tuple[Standings, ...] = ()
    unknown: int = 0
    as_of: date | None = None
    why_not: str = ""
    unknown_stages: Mapping[str, int] = field(default_factory=dict)
    untracked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def total(self, fate: Fate) -> int:
        """Return how many deals have a fate; those in a stage that the process doesn't have are not among them."""
        return sum(one.deals for one in self.stages if one.fate == fate)

    @property
    def deals(self) -> int:
        """How many deals are in flight."""
        return sum(one.deals for one in self.stages) + self.unknown

    @property
    def need_a_person(self) -> int:
        """How many deals somebody has to look at, those in a stage that the process doesn't have among them."""
        return self.total("needs-a-person") + self.unknown


@dataclass(frozen=True)
class Facts:
    """All that was computed from the deals for a review; without a source only why not.

    `claims` are sorted: contradicted first. `why_not` is a sentence where nothing could be computed. `digest` is that of the
    data, `source` what it is called, `as_of` the last day told.
    """

    claims: Sequence[Claimed] = ()
    expected: Sequence[Expected] = ()
    in_flight: InFlight | None = None
    source: str = ""
    as_of: date | None = None
    digest: str = ""
    notes: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def contradicted(self) -> tuple[Claimed, ...]:
        """The claims that the deals contradict, which a ruling has to answer."""
        return tuple(one for one in self.claims if one.verdict == "contradicts")

    @property
    def computed(self) -> int:
        """How many claims were computed, whatever came out."""
        return sum(one.standing != "not-computed" for one in self.claims)


NOTHING_KNOWN = Facts()
"""What is known where nobody has asked the deals."""
