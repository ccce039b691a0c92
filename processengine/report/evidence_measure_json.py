"""The measures of a process, computed, for programs."""

import json
from collections.abc import Sequence
from math import isinf
from typing import Any

from processengine.evidence.measures.measured import Group, Point, Seen
from processengine.evidence.measures.told import MeasuresTold, MeasureTold

SCHEMA = "processengine/evidence-measure/1"


def as_json(told: MeasuresTold) -> str:
    """Return the measures as a JSON document; keys are only ever added. What is withheld from the public is null."""
    data = {
        "schema": SCHEMA,
        "source": told.source,
        "as_of": None if told.as_of is None else told.as_of.isoformat(),
        "process": told.process,
        "digest": told.digest,
        "ties": told.ties,
        "measures": [_measure(one) for one in told.measures],
        "warnings": list(told.notes),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _measure(told: MeasureTold) -> dict[str, Any]:
    measured, measure = told.measured, told.measure
    return {
        "measure": told.id,
        "unit": measured.whole.unit,
        **_seen(measured.whole),
        "confidence": measured.confidence,
        "method": measured.method,
        "target": measure.target,
        "last_days": measure.last,
        "within_days": measure.within,
        "each": measure.each,
        "series": _series(measured.series),
        "by": measure.by,
        "groups": [_group(group) for group in measured.groups],
        "joins": [{"table": join.table, "rows": join.rows, "joined": join.joined} for join in measured.coverage],
        "digest": measured.digest,
        "warnings": [*measured.notes, *measured.of_few],
    }


def _group(group: Group) -> dict[str, Any]:
    return {"group": group.name, **_seen(group.whole), "series": _series(group.series)}


def _series(series: Sequence[Point]) -> list[dict[str, Any]]:
    return [{"period": point.period, **_seen(point.seen)} for point in series]


def _seen(seen: Seen) -> dict[str, Any]:
    interval = seen.interval
    return {
        "value": seen.value,
        "low": None if interval is None else interval.low,
        "high": None if interval is None or isinf(interval.high) else interval.high,
        "n": None if seen.is_withheld else seen.n,
        "seen": None if seen.is_withheld else seen.seen,
        "first": None if seen.first is None else seen.first.isoformat(),
        "last": None if seen.last is None else seen.last.isoformat(),
        "left_out": dict(seen.left_out),
        "why": seen.why or None,
    }
