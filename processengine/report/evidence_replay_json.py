"""The deals' history run through a process, for programs."""

import json
from typing import Any

from processengine.evidence.summary import UNDER
from processengine.replay import Move, Replay, StageTimes

SCHEMA = "processengine/evidence-replay/1"


def as_json(replay: Replay, *, is_public: bool = False) -> str:
    """Return the replay as a JSON document; keys are only ever added. In public a count of one to four deals is null."""
    data = {
        "schema": SCHEMA,
        "process": replay.process,
        "deals": replay.deals,
        "events": replay.events,
        "conforming_so_far": replay.conforming_so_far,
        "conforming_and_closed": replay.conforming_and_closed,
        "fitness": replay.fitness,
        "moves": [_move(move) for move in replay.moves],
        "stages": [_stage(one, is_public=is_public) for one in replay.stages],
        "unknown_stages": list(replay.unknown_stages),
        "warnings": list(replay.warnings),
        "closed": replay.closed,
        "open": replay.deals - replay.closed,
        "outcomes": dict(replay.outcomes),
        "variants": replay.variants,
        "skips": replay.skips,
        "returns": replay.returns,
        "reopenings": replay.reopenings,
        "echoes": replay.echoes,
        "skipped_rows": replay.skipped_rows,
        "elsewhere_rows": replay.elsewhere_rows,
        "ties": replay.ties,
        "zero_length": sum(one.zero_length for one in replay.stages),
        "began": dict(replay.began),
        "kinds": dict(replay.kinds),
        "unknown_visits": dict(replay.unknown_visits),
        "versions": list(replay.versions),
        "first": replay.first,
        "last": replay.last,
        "as_of": replay.as_of,
    }
    return json.dumps(_hidden(data) if is_public else data, indent=2, ensure_ascii=False)


_COUNTED = ("conforming_so_far", "conforming_and_closed", "closed", "open", "skips", "returns", "reopenings", "echoes", "zero_length")


def _hidden(data: dict[str, Any]) -> dict[str, Any]:
    return {key: None if key in _COUNTED and 0 < value < UNDER else value for key, value in data.items()}


def _move(move: Move) -> dict[str, Any]:
    return {
        "from": move.source, "to": move.target, "count": move.count, "allowed": move.allowed, "deals": move.deals, "allowed_count": move.allowed_count,
        "kind": move.kind,
    }


def _stage(one: StageTimes, *, is_public: bool) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "visits": one.visits,
        "median_days": one.median_days,
        "p90_days": one.p90_days,
        "open_now": None if is_public and 0 < one.open_now < UNDER else one.open_now,
        "deals": one.deals,
        "zero_length": None if is_public and 0 < one.zero_length < UNDER else one.zero_length,
        "former": one.is_former,
    }
