"""Judging what was expected: on its day, by the measure as it stood at the release, on deals that began after it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from processengine.deals.asked import Asked
from processengine.evidence.measures.compute import unit_of
from processengine.evidence.measures.measured import Seen, Unit
from processengine.model.base import words
from processengine.model.proposal import Expectation, Verdict
from processengine.outcomes.asking import Answer, Key, Wanted, answers
from processengine.outcomes.released import AtRelease, Released
from processengine.proposals.expectation import Guarded, Judgement, differed, judge
from processengine.proposals.facts import Expected
from processengine.proposals.outcome import Outcome, ProposalOutcome, Standing
from processengine.rules.judged import is_judged
from processengine.store import Shelf

_DAY = timedelta(days=1)
_NO_VERDICT = "Its record says that it was judged, and not how."


@dataclass(frozen=True)
class Time:
    """When it is judged: `as_of` is the last day told, None for the last that is recorded, and not after `limit` where that is given.

    A day has come where it is not after `latest`: today, or, for what is recorded for good, the day before, which is over.
    """

    as_of: date | None
    latest: date
    limit: date | None = None


def when(as_of: date | None, today: date, *, to_record: bool) -> Time:
    """Return when it is judged, to be looked at or to be recorded for good."""
    return Time(None, today - _DAY, min(as_of or today, today)) if to_record else Time(as_of, today)


def judged(found: tuple[Released, ...], asked: Asked, shelf: Shelf, time: Time) -> tuple[ProposalOutcome, ...]:
    """Return how released proposals came out, or stand so far."""
    open_ = [one for one in found if one.then is not None and any(not is_judged(one.proposal, name) for name in one.stated.expects)]
    told = answers(asked, shelf, (one for each in open_ for one in _now(each, time)))
    due = [one for each in open_ for one in _due(each, told, time)]
    told |= answers(asked, shelf, due)
    return tuple(_outcome(one, told, time) for one in found)


def _now(one: Released, time: Time) -> Iterator[Wanted]:
    """Yield what is asked of each: how it stands now, and how it was on the day before the release."""
    assert one.then is not None
    yield Wanted(one.proposal.id, one.then, time.as_of, limit=time.limit)
    yield Wanted(one.proposal.id, one.then, one.then.day - _DAY, is_after=False)


def _due(one: Released, told: Mapping[Key, Answer], time: Time) -> Iterator[Wanted]:
    assert one.then is not None
    until = told[one.proposal.id, time.as_of, True].until
    for by in dict.fromkeys(stated.by for name, stated in one.stated.expects.items() if not is_judged(one.proposal, name)):
        if by <= time.latest and until is not None and by <= until:
            yield Wanted(one.proposal.id, one.then, by)


def _outcome(one: Released, told: Mapping[Key, Answer], time: Time) -> ProposalOutcome:
    outcomes = tuple(_of(one, name, stated, told, time) for name, stated in one.stated.expects.items())
    day = None if one.then is None else one.then.day
    proposal, remarks = one.proposal, (*_remarks(one), *_starts(one, told))
    return ProposalOutcome(proposal.id, proposal.title or words(proposal.id), one.process, one.record.version, day, one.record.judged, outcomes, remarks)


def _of(one: Released, name: str, stated: Expectation, told: Mapping[Key, Answer], time: Time) -> Outcome:
    if is_judged(one.proposal, name):
        return Outcome(name, stated, "judged", _recorded(one.record.verdicts.get(name)), unit=_unit(one, name))
    is_due = stated.by <= time.latest
    if one.then is None:
        return Outcome(name, stated, "waiting" if is_due else "watching", None, why_not=one.why_not)
    unit = _unit(one, name)
    now, before = told[one.proposal.id, time.as_of, True], told[one.proposal.id, one.then.day - _DAY, False]
    if now.why_not:
        return Outcome(name, stated, "waiting" if is_due else "watching", None, unit=unit, why_not=now.why_not, is_unread=True)
    reached = told.get((one.proposal.id, stated.by, True)) if is_due else None
    answer = reached or now
    if answer.why_not:
        return Outcome(name, stated, "waiting", None, unit=unit, why_not=answer.why_not, is_unread=True)
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
    guards = []
    for name, must in stated.guard.items():
        after = seen.guards[name]
        were = None if before is None else before.guards[name]
        guards.append(Guarded(name, must, None if were is None else were.whole, None if after is None else after.whole))
    return judge(stated, _whole(before), _whole(seen), guards, _min_deals(then), seen.why_not)


def _whole(found: Expected | None) -> Seen | None:
    return None if found is None or found.now is None else found.now.whole


def _min_deals(then: AtRelease) -> int:
    return then.library.evidence.min_deals if then.library.evidence is not None else 0


def _recorded(verdict: Verdict | None) -> Judgement:
    """Return what a record says; where it says that it was judged and nothing else, nobody knows how."""
    return Judgement("inconclusive", _NO_VERDICT) if verdict is None else Judgement(verdict.verdict, "", verdict.value, verdict.n)


def _starts(one: Released, told: Mapping[Key, Answer]) -> Iterator[str]:
    """Yield what has to be said of a stated `from` that the deals before the release contradict."""
    before = None if one.then is None else told.get((one.proposal.id, one.then.day - _DAY, False))
    for name, stated in one.stated.expects.items():
        if one.then is not None and before is not None and not is_judged(one.proposal, name):
            said = differed(stated, _whole(before.expected.get(name)), _min_deals(one.then))
            if said:
                yield f"{words(name)}: {said}"


def _remarks(one: Released) -> Iterator[str]:
    if one.then is not None and one.stated.expects != one.proposal.expects:
        yield "What its file expects now is not what was stated when it was released; what was stated judges."
    if one.taken_back_by:
        yield f"{one.taken_back_by} has taken it back, so that deals after that ran without it; it is judged all the same, as it was stated."
    if one.proposal.status == "withdrawn":
        yield "Its author has withdrawn it since its release; it is judged all the same."
