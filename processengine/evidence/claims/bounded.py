"""A claim that holds a quantity to a bound."""

from collections.abc import Iterator

from processengine.evidence.claims import doubts, reasons, telling, verdict, words
from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.cautions import cautions
from processengine.evidence.claims.claimed import Claimed, Judged
from processengine.evidence.claims.coverage import least
from processengine.evidence.measures.measured import Measured, Seen
from processengine.evidence.measures.needs import unknowable
from processengine.model.proposal import Claim


def bounded(basis: Basis, name: str, claim: Claim) -> Claimed:
    """Recompute a claim with `at_least` or `at_most`, or with neither."""
    process = basis.known.process
    lacks = unknowable(claim, basis.handle, basis.known)
    if lacks:
        return Claimed(name, claim.says, words.quantity(process, claim), "inconclusive", " ".join(lacks), at_least=claim.at_least, at_most=claim.at_most, standing="not-computed")
    measured = basis.compute(claim)
    opinion = reasons.told_of(basis, claim)
    judged = _judged(basis, claim, measured)
    said = Claimed(
        name, claim.says, words.quantity(process, claim), judged.verdict, judged.why, measured.whole.unit, measured,
        at_least=claim.at_least, at_most=claim.at_most, left_out=words.left_out(measured.whole.left_out, claim), coverage=measured.coverage,
        least_coverage=least(measured.coverage), cautions=cautions((opinion.caution,), measured), rests_on_rep_reasons=opinion.by_rep > 0,
        standing=judged.standing,
    )
    return telling.of_bound(process, claim, said, basis.min_deals)


def _judged(basis: Basis, claim: Claim, measured: Measured) -> Judged:
    seen = measured.whole
    if seen.value is None and seen.interval is None:
        return Judged("inconclusive", seen.why)
    doubt = doubts.first(_doubts(basis, claim, seen))
    if doubt is not None:
        return doubt
    if claim.at_least is None and claim.at_most is None:
        return Judged("inconclusive", "The claim sets no bound: add `at_least` or `at_most`, so that the deals can speak for it or against it.")
    return verdict.of_bounds(seen, claim.at_least, claim.at_most)


def _doubts(basis: Basis, claim: Claim, seen: Seen) -> Iterator[Judged | str]:
    yield _percent(claim)
    yield doubts.few(_too_few(basis, seen))
    yield _survivors(basis, claim)


def _percent(claim: Claim) -> str:
    """Doubt a bound of a share that no share can be beyond, or that every share keeps: it was meant in percent."""
    if claim.share is None:
        return ""
    over = [(key, bound) for key, bound in (("at_least", claim.at_least), ("at_most", claim.at_most)) if bound is not None and bound > 1]
    return " ".join(f"`{key}: {bound:g}` is no share: write {bound / 100:g} for {bound:g} %." for key, bound in over)


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
