"""The index of rules: the one list of what is checked, in the order of families."""

from collections.abc import Iterable

from processengine.diagnostic import Severity
from processengine.errors import CannotRun
from processengine.model.nearest import did_you_mean
from processengine.rules.listing import Listing, RuleSet, Topic
from processengine.syntax.document import KINDS, Kind

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
C, R, A = RuleSet.CORRECTNESS, RuleSet.RECOMMENDED, RuleSet.ALL


def _family(family: str, *rules: tuple[str, Severity, RuleSet] | tuple[str, Severity, RuleSet, tuple[Topic, ...]],
            kinds: tuple[Kind, ...] = ("process",)) -> tuple[Listing, ...]:
    return tuple(Listing(rule[0], family, rule[1], rule[2], rule[3] if len(rule) > 3 else ("always",), kinds) for rule in rules)


SYNTAX = _family(
    "syntax",
    ("syntax-error", E, C),
    ("refused-yaml", E, C),
    ("duplicate-key", E, C),
    ("ambiguous-scalar", E, C),
    ("unknown-key", E, C),
    ("wrong-type", E, C),
    ("missing-key", E, C),
    ("bad-id", E, C),
    ("bad-version", E, C),
    ("too-large", E, C),
    ("duplicate-id", E, C),
    ("unused-suppression", W, R),
    ("unreasoned-suppression", E, C),
    kinds=KINDS,
)

GRAPH = (
    *_family("graph", ("unknown-stage", E, C), ("unknown-process", E, C)),
    *_family("graph", ("unknown-role", E, C), ("unknown-team-member", E, C)),
    *_family("graph", ("unknown-step", E, C), kinds=("process", "journey")),
    *_family("graph", ("unknown-kit", E, C)),
    *_family("graph", ("unknown-reference", E, C), kinds=("process", "library", "proposal")),
    *_family(
        "graph",
        ("unreachable-stage", E, C),
        ("dead-end-stage", E, C),
        ("trapped-stage", E, C),
        ("loop-without-progress", W, R),
        ("leaving-outcome", E, C),
        ("missing-outcome", E, C),
        ("duplicate-transition", E, C),
        ("self-transition", W, R),
        ("undecidable-branch", W, R),
        ("linear-process", N, R),
        ("near-duplicate-title", W, R),
        ("unbounded-parking", W, R),
        ("process-size", N, A),
        ("outcome-name-mismatch", W, R),
    ),
)

FORECAST = _family(
    "forecast",
    ("probability-not-rising", W, R, ("forecast",)),
    ("probability-tied", N, R, ("forecast",)),
    ("probability-out-of-place", W, R, ("forecast",)),
    ("partial-probability", W, R, ("forecast",)),
    ("forecast-mismatch", N, A, ("forecast",)),
)

BUYER = _family(
    "buyer",
    ("unstated-buyer", N, R),
    ("unmirrored-stage", W, R, ("journey",)),
    ("uncovered-step", W, R, ("journey",)),
    ("journey-order-broken", W, R, ("journey",)),
    ("choice-before-buy-in", W, R, ("journey",)),
    ("untried-workaround", N, R, ("journey",)),
    ("unsettled-change-work", W, R, ("change-work",)),
    ("single-threaded", W, R, ("buying-team",)),
    ("uninvolved-team-member", N, R, ("buying-team",)),
    ("missing-exit-criterion", W, R, ("exit-criteria",)),
    ("too-many-criteria", N, R, ("journey",)),
    ("seller-named-stage", W, R),
    ("seller-act-criterion", W, R),
    ("unverifiable-criterion", W, R),
    ("persuasion-before-buy-in", N, A, ("journey",)),
)

CHAMPION = _family(
    "champion",
    ("unnamed-champion", W, R, ("champion",)),
    ("uninvited-champion", W, R, ("champion",)),
    ("unequipped-champion", W, R, ("champion",)),
    ("untested-champion", N, R, ("champion",)),
    ("doorless-process", N, R, ("champion",)),
    ("unused-kit", N, R, ("champion",)),
    ("kitless-play", N, A, ("champion",)),
)

