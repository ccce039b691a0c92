"""The deals in flight under a change, for programs."""

import json
from collections.abc import Sequence
from typing import Any

from processengine.proposals.deal_in_flight import DealInFlight
from processengine.proposals.facts import Standings
from processengine.report.evidence_heading import as_data
from processengine.report.impact_told import ImpactTold, Touched

SCHEMA = "processengine/impact/1"


def as_json(told: ImpactTold, deals: Sequence[tuple[str, DealInFlight]] | None = None) -> str:
    """Return the deals in flight as a JSON document; keys are only ever added. `deals` are listed where they were asked for, with their library."""
    data = {
        "schema": SCHEMA,
        **as_data(told.heading),
        "digest": told.digest,
        "from": told.before,
        "to": told.after,
        "deals": told.deals,
        "stays": told.stay,
        "moves": told.move,
        "needs_a_person": told.need_a_person,
        "processes": [_process(one) for one in told.processes],
        "in_flight": None if deals is None else [_deal(library, one) for library, one in deals],
        "warnings": list(told.notes),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _process(one: Touched) -> dict[str, Any]:
    found = one.found
    return {
        "process": one.before.id,
        "library": one.library,
        "goes": one.after is None,
        "deals": found.deals,
        "stays": found.total("stays"),
        "moves": found.total("moves"),
        "needs_a_person": found.need_a_person,
        "planned": dict(one.moves),
        "stages": [_stage(stage) for stage in found.stages],
        "unknown_stages": [{"stage": name, "deals": deals} for name, deals in found.unknown_stages.items()],
        "untracked": list(found.untracked),
    }


def _stage(one: Standings) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "fate": one.fate,
        "to": one.to or None,
        "deals": one.deals,
        "lacks": [{"criterion": criterion, "deals": deals} for criterion, deals in one.lacks.items()],
        "why": one.why or None,
    }


def _deal(library: str, one: DealInFlight) -> dict[str, Any]:
    return {
        "deal": one.deal,
        "process": one.process,
        "library": library,
        "stage": one.stage,
        "known": not one.is_unknown,
        "fate": one.fate,
        "to": one.to or None,
        "lacks": list(one.lacks),
        "days_in_stage": round(one.days, 3),
        "entered": one.entered.isoformat() if one.entered is not None else None,
        "owner": one.owner,
        "why": one.why or None,
        "has_ended": one.has_ended,
    }
