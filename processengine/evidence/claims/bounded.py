"""A claim that holds a quantity to a bound."""

from processengine.evidence.claims import doubts, reasons, verdict, words
from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.cautions import cautions
from processengine.evidence.claims.claimed import Claimed, Judged
from processengine.evidence.claims.coverage import least
from processengine.evidence.measures.measured import Measured, Seen
from processengine.model.proposal import Claim


def bounded(basis: Basis, name: str, claim: Claim) -> Claimed:
    """Recompute a claim with `at_least` or `at_most`, or with neither."""
    process = basis.known.process
    measured = basis.compute(claim)
    opinion = reasons.told_of(basis, claim)
    judged = _judged(basis, claim, measured)
    return Claimed(
        name, claim.says, words.quantity(process, claim), judged.verdict, judged.why, measured.whole.unit, measured,
        at_least=claim.at_least, at_most=claim.at_most, left_out=words.left_out(measured.whole.left_out, claim), coverage=measured.coverage,
        least_coverage=least(measured.coverage), cautions=cautions((opinion.caution,), measured.notes), rests_on_rep_reasons=opinion.by_rep > 0,
    )


def _judged(basis: Basis, claim: Claim, measured: Measured) -> Judged:
    seen = measured.whole
    if seen.value is None and seen.interval is None:
        return Judged("inconclusive", seen.why)
    doubt = _too_few(basis, seen) or _survivors(basis, claim)
    if doubt:
        return Judged("inconclusive", doubt)
    if claim.at_least is None and claim.at_most is None:
        return Judged("inconclusive", "The claim sets no bound: add `at_least` or `at_most`, so that the deals can speak for it or against it.")
    return verdict.of_bounds(seen, claim.at_least, claim.at_most)


def _too_few(basis: Basis, seen: Seen) -> str:
    """Doubt what rests on few deals; a count rests on all that could have been counted."""
    if seen.unit == "ratio":
        return doubts.too_few_held_against(seen.n, basis.min_deals)
    return doubts.too_few(basis.ask(doubts.number_of_deals(basis.known)) if seen.unit == "count" else seen.n, basis.min_deals)


def _survivors(basis: Basis, claim: Claim) -> str:
    doubt = doubts.survivors_of_source(basis.ask(doubts.outcomes_of_source(basis.known)))
    if doubt or claim.share is None:
        return doubt
    return doubts.survivors_of_cohort(claim, basis.ask(doubts.outcomes_of_cohort(basis.watched(claim))))
