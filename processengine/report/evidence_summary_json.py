"""What the deals' history holds, for programs."""

import json
from collections.abc import Sequence

from processengine.evidence.heading import Heading
from processengine.evidence.summary import StageCount, Summary
from processengine.evidence.times import iso
from processengine.report.evidence_heading import as_data

SCHEMA = "processengine/evidence-summary/1"


def as_json(summary: Summary, warnings: Sequence[str], heading: Heading) -> str:
    """Return the summary as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        **as_data(heading),
        "deals": summary.deals,
        "events": summary.events,
        "stages": summary.stages,
        "variants": summary.variants,
        "moves": [{"from": one.source, "to": one.target, "count": one.count, "deals": one.deals} for one in summary.moves],
        "deals_with_rework": summary.deals_with_rework,
        "first": time(summary.first, is_public=summary.others is not None),
        "last": time(summary.last, is_public=summary.others is not None),
        "ties": summary.ties,
        "warnings": list(warnings),
        "starts": _stages(summary.starts),
        "ends": _stages(summary.ends),
        "median_events": summary.median_events,
        "longest": summary.longest,
        "others": summary.others and {"moves": summary.others.moves, "count": summary.others.count},
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def time(microseconds: int | None, *, is_public: bool) -> str | None:
    """Return a time by ISO 8601; in public the day alone, as the time is that of one deal."""
    if microseconds is None:
        return None
    return iso(microseconds)[:10] if is_public else iso(microseconds)


def _stages(counts: Sequence[StageCount]) -> list[dict[str, str | int]]:
    return [{"stage": one.stage, "deals": one.deals} for one in counts]
