"""A validation as GitLab's code quality report, which shows findings in the merge request and beside its lines."""

import json
from collections import Counter
from typing import Any

from processengine.diagnostic import Diagnostic, Severity, fingerprint
from processengine.report.diagnostics import Validation
from processengine.report.findings import explained
from processengine.report.safe import visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(validation: Validation) -> str:
    """Return a list of findings as JSON; GitLab has no place in it for anything said of the whole run."""
    seen: Counter[str] = Counter()
    return json.dumps([_finding(one, seen) for one in validation.diagnostics], indent=2, ensure_ascii=False) + "\n"


def _finding(one: Diagnostic, seen: Counter[str]) -> dict[str, Any]:
    return {
        "description": visible(" ".join(explained(one))),
        "check_name": one.rule,
        "fingerprint": _occurrence(one, seen),
        "severity": _SEVERITIES[one.severity],
        "location": {"path": one.file, "lines": {"begin": one.span.line, "end": max(one.span.line, _last_line(one))}},
    }


def _last_line(one: Diagnostic) -> int:
    """Return the last line that a finding touches: one that ends before a line's first character doesn't reach it."""
    return one.span.end_line - (one.span.end_column == 1)


def _occurrence(one: Diagnostic, seen: Counter[str]) -> str:
    """Return a fingerprint that no other finding of the run has: GitLab drops all but one of those that share theirs."""
    identity = fingerprint(one.file, one.fingerprint)
    seen[identity] += 1
    return identity if seen[identity] == 1 else fingerprint(identity, str(seen[identity]))
