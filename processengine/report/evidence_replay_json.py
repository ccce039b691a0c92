"""The deals' history run through a process, for programs."""

import json
from typing import Any

from processengine.evidence.heading import Heading
from processengine.replay import Move, Replay, StageTimes
from processengine.report.evidence_heading import as_data

SCHEMA = "processengine/evidence-replay/1"


def as_json(replay: Replay, heading: Heading) -> str:
    """Return the replay as a JSON document; keys are only ever added. What may not be told is null."""
    data = {
        "schema": SCHEMA,
        **as_data(heading),
        "process": replay.process,
        "deals": replay.deals,
        "events": replay.events,
        "conforming_so_far": replay.conforming_so_far,
        "conforming_and_closed": replay.conforming_and_closed,
        "fitness": replay.fitness,
        "moves": [_move(move) for move in replay.moves],
        "stages": [_stage(one) for one in replay.stages],
        "unknown_stages": list(replay.unknown_stages),
        "warnings": list(replay.warnings),
        "closed": replay.closed,
        "handed_over": replay.handed_over,
        "made_in_error": replay.made_in_error,
        "open": replay.open,
        "outcomes": dict(replay.outcomes),
        "variants": replay.variants,
        "ways": replay.ways,
        "skips": replay.skips,
        "returns": replay.returns,
        "reopenings": replay.reopenings,
        "echoes": replay.echoes,
        "skipped_rows": replay.skipped_rows,
        "elsewhere_rows": replay.elsewhere_rows,
        "ties_in_process": replay.ties,
        "zero_length": replay.zero_length,
        "began": dict(replay.began),
        "kinds": dict(replay.kinds),
        "unknown_visits": dict(replay.unknown_visits),
        "versions": list(replay.versions),
        "first": replay.first,
        "last": replay.last,
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _move(move: Move) -> dict[str, Any]:
    return {
        "from": move.source, "to": move.target, "count": move.count, "allowed": move.allowed, "deals": move.deals, "allowed_count": move.allowed_count,
        "kind": move.kind,
    }


def _stage(one: StageTimes) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "visits": one.visits,
        "median_days": one.median_days,
        "p90_days": one.p90_days,
        "open_now": one.open_now,
        "deals": one.deals,
        "zero_length": one.zero_length,
        "former": one.is_former,
    }
