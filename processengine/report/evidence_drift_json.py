"""Where a process and life differ, for programs."""

import json

from processengine.evidence.drift import Difference, Drift
from processengine.evidence.drift_told import advice, message
from processengine.evidence.heading import Heading
from processengine.model.process import Process
from processengine.replay import Replay
from processengine.report.evidence_heading import as_data

SCHEMA = "processengine/evidence-drift/1"


def as_json(process: Process, replay: Replay, drift: Drift, min_deals: int, heading: Heading, *, is_public: bool = False) -> str:
    """Return the differences as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        **as_data(heading),
        "process": process.id,
        "deals": replay.deals,
        "events": replay.events,
        "first": _time(replay.first, is_public=is_public),
        "last": _time(replay.last, is_public=is_public),
        "min_deals": min_deals,
        "differences": [_told(one, process) for one in drift.differences],
        "left_out": drift.left_out,
        "warnings": list(replay.warnings),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _time(time: str | None, *, is_public: bool) -> str | None:
    """Return a time; in public the day alone, as the time is that of one deal."""
    return time[:10] if time is not None and is_public else time


def _told(one: Difference, process: Process) -> dict[str, object]:
    return {
        "kind": one.kind,
        "path": one.path,
        "deals": one.deals,
        "of": one.of,
        "count": one.count,
        "stages": list(one.stages),
        "days": one.days,
        "message": message(one, process),
        "advice": advice(one, process),
        "edits": [list(edit) for edit in one.edits],
    }
