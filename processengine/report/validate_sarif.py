"""A validation as SARIF 2.1.0, the OASIS standard that GitHub's code scanning and editors read.

Suppressed findings are not in it, as none are kept: how many there are stands in the invocation's properties.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from processengine import __version__
from processengine.diagnostic import Diagnostic, Fix, Severity
from processengine.report import rule_help
from processengine.report.diagnostics import Validation
from processengine.report.findings import remarks
from processengine.report.sarif_fixes import fixes
from processengine.report.sarif_message import message, of_finding
from processengine.report.sarif_places import Places
from processengine.rules.index import INDEX
from processengine.rules.listing import Listing

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
"""GitHub's words for how serious a rule is."""

MOST_FIXES = 200
"""How many fixes are worked out as replacements: nobody goes through more of them one by one in an editor."""


def render(validation: Validation) -> str:
    """Return one run with its rules and results."""
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(validation)]}, indent=2, ensure_ascii=False) + "\n"


def _run(validation: Validation) -> dict[str, Any]:
    reported = {one.rule for one in validation.diagnostics}
    rules = [rule for rule in INDEX if rule.name in reported]
    order = {rule.name: place for place, rule in enumerate(rules)}
    return {
        "tool": {"driver": {"name": "processengine", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}},
        "invocations": [_invocation(validation)],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository, else the folder of the run."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029"],
        "results": _results(validation, order),
    }


def _invocation(validation: Validation) -> dict[str, Any]:
    properties = {"files": validation.files, "suppressed": validation.suppressed, "remarks": remarks(validation)}
    return {"executionSuccessful": True, "properties": properties}


def _rule(rule: Listing) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule_help.section(rule, "What it reports")},
        "help": {"text": rule_help.full(rule), "markdown": rule_help.markdown(rule)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": ["sales-process", rule.family, rule.set.value],
            "family": rule.family,
            "set": rule.set.value,
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _results(validation: Validation, order: Mapping[str, int]) -> list[dict[str, Any]]:
    places = Places(validation.lines)
    # With a baseline, what it accepts is not here: the rest is new.
    state = {} if validation.baseline is None else {"baselineState": "new"}
    results = [{**_result(one, order, places), **state} for one in validation.diagnostics]
    mendable = [(one, result) for one, result in zip(validation.diagnostics, results, strict=True) if one.fix and one.fix.edits]
    by_file: defaultdict[str, list[tuple[Fix, dict[str, Any]]]] = defaultdict(list)
    for one, result in mendable[:MOST_FIXES]:
        assert one.fix is not None
        by_file[one.file].append((one.fix, result))
    for file, fixable in by_file.items():
        told = fixes([fix for fix, _ in fixable], file, places.document(file))
        for (_, result), found in zip(fixable, told, strict=True):
            if found:
                result["fixes"] = found
    return results


def _result(one: Diagnostic, order: Mapping[str, int], places: Places) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": order[one.rule],
        "level": one.severity.value,
        "message": of_finding(one),
        "locations": [places.location(one.file, one.span, one.path)],
        "partialFingerprints": {"processengineFingerprint/v1": one.fingerprint},
    }
    if one.related:
        result["relatedLocations"] = [
            {"id": number, **places.location(place.file, place.span, place.path), "message": message(place.message)}
            for number, place in enumerate(one.related, start=1)
        ]
    if one.witness:
        result["codeFlows"] = [_walk(one, one.witness, places)]
    properties = _properties(one)
    return {**result, "properties": properties} if properties else result


def _walk(one: Diagnostic, witness: Sequence[str], places: Places) -> dict[str, Any]:
    """Return the stages of a walk as GitHub's "show paths" lists them, each with its place in the file."""
    steps = [
        {"location": {**places.of_path(one.file, f"stages.{stage}"), "message": message(stage)}} for stage in witness
    ]
    return {"message": {"text": "The way that a deal can take."}, "threadFlows": [{"locations": steps}]}


def _properties(one: Diagnostic) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if one.witness:
        found["witness"] = list(one.witness)
    if one.fix:
        found["fix"] = {"title": one.fix.title, "safe": one.fix.safe, "edits": [edit._asdict() for edit in one.fix.edits]}
    return found
