"""Judging what was expected: on its day, by the measure as it stood at the release, on deals that began after it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from processengine.deals.asked import Asked
from processengine.evidence.measures.compute import unit_of
from processengine.evidence.measures.measured import Unit
from processengine.model.base import words
from processengine.model.proposal import Expectation, Verdict
from processengine.outcomes.asking import Answer, Key, Wanted, answers
from processengine.outcomes.released import AtRelease, Released
from processengine.proposals.expectation import Guarded, Judgement, judge
from processengine.proposals.facts import Expected
from processengine.proposals.outcome import Outcome, ProposalOutcome, Standing
from processengine.store import Shelf

_DAY = timedelta(days=1)


def judged(found: tuple[Released, ...], asked: Asked, shelf: Shelf, today: date) -> tuple[ProposalOutcome, ...]:
    """Return how released proposals came out, or stand so far; `asked.as_of` is the last day told, None for the last that is recorded."""
    open_ = [one for one in found if one.then is not None and set(one.stated.expects) - set(one.record.verdicts)]
    told = answers(asked, shelf, (one for each in open_ for one in _now(each, asked.as_of)))
    due = [one for each in open_ for one in _due(each, asked.as_of, told, today)]
    told |= answers(asked, shelf, due)
    return tuple(_outcome(one, asked.as_of, told, today) for one in found)


def _now(one: Released, as_of: date | None) -> Iterator[Wanted]:
    """Yield what is asked of each: how it stands now, and how it was on the day before the release."""
    assert one.then is not None
    yield Wanted(one.proposal.id, one.then, as_of)
    yield Wanted(one.proposal.id, one.then, one.then.day - _DAY, is_after=False)


def _due(one: Released, as_of: date | None, told: Mapping[Key, Answer], today: date) -> Iterator[Wanted]:
    assert one.then is not None
    until = told[one.proposal.id, as_of, True].until
    for by in dict.fromkeys(stated.by for name, stated in one.stated.expects.items() if name not in one.record.verdicts):
        if by <= today and until is not None and by <= until:
            yield Wanted(one.proposal.id, one.then, by)


def _outcome(one: Released, as_of: date | None, told: Mapping[Key, Answer], today: date) -> ProposalOutcome:
    outcomes = tuple(_of(one, name, stated, as_of, told, today) for name, stated in one.stated.expects.items())
    day = None if one.then is None else one.then.day
    proposal = one.proposal
    return ProposalOutcome(proposal.id, proposal.title or words(proposal.id), one.process, one.record.version, day, one.record.judged, outcomes, tuple(_remarks(one)))


def _of(one: Released, name: str, stated: Expectation, as_of: date | None, told: Mapping[Key, Answer], today: date) -> Outcome:
    if name in one.record.verdicts:
        return Outcome(name, stated, "judged", _recorded(one.record.verdicts[name]), unit=_unit(one, name))
    is_due = stated.by <= today
    if one.then is None:
        return Outcome(name, stated, "waiting" if is_due else "watching", None, why_not=one.why_not)
    unit = _unit(one, name)
    now, before = told[one.proposal.id, as_of, True], told[one.proposal.id, one.then.day - _DAY, False]
    if now.why_not:
        return Outcome(name, stated, "waiting" if is_due else "watching", None, unit=unit, why_not=now.why_not)
    reached = told.get((one.proposal.id, stated.by, True)) if is_due else None
    answer = reached or now
    if answer.why_not:
        return Outcome(name, stated, "waiting", None, unit=unit, why_not=answer.why_not)
    seen = answer.expected[name]
    standing: Standing = "due" if reached is not None else "waiting" if is_due else "watching"
    judgement = _judgement(one.then, stated, seen, before.expected.get(name))
    why_not = f"The deals are told up to {now.until.isoformat() if now.until else 'no day at all'}, and not yet to {stated.by.isoformat()}." if standing == "waiting" else ""
    return Outcome(name, stated, standing, judgement, answer.until, unit, why_not)


def _unit(one: Released, name: str) -> Unit | None:
    measure = None if one.then is None else one.then.process.measures.get(name)
    return None if measure is None else unit_of(measure)


def _judgement(then: AtRelease, stated: Expectation, seen: Expected, before: Expected | None) -> Judgement:
    """Judge an expectation; `before` is what the deals said on the day before the release, None where they had nothing to say."""
    earlier = None if before is None or before.now is None else before.now.whole
    start = stated.from_ if stated.from_ is not None else None if earlier is None else earlier.value
    settings = then.library.evidence
    guards = []
    for name, must in stated.guard.items():
        after = seen.guards[name]
        were = None if before is None else before.guards[name]
        guards.append(Guarded(name, must, None if were is None else were.whole, None if after is None else after.whole))
    return judge(stated, start, None if seen.now is None else seen.now.whole, guards, settings.min_deals if settings else 0, seen.why_not)


def _recorded(verdict: Verdict) -> Judgement:
    return Judgement(verdict.verdict, "", verdict.value, verdict.n)


def _remarks(one: Released) -> Iterator[str]:
    if one.then is not None and one.stated.expects != one.proposal.expects:
        yield "What its file expects now is not what was stated when it was released; what was stated judges."
    if one.taken_back_by:
        yield f"{one.taken_back_by} has taken it back, so that deals after that ran without it; it is judged all the same, as it was stated."
    if one.proposal.status == "withdrawn":
        yield "Its author has withdrawn it since its release; it is judged all the same."
