"""A validation as JSON, for programs."""

import json
from typing import Any

from processengine.diagnostic import Diagnostic, Fix
from processengine.report import left_out
from processengine.report.diagnostics import Validation
from processengine.span import Span

SCHEMA = "processengine/validate/1"


def render(validation: Validation) -> str:
    """Return the validation as a JSON document; keys are only ever added."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "files": validation.files,
            "diagnostics": [as_data(diagnostic) for diagnostic in validation.diagnostics],
            "suppressed": validation.suppressed,
            "counts": validation.counts,
            "baseline": None if validation.baseline is None else left_out.baseline_as_data(validation.baseline),
            "since": None if validation.since is None else validation.since._asdict(),
            "remarks": list(validation.remarks),
        },
        indent=2,
        ensure_ascii=False,
    )


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as plain data."""
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.file,
        "path": diagnostic.path,
        **_place(diagnostic.span),
        "related": [
            {"message": one.message, "file": one.file, "path": one.path, **_place(one.span)} for one in diagnostic.related
        ],
        "witness": None if diagnostic.witness is None else list(diagnostic.witness),
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
        "help": diagnostic.help,
        "fingerprint": diagnostic.fingerprint,
    }


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "safe": fix.safe, "edits": [edit._asdict() for edit in fix.edits]}
