"""The outcomes of released proposals, for programs."""

import json
from collections.abc import Sequence
from math import isinf

from processengine.proposals.expectation import JUDGED_AT, Judgement
from processengine.proposals.outcome import Outcome, Outcomes, ProposalOutcome, Tally
from processengine.proposals.tally import by_process, by_quarter, in_all, is_overdue

SCHEMA = "processengine/outcomes/1"

_NUMBERS = ("value", "n", "low", "high", "enough")


def as_json(found: Outcomes, recorded: Sequence[str] = ()) -> str:
    """Return the outcomes as a JSON document; keys are only ever added. `recorded` are the proposals whose verdicts this run has recorded."""
    data = {
        "schema": SCHEMA,
        "library": found.library,
        "today": found.today.isoformat(),
        "tally": {
            "all": _counts(in_all(found)),
            "by_process": [{"process": one.name or None, **_counts(one)} for one in by_process(found)],
            "by_quarter": [{"quarter": one.name, **_counts(one)} for one in by_quarter(found)],
        },
        "proposals": [_proposal(found, one) for one in found.proposals],
        "unreleased": list(found.unreleased),
        "recorded": list(recorded),
        "remarks": list(found.remarks),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _counts(tally: Tally) -> dict[str, int]:
    return {"held": tally.held, "not_held": tally.not_held, "inconclusive": tally.inconclusive, "watching": tally.watching, "overdue": tally.overdue}


def _proposal(found: Outcomes, one: ProposalOutcome) -> dict[str, object]:
    return {
        "proposal": one.id,
        "title": one.title,
        "process": one.process or None,
        "version": one.version,
        "released": None if one.released is None else one.released.isoformat(),
        "state": one.state,
        "judged": None if one.judged is None else one.judged.isoformat(),
        "expectations": [_expectation(found, each) for each in one.outcomes],
        "remarks": list(one.remarks),
    }


def _expectation(found: Outcomes, one: Outcome) -> dict[str, object]:
    judgement = one.judgement
    is_verdict = one.standing in ("judged", "due")
    said = None if judgement is None else judgement.verdict
    return {
        "measure": one.measure,
        "from": one.stated.from_ if one.stated.from_ is not None else None if judgement is None else judgement.start,
        "to": one.stated.to,
        "by": one.stated.by.isoformat(),
        "guard": dict(one.stated.guard),
        "standing": one.standing,
        "is_overdue": is_overdue(one, found.today),
        "verdict": said if is_verdict else None,
        "so_far": None if is_verdict else said,
        "unit": one.unit,
        **_numbers(judgement),
        "confidence": JUDGED_AT,
        "as_of": None if one.as_of is None else one.as_of.isoformat(),
        "why": one.why_not or ("" if judgement is None else judgement.why),
    }


def _numbers(judgement: Judgement | None) -> dict[str, float | None]:
    if judgement is None:
        return dict.fromkeys(_NUMBERS)
    low, high = (None, None) if judgement.interval is None else (judgement.interval.low, judgement.interval.high)
    return dict(zip(_NUMBERS, (judgement.value, judgement.n, low, None if high is None or isinf(high) else high, judgement.enough), strict=True))
