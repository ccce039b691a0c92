"""What comes of a claim: its value, the two sides that it compares, what was left out, and the verdict with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from processengine.evidence.measures.measured import Measured, Unit
from processengine.evidence.statistics.interval import Interval
from processengine.replay import Join

Verdict = Literal["supports", "contradicts", "inconclusive"]
Trait = Literal["amount", "month", "motion", "rep"]
"""What two sides are held against each other in: the logarithm of the amount, the month of opening, the motion and the rep."""


Standing = Literal["judged", "too-few", "not-computed"]
"""How a verdict came about: from the numbers, or inconclusive for too few deals, or because there was nothing to compute."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and its reason, a sentence."""

    verdict: Verdict
    why: str
    standing: Standing = "judged"


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence that speaks against taking a verdict at its word; `smallest` is the smallest group of deals that it tells of.

    `short` says the same after "But", for who wants no numbers; empty for what is a note on the data.
    """

    text: str
    smallest: int
    short: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: `n` deals, of which `seen` had the event or ended.

    `value` is a share (0 to 1) or a quantile in days, None where there is none; the interval is of 95 %, its `high`
    infinite where the data set no upper end.
    """

    n: int
    seen: int
    value: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Balance:
    """How alike the sides are in one trait: `difference` in standard deviations, None where it can't be told, and then `why`.

    It is signed for the amount and the month (the group's less the rest's), and infinite where the sides have nothing in
    common. `by_chance` is what groups of this size differ by anyway, and `at_most_by_chance` what 19 of 20 pairs of such
    groups stay under. `n` and `rest_n` deals have a value there.
    `largest` and `rest_largest` are the shares (0 to 1) of the rep who holds most of each side, None for other traits.
    """

    trait: Trait
    difference: float | None
    by_chance: float = 0.0
    n: int = 0
    rest_n: int = 0
    largest: float | None = None
    rest_largest: float | None = None
    why: str = ""
    at_most_by_chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides held against each other: the `group`, in which the event `where` came first, and the `rest`.

    `difference` is the group's value less the rest's, None where one has none; `interval` (95 %) is that of a difference
    of shares, `p` the log-rank test's of durations, whose `quantile` (0 to 1) the sides' values are; the others are None.
    """

    where: str
    group: Side
    rest: Side
    difference: float | None
    interval: Interval | None
    p: float | None
    quantile: float | None
    balance: tuple[Balance, ...] = ()


@dataclass(frozen=True)
class Claimed:
    """A claim, recomputed.

    `says` are the author's words, `computed` ours for what was computed. `measured` is the quantity over all its deals,
    None where there was nothing to compute; `compared` are the sides of a comparison. `left_out` counts deals by the
    reason, a phrase. `coverage` says of what was joined how many rows found their deal, and `least_coverage` is the smallest
    such share (0 to 1), None where nothing was joined. `cautions` are what speaks against taking the verdict at its word.
    `counted` says in a phrase what was counted, `meaning` in a sentence what that means; empty where there is nothing to say.
    """

    id: str
    says: str
    computed: str
    verdict: Verdict
    why: str
    unit: Unit | None = None
    measured: Measured | None = None
    compared: Compared | None = None
    at_least: float | None = None
    at_most: float | None = None
    direction: Literal["higher", "lower"] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    coverage: tuple[Join, ...] = ()
    least_coverage: float | None = None
    cautions: tuple[Caution, ...] = ()
    rests_on_rep_reasons: bool = False
    standing: Standing = "judged"
    counted: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class ClaimsTold:
    """A proposal's claims as they are reported: `as_of` is the last day told, `notes` what the reader of the source noticed."""

    proposal: str
    title: str
    process: str
    source: str
    as_of: date | None
    min_deals: int
    claims: tuple[Claimed, ...]
    notes: tuple[str, ...] = ()
    is_public: bool = False
