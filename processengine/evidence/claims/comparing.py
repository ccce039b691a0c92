"""A claim that holds the deals in which an event came first against the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from processengine.evidence.claims import backwards, doubts, reasons, sides, telling, unlike, verdict, words
from processengine.evidence.claims.balance import balance
from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.cautions import cautions
from processengine.evidence.claims.claimed import Caution, Claimed, Compared, Judged
from processengine.evidence.claims.coverage import least
from processengine.evidence.measures.coverage import too_little
from processengine.evidence.measures.happened import happened
from processengine.evidence.measures.known import Known
from processengine.evidence.measures.needs import unknowable
from processengine.evidence.question import Derived
from processengine.evidence.statistics import LogRank
from processengine.model.measure import Event, Quantity
from processengine.model.nearest import did_you_mean
from processengine.model.proposal import Claim


@dataclass(frozen=True)
class Meant:
    """What a claim compares: a share or a duration, of the deals in which `where` came first and of the rest."""

    quantity: Quantity
    where: Event


def comparison(basis: Basis, name: str, claim: Claim) -> Claimed:
    """Recompute a claim that compares: a share or a duration of the process, or one written out."""
    meant = meant_by(basis.known, claim)
    if isinstance(meant, str):
        return Claimed(name, claim.says, "nothing", "inconclusive", meant, direction=claim.direction, standing="not-computed")
    process, quantity = basis.known.process, meant.quantity
    said = f"{words.quantity(process, quantity)}: {words.sides(process, meant.where, quantity)}"
    missing = dict.fromkeys((*unknowable(quantity, basis.handle, basis.known), *_lacking(basis, meant.where)))
    if missing:
        return Claimed(name, claim.says, said, "inconclusive", " ".join(missing), direction=claim.direction, standing="not-computed")
    measured = basis.compute(quantity, meant.where)
    found = Claimed(
        name, claim.says, said, "inconclusive", measured.whole.why, measured.whole.unit, measured,
        direction=claim.direction, left_out=words.left_out(measured.whole.left_out, quantity), coverage=measured.coverage,
        least_coverage=least(measured.coverage),
    )
    return _compared(basis, claim, meant, found) if measured.whole.n else found


def meant_by(known: Known, claim: Claim) -> Meant | str:
    """Return what a claim compares, or the sentence that says why it compares nothing."""
    quantity = claim.compare
    if isinstance(quantity, str):
        if quantity not in known.process.measures:
            return f"There is no measure `{quantity}` in `{known.process.id}` to compare.{did_you_mean(quantity, known.process.measures)}"
        quantity = known.process.measures[quantity]
    if quantity is None or (quantity.share is None and quantity.duration is None):
        return "Only a share or a duration can be compared."
    if claim.where is None:
        return "The claim doesn't say which deals it compares with the rest: add `where` with an event."
    return Meant(quantity, claim.where)


def _lacking(basis: Basis, where: Event) -> tuple[str, ...]:
    """Return in sentences why the source can't tell the event that parts the deals."""
    return unknowable(Quantity.model_validate({"share": where, "within": "1 day"}), basis.handle, basis.known)


def _compared(basis: Basis, claim: Claim, meant: Meant, said: Claimed) -> Claimed:
    """Return the claim with its sides held against each other, and judged."""
    quantity, process = meant.quantity, basis.known.process
    deals = basis.watched(quantity, meant.where)
    compared, test = _held(basis, meant, deals)
    doubt = doubts.first(_doubts(basis, quantity, said, compared, deals))
    opinion = reasons.told_of(basis, quantity, meant.where)
    hit = happened(process, quantity.share) if quantity.share is not None else ""
    age, later = basis.ask(backwards.age(deals)), basis.ask(backwards.later(deals))
    judged = doubt or _judged(compared, test, claim, hit)
    found: tuple[Caution | None, ...] = (age.caution if age is not None else None, later.caution(hit), *unlike.cautions(compared), opinion.caution)
    whole = replace(said, verdict=judged.verdict, why=judged.why, compared=compared, cautions=cautions(found, said.measured),
                    rests_on_rep_reasons=opinion.by_rep > 0, standing=judged.standing)
    return telling.of_sides(process, quantity, meant.where, whole, basis.min_deals)


def _held(basis: Basis, meant: Meant, deals: Derived) -> tuple[Compared, LogRank | None]:
    """Hold both sides against each other, with their balance."""
    event = happened(basis.known.process, meant.where)
    quantile = 0.5 if meant.quantity.quantile is None else meant.quantity.quantile
    test = None
    if meant.quantity.share is not None:
        compared = sides.difference_of_shares(event, basis.ask(sides.shares(deals)))
    else:
        rows = basis.ask(sides.lasting(deals))
        compared, test = sides.difference_of_durations(event, rows, quantile)
    return replace(compared, balance=balance(basis.handle, deals)), test


def _judged(compared: Compared, test: LogRank | None, claim: Claim, hit: str) -> Judged:
    if test is None:
        return verdict.of_shares(compared, claim.direction, hit)
    return verdict.of_durations(compared, claim.direction, test.ended, test.expected)


def _doubts(basis: Basis, quantity: Quantity, said: Claimed, compared: Compared, deals: Derived) -> Iterator[Judged | str]:
    yield too_little(said.coverage)
    yield _one_side(quantity, compared, words.beginning(basis.known.process, quantity))
    yield doubts.few(doubts.too_few(compared.group.n, basis.min_deals, " with it"))
    yield doubts.few(doubts.too_few(compared.rest.n, basis.min_deals, " of the rest"))
    yield doubts.survivors_of_source(basis.ask(doubts.outcomes_of_source(basis.known)))
    yield doubts.survivors_of_cohort(quantity, basis.ask(doubts.outcomes_of_cohort(deals)))


def _one_side(quantity: Quantity, compared: Compared, beginning: str) -> str:
    """Doubt a comparison of which one side is empty, as it is from the opening on, before which nothing happens to a deal."""
    if compared.group.n and compared.rest.n:
        return ""
    if compared.group.n:
        return f"Every deal had it before {beginning}, so there is no rest to compare with."
    if quantity.share is not None and not quantity.among:
        return "Nothing comes before a deal is opened, so no deal can be on the side with it: name with `among` the event from which the deals are compared."
    return f"No deal had it before {beginning}, so there is nothing to compare."
