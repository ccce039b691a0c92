"""A merge as JSON, for programs."""

import json
from typing import Any

from processengine.merge import Decision, Merged
from processengine.report.validate_json import as_data

SCHEMA = "processengine/merge/1"


def render(merged: Merged) -> str:
    """Return the merge as a JSON document; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        "clean": merged.clean,
        "text": merged.text,
        "decisions": [decided(decision) for decision in merged.decisions],
        "diagnostics": [as_data(diagnostic) for diagnostic in merged.diagnostics],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def decided(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain data."""
    return {"path": decision.path, "action": decision.action, "reason": decision.reason}
