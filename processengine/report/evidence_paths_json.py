"""The ways that deals go, for programs."""

import json
from collections.abc import Sequence

from processengine.evidence.heading import Heading
from processengine.evidence.ways import Fate, Paths, Rest, Way
from processengine.report.evidence_heading import as_data
from processengine.report.evidence_summary_json import time

SCHEMA = "processengine/evidence-paths/1"


def as_json(found: Paths, warnings: Sequence[str], heading: Heading) -> str:
    """Return the ways as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        **as_data(heading),
        "process": found.process,
        "counts_as_won": list(found.good),
        "deals": found.deals,
        **fate_as_data(found.fate),
        "ways": found.ways,
        "paths": [_way(one, found) for one in found.shown],
        "others": None if found.rest is None else _rest(found.rest),
        "made_in_error": found.made_in_error,
        "first": time(found.first, is_public=found.is_public),
        "last": time(found.last, is_public=found.is_public),
        "warnings": list(warnings),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _way(way: Way, found: Paths) -> dict[str, object]:
    return {
        "stages": list(way.stages),
        "deals": way.deals,
        "share": way.deals / found.deals,
        **fate_as_data(way.fate),
        "ended_early": way.ended_early,
        "median_days": way.median_days,
        "outcomes": [{"stage": stage, "deals": deals} for stage, deals in way.outcomes],
        "allowed": None if found.process is None else way.is_allowed,
        "not_allowed": [{"from": one.source, "to": one.target, "deals": one.deals} for one in way.not_allowed],
        "unknown_stages": list(way.unknown),
    }


def _rest(rest: Rest) -> dict[str, object]:
    return {"ways": rest.ways, "deals": rest.deals, **fate_as_data(rest.fate)}


def fate_as_data(fate: Fate | None) -> dict[str, int | float | None]:
    """Return what became of deals as plain data; nulls where it may not be told."""
    if fate is None:
        return dict.fromkeys(("closed", "won", "open", "handed_over", "win_rate", "low", "high"))
    return {
        "closed": fate.closed,
        "won": fate.won,
        "open": fate.open,
        "handed_over": fate.handed_over,
        "win_rate": fate.win_rate,
        "low": fate.interval.low if fate.interval else None,
        "high": fate.interval.high if fate.interval else None,
    }
