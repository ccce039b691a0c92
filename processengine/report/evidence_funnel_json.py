"""How many deals go on from each stage, for programs."""

import json
from collections.abc import Sequence
from typing import Any

from processengine.evidence.funnel import Funnel, Group, Passage, Rate
from processengine.evidence.heading import Heading
from processengine.report.evidence_heading import as_data
from processengine.report.evidence_paths_json import fate_as_data

SCHEMA = "processengine/evidence-funnel/1"


def as_json(funnel: Funnel, warnings: Sequence[str], heading: Heading) -> str:
    """Return the funnel as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        **as_data(heading),
        "process": funnel.process,
        "by": funnel.by,
        "deals": funnel.deals,
        **fate_as_data(funnel.fate),
        "made_in_error": funnel.made_in_error,
        "main_way": list(funnel.main_way),
        "counts_as_won": list(funnel.good),
        "groups": [_group(one) for one in funnel.groups],
        "warnings": list(warnings),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _group(one: Group) -> dict[str, Any]:
    return {"value": one.value, "together": one.is_rest, "deals": one.deals, "stages": [_passage(passage) for passage in one.passages]}


def _passage(one: Passage) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "reached": one.reached,
        "left": one.left,
        "still_there": one.still_there,
        "went": [{"to": leg.target, **_rate(leg.rate)} for leg in one.legs],
        "next": one.next or None,
        "went_on": None if one.went_on is None else _rate(one.went_on),
        "undecided": one.undecided,
        "without_it": one.without_it,
        "won": None if one.won is None else _rate(one.won),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = rate.bounds or (None, None)
    return {"deals": rate.part, "of": rate.whole, "share": rate.share, "low": low, "high": high}
