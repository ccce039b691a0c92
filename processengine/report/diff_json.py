"""A comparison as JSON, for programs."""

import json
from typing import Any

from processengine.change import Change, Changeset
from processengine.report.comparison import Comparison
from processengine.span import Span

SCHEMA = "processengine/diff/1"


def render(comparison: Comparison) -> str:
    """Return the comparison as a JSON document; keys are only ever added.

    A span is that of the key at the path on its side, null where that side doesn't write it.
    """
    data = {"schema": SCHEMA, "processes": [_changeset(comparison, one) for one in comparison.changesets]}
    return json.dumps(data, indent=2, ensure_ascii=False)


def _changeset(comparison: Comparison, changeset: Changeset) -> dict[str, Any]:
    return {
        "process": changeset.id,
        "document": changeset.kind,
        "title": changeset.title,
        "from": None if changeset.before_file is None else comparison.before,
        "to": None if changeset.after_file is None else comparison.after,
        "from_file": changeset.before_file,
        "to_file": changeset.after_file,
        "impact": changeset.impact and changeset.impact.value,
        "required_bump": changeset.required_bump,
        "headline": changeset.headline or None,
        "changes": [as_data(change) for change in changeset.changes],
        "atoms": [as_data(change) for change in changeset.atoms],
    }


def as_data(change: Change) -> dict[str, Any]:
    """Return a change as plain data."""
    return {
        "kind": change.kind,
        "impact": change.impact.value,
        "reason": change.reason,
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "message": change.message,
        "before_span": _span(change.before_span),
        "after_span": _span(change.after_span),
        "confidence": change.confidence,
        "fingerprint": change.fingerprint,
        "parts": None if change.parts is None else list(change.parts),
    }


def _span(span: Span | None) -> dict[str, int] | None:
    if span is None:
        return None
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
