"""A proposal's claims, recomputed, for programs."""

import json
from math import isinf

from processengine.evidence.claims.claimed import Balance, Claimed, ClaimsTold, Compared, Side
from processengine.evidence.claims.unlike import is_unlike
from processengine.evidence.measures.measured import Measured
from processengine.evidence.public import is_few
from processengine.evidence.statistics.interval import Interval
from processengine.replay import Join

SCHEMA = "processengine/evidence-claim/1"

_MEASURED = ("value", "low", "high", "n", "seen", "first", "last", "confidence", "digest")


def as_json(told: ClaimsTold) -> str:
    """Return the claims as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        "source": told.source,
        "as_of": None if told.as_of is None else told.as_of.isoformat(),
        "proposal": told.proposal,
        "process": told.process,
        "min_deals": told.min_deals,
        "claims": [as_data(one, is_public=told.is_public) for one in told.claims],
        "warnings": list(told.notes),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def as_data(claimed: Claimed, *, is_public: bool = False) -> dict[str, object]:
    """Return one claim as plain data; in public without numbers of fewer than five deals."""
    return {
        "claim": claimed.id,
        "says": claimed.says,
        "computed": claimed.computed,
        "verdict": claimed.verdict,
        "why": claimed.why,
        "standing": claimed.standing,
        "unit": claimed.unit,
        **_value(claimed),
        "at_least": claimed.at_least,
        "at_most": claimed.at_most,
        "direction": claimed.direction,
        "coverage": claimed.least_coverage,
        "joins": [_join(one) for one in claimed.coverage],
        "left_out": [{"why": why, "deals": None if is_public and is_few(count) else count} for why, count in claimed.left_out.items()],
        "compared": None if claimed.compared is None else _compared(claimed.compared, is_public=is_public),
        "rests_on_rep_reasons": claimed.rests_on_rep_reasons,
        "warnings": [one.text for one in claimed.cautions],
    }


def _value(claimed: Claimed) -> dict[str, object]:
    """Return the value: of a comparison that is the difference of the sides."""
    if claimed.measured is None:
        return dict.fromkeys(_MEASURED)
    told = _measured(claimed.measured)
    if claimed.compared is not None:
        told |= {"value": claimed.compared.difference, **_bounds(claimed.compared.interval)}
    return told


def _measured(measured: Measured) -> dict[str, object]:
    whole = measured.whole
    return {
        "value": whole.value,
        **_bounds(whole.interval),
        "n": whole.n,
        "seen": whole.seen,
        "first": None if whole.first is None else whole.first.isoformat(),
        "last": None if whole.last is None else whole.last.isoformat(),
        "confidence": measured.confidence,
        "digest": measured.digest,
    }


def _compared(compared: Compared, *, is_public: bool) -> dict[str, object]:
    return {
        "where": compared.where,
        "group": _side(compared.group),
        "rest": _side(compared.rest),
        "difference": compared.difference,
        **_bounds(compared.interval),
        "p": compared.p,
        "quantile": compared.quantile,
        "balance": [_balance(one, is_public=is_public) for one in compared.balance],
    }


def _side(side: Side) -> dict[str, object]:
    return {"n": side.n, "seen": side.seen, "value": side.value, **_bounds(side.interval)}


def _balance(one: Balance, *, is_public: bool) -> dict[str, object]:
    apart = one.difference
    return {
        "trait": one.trait,
        "difference": None if apart is None or isinf(apart) else apart,
        "unlike": None if apart is None else is_unlike(one),
        "by_chance": one.by_chance,
        "n": None if is_public and is_few(one.n) else one.n,
        "rest_n": None if is_public and is_few(one.rest_n) else one.rest_n,
        "largest": _largest(one.largest, one.n, is_public=is_public),
        "rest_largest": _largest(one.rest_largest, one.rest_n, is_public=is_public),
        "why": one.why or None,
    }


def _largest(share: float | None, n: int, *, is_public: bool) -> float | None:
    return None if share is None or (is_public and is_few(round(share * n))) else share


def _join(join: Join) -> dict[str, object]:
    return {"table": join.table, "rows": join.rows, "joined": join.joined}


def _bounds(interval: Interval | None) -> dict[str, float | None]:
    """Return both ends of an interval; None where it has none."""
    if interval is None:
        return {"low": None, "high": None}
    return {"low": interval.low, "high": None if isinf(interval.high) else interval.high}
