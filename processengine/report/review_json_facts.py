"""What the deals say of a proposal, as plain data."""

from math import isinf
from typing import Any

from processengine.evidence.claims.claimed import Claimed
from processengine.evidence.measures.measured import Measured
from processengine.proposals.facts import Expected, InFlight, Standings
from processengine.proposals.packet import Packet
from processengine.report import evidence_claim_json


def claims(packet: Packet) -> list[dict[str, Any]]:
    """Return each claim that the proposal states, the contradicted ones first; those that nobody computed come last."""
    stated = packet.proposal.claims if packet.proposal is not None else {}
    there = {one.id for one in packet.facts.claims}
    why = packet.facts.why_not or "The deals were not asked."
    others = [Claimed(name, one.says, "", "inconclusive", why, standing="not-computed") for name, one in stated.items() if name not in there]
    return [{"id": one.id, **evidence_claim_json.as_data(one)} for one in (*packet.facts.claims, *others)]


def expectations(packet: Packet) -> list[dict[str, Any]]:
    """Return each expectation that the proposal states, with what the deals say of its measure today."""
    stated = packet.proposal.expects if packet.proposal is not None else {}
    found = {one.measure: one for one in packet.facts.expected}
    why = packet.facts.why_not or "The deals were not asked."
    return [_expected(found.get(name, Expected(name, one, None, dict.fromkeys(one.guard), why))) for name, one in stated.items()]


def _expected(one: Expected) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "from": one.stated.from_,
        "to": one.stated.to,
        "by": one.stated.by.isoformat(),
        "now": _now(one.now),
        "differs": one.differs or None,
        "guards": [{"measure": name, "must": how, "now": _now(one.guards.get(name))} for name, how in one.stated.guard.items()],
        "why_not": one.why_not or None,
    }


def _now(measured: Measured | None) -> dict[str, Any] | None:
    if measured is None:
        return None
    whole = measured.whole
    interval = whole.interval
    return {
        "unit": whole.unit,
        "value": whole.value,
        "low": None if interval is None else interval.low,
        "high": None if interval is None or isinf(interval.high) else interval.high,
        "n": whole.n,
        "confidence": measured.confidence,
    }


def in_flight(found: InFlight | None) -> dict[str, Any] | None:
    """Return the deals in flight in sum and by stage; None where no process changes that has any."""
    if found is None:
        return None
    return {
        "as_of": None if found.as_of is None else found.as_of.isoformat(),
        "deals": found.deals,
        "stay": found.total("stays"),
        "move": found.total("moves"),
        "need_a_person": found.need_a_person,
        "unknown": found.unknown,
        "unknown_stages": [{"stage": name, "deals": deals} for name, deals in found.unknown_stages.items()],
        "stages": [_standings(one) for one in found.stages],
        "untracked": list(found.untracked),
        "warnings": list(found.notes),
        "why_not": found.why_not or None,
    }


def _standings(one: Standings) -> dict[str, Any]:
    return {
        "process": one.process, "stage": one.stage, "fate": one.fate, "to": one.to or None, "deals": one.deals,
        "lacks": [{"criterion": name, "deals": deals} for name, deals in one.lacks.items()], "why": one.why or None,
    }


def evidence(packet: Packet) -> dict[str, Any]:
    """Return which deals were asked; all of it null where none were, and nothing had to be."""
    facts = packet.facts
    return {
        "source": facts.source or None, "as_of": None if facts.as_of is None else facts.as_of.isoformat(), "digest": facts.digest or None,
        "warnings": list(facts.notes), "why_not": facts.why_not or None,
    }