OUTCOME = _family(
    "outcome",
    ("missing-no-decision", W, R, ("won",)),
    ("missing-choice-not-to-sell", N, R, ("won", "journey")),
    ("admin-counted-as-lost", W, R),
    ("ends-at-won", N, R, ("client",)),
    ("unstated-client-result", N, R, ("journey",)),
    ("unmeasured-client-result", N, R, ("measures",)),
)

SELLER = _family(
    "seller",
    ("unowned-stage", W, R, ("roles",)),
    ("hunting-account-manager", W, R, ("roles",)),
    ("mixed-motion", W, R, ("roles",)),
    ("missing-activity-measure", N, R, ("roles", "measures")),
    ("unsourced-ratio", W, R, ("measures",)),
    ("missing-age-limit", N, R, ("max-days",)),
)

PRACTICE = (
    *_family("practice", ("overdue-review", W, R, ("reviewed",)), kinds=("process", "proposal")),
    *_family(
        "practice",
        ("missing-play", N, A, ("plays",)),
        ("seller-only-measures", N, R, ("measures",)),
        ("version-in-name", N, R),
    ),
    *_family("practice", ("unfillable-policy", W, R), kinds=("library",)),
)

CHANGE = (
    *_family("change", ("understated-bump", E, C, ("base",)), ("missing-bump", E, C, ("base",)), ("hand-set-version", W, R, ("base",))),
    *_family("change", ("moved-goalposts", E, C, ("base",)), kinds=("process", "library", "proposal")),
    *_family("change", ("self-ruled", E, C, ("base",)), kinds=("process", "library", "proposal")),
    *_family(
        "change",
        ("missing-claim", E, C, ("base",)),
        ("missing-expectation", E, C, ("base",)),
        kinds=("process", "proposal"),
    ),
    *_family("change", ("stranded-deals", E, C, ("base",))),
    *_family("change", ("needless-move", W, R, ("base",)), kinds=("proposal",)),
    *_family("change", ("renamed-not-redescribed", W, R, ("base",))),
    *_family("change", ("recycled-id", E, C), kinds=("process", "journey")),
    *_family("change", ("stale-base", W, R, ("base",)), kinds=("process", "journey", "proposal")),
)

EVIDENCE = (
    *_family(
        "evidence",
        ("unmodelled-move", N, R, ("deals",)),
        ("unvisited-stage", N, R, ("deals",)),
        ("skipped-criterion", N, R, ("deals",)),
        ("contradicted-probability", W, R, ("deals",)),
        ("back-filled-history", W, R, ("deals",)),
        ("thin-evidence", N, R, ("deals",)),
        ("survivors-only", W, R, ("deals",)),
    ),
    *_family("evidence", ("low-join-coverage", W, R, ("deals",)), kinds=("process", "library")),
    *_family("evidence", ("contradicted-claim", W, R, ("deals",)), ("rep-told-reason", N, A, ("deals",)), kinds=("proposal",)),
)

INDEX: tuple[Listing, ...] = (*SYNTAX, *GRAPH, *FORECAST, *BUYER, *CHAMPION, *OUTCOME, *SELLER, *PRACTICE, *CHANGE, *EVIDENCE)

_BY_NAME = {listing.name: listing for listing in INDEX}


def find(name: str) -> Listing | None:
    """Return a rule by its name."""
    return _BY_NAME.get(name)


def known(names: Iterable[str]) -> frozenset[str]:
    """Return rule names as a set; raise CannotRun for one that names no rule."""
    for name in names:
        if find(name) is None:
            everything = [listing.name for listing in INDEX]
            raise CannotRun(f"There is no rule `{name}`.{did_you_mean(name, everything)} `processengine rules` lists them.")
    return frozenset(names)
