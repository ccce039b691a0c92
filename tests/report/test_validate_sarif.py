"""A validation as SARIF 2.1.0, held against the schema of OASIS."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from processengine.baseline import Compared
from processengine.diagnostic import Diagnostic, Edit, Fix, Severity
from processengine.fixes.applied import applied
from processengine.report.diagnostics import Validation
from processengine.report.sarif_places import address
from processengine.report.validate_sarif import MOST_FIXES, render
from processengine.rules.index import find
from processengine.span import Span
from processengine.validate import Settings, validate
from tests.report.hostile import PAYLOADS
from tests.report.validations import BAD_CASES, finding, hostile, of_case, validation
from tests.rules.cases import Case

TRAP = """\
process: p
from_anywhere: []
stages:
  begun: {next: [round, wno, lost]}
  round: {next: [trip]}
  trip: {next: [round]}
  won: {outcome: won}
  lost: {outcome: lost}
"""


@cache
def official() -> Draft4Validator:
    """Return what judges by the schema of OASIS."""
    schema = json.loads((Path(__file__).parent / "sarif/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return Draft4Validator(schema)


def run(given: Validation) -> dict[str, Any]:
    """Return the one run of a report that the official schema has nothing against."""
    report = json.loads(render(given))
    assert [f"{error.json_path}: {error.message}" for error in official().iter_errors(report)] == []
    (one,) = report["runs"]
    return dict(one)


def of(text: str, file: str = "p.yaml") -> Validation:
    """Return the validation of a text."""
    verdict = validate(text, file, Settings(date(2026, 11, 20)))
    return Validation(1, verdict.diagnostics, verdict.suppressed, {file: verdict.document.lines}, names=[file])


def result(given: Validation, rule: str) -> dict[str, Any]:
    """Return the one result of a rule."""
    (one,) = [one for one in run(given)["results"] if one["ruleId"] == rule]
    return dict(one)


@pytest.mark.parametrize("case", BAD_CASES, ids=str)
def test_every_report_is_sarif_by_the_official_schema(case: Case) -> None:
    """Whatever the rules find in their bad cases, and each result points to the rule that found it."""
    one = run(of_case(case))
    rules = one["tool"]["driver"]["rules"]
    assert [rules[found["ruleIndex"]]["id"] for found in one["results"]] == [found["ruleId"] for found in one["results"]]
    assert {found["ruleId"] for found in one["results"]} == {rule["id"] for rule in rules}


def test_the_official_schema_notices_a_mistake() -> None:
    """A level that SARIF doesn't have is refused."""
    report = json.loads(render(of(TRAP)))
    report["runs"][0]["results"][0]["level"] = "fatal"
    assert not official().is_valid(report)


def test_nothing_found_is_a_run_without_results() -> None:
    """And one that was carried out."""
    one = run(validation())
    assert (one["results"], one["tool"]["driver"]["rules"]) == ([], [])
    assert one["invocations"][0]["executionSuccessful"] is True


def test_a_rule_is_told_as_explain_tells_it() -> None:
    """Its summary, what it reports, all of it as text and as markdown with its examples as YAML, and its place among the rules."""
    (rule,) = [rule for rule in run(of(TRAP))["tool"]["driver"]["rules"] if rule["id"] == "trapped-stage"]
    listing = find("trapped-stage")
    assert listing is not None
    assert rule["shortDescription"]["text"] == listing.summary
    assert rule["fullDescription"]["text"].startswith("A trap: stages that lead to one another and nowhere else")
    assert "\nWhy it matters\n" in rule["help"]["text"]
    assert "\n## Why it matters\n" in rule["help"]["markdown"]
    assert "```yaml\nprocess: new-business\nstages:\n  trouble-named: {next: [proof-asked, won, lost]}\n" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["sales-process", "graph", "correctness"]


@pytest.mark.parametrize("severity", Severity)
def test_a_level_is_the_severity(severity: Severity) -> None:
    """The words are SARIF's anyway, and the finding's own counts, not its rule's."""
    (one,) = run(validation(finding(severity=severity)))["results"]
    assert one["level"] == severity.value


def test_a_place_counts_code_points_and_leaves_the_end_out() -> None:
    """A letter outside of the basic plane is one column, as it is for us."""
    given = of('process: p\nfrom_anywhere: [lost]\nstages: {a: {title: "😀", next: [wno]}, won: {outcome: won}, lost: {outcome: lost}}\n')
    assert run(given)["columnKind"] == "unicodeCodePoints"
    place = result(given, "unknown-stage")["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 33, "endLine": 3, "endColumn": 36}
    assert place["logicalLocations"] == [{"name": "wno", "fullyQualifiedName": "stages.a.next.wno"}]


def test_a_witness_is_a_walk_through_the_file() -> None:
    """GitHub shows it as a path, stage by stage, each at its own line."""
    one = result(of(TRAP), "trapped-stage")
    (flow,) = one["codeFlows"]
    (thread,) = flow["threadFlows"]
    steps = [step["location"] for step in thread["locations"]]
    assert [step["message"]["text"] for step in steps] == ["round", "trip", "round"]
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [5, 6, 5]
    assert one["properties"]["witness"] == ["round", "trip", "round"]


def test_other_places_are_related_locations() -> None:
    """Each with its number, its message and its region."""
    one = result(of("process: p\nprocess: q\nstages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}\n"), "duplicate-key")
    (place,) = one["relatedLocations"]
    assert place["id"] == 1
    assert place["physicalLocation"]["region"]["startLine"] == 1
    assert place["message"]["text"]
    assert "\nSee [line 1](1): " in one["message"]["text"]


@pytest.mark.parametrize(
    ("file", "uri", "is_relative"),
    [
        ("sales/new business.yaml", "sales/new%20business.yaml", True),
        ("größe.yaml", "gr%C3%B6%C3%9Fe.yaml", True),
        ("a:b%20#c?d.yaml", "a%3Ab%2520%23c%3Fd.yaml", True),
        ("\udcff.yaml", "%FF.yaml", True),
        ("/tmp/p.yaml", "file:///tmp/p.yaml", False),  # noqa: S108 - a name, and no file
        ("C:/sales/p.yaml", "file:///C%3A/sales/p.yaml", False),
    ],
)
def test_a_file_s_address_is_a_uri(file: str, uri: str, is_relative: bool) -> None:  # noqa: FBT001 - a case's column
    """Relative ones resolve from the repository's root; a character with a meaning in addresses is quoted."""
    assert address(file) == ({"uri": uri, "uriBaseId": "%SRCROOT%"} if is_relative else {"uri": uri})


def test_the_fingerprint_is_ours() -> None:
    """And so stays the same while wording and lines change."""
    (one,) = run(validation(finding()))["results"]
    assert one["partialFingerprints"] == {"processengineFingerprint/v1": finding().fingerprint}


def fixed() -> Iterator[tuple[Diagnostic, list[str], list[dict[str, Any]]]]:
    """Give each finding of the bad cases for which replacements are told, with the lines of its file."""
    for given in map(of_case, BAD_CASES):
        for one, told in zip(given.diagnostics, json.loads(render(given))["runs"][0]["results"], strict=True):
            if "fixes" in told:
                (change,) = told["fixes"][0]["artifactChanges"]
                yield one, given.lines[one.file], change["replacements"]


def replaced(lines: list[str], replacements: list[dict[str, Any]]) -> str:
    """Return a text with replacements made, as an editor makes them: from the last to the first."""
    text = "\n".join(lines)
    begins = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    for one in reversed(replacements):
        region = one["deletedRegion"]
        first = begins[region["startLine"] - 1] + region["startColumn"] - 1
        last = begins[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:first] + one.get("insertedContent", {"text": ""})["text"] + text[last:]
    return text


def test_replacements_do_what_the_fix_does() -> None:
    """Made by an editor, they give the very text that the edit operations give."""
    seen = 0
    for one, lines, replacements in fixed():
        assert one.fix is not None
        assert replaced(lines, replacements) == applied("\n".join(lines), [one.fix])
        seen += 1
    assert seen > 10


def test_a_fix_that_brings_lines_is_told_in_words_only() -> None:
    """Which line ends the file has isn't known, and half a fix is none."""
    one = finding()
    longer = Diagnostic(one.rule, one.severity, one.message, one.file, "stages.a", one.span, fix=Fix("Give it a limit", (Edit("set", "stages.a.max_days", "30"),)))
    text = "process: p\nstages:\n  a:\n    next: [won]\n  won: {outcome: won}\n"
    (told,) = run(Validation(1, [longer], 0, {one.file: text.split("\n")}))["results"]
    assert "fixes" not in told
    assert told["properties"]["fix"]["edits"] == [{"op": "set", "path": "stages.a.max_days", "value": "30"}]


def test_a_fix_that_can_t_be_done_is_told_in_words_only() -> None:
    """As where the file is not what it was."""
    one = finding()
    gone = Diagnostic(one.rule, one.severity, one.message, one.file, "stages.a", one.span, fix=Fix("Take it out", (Edit("remove", "stages.a"),)))
    (told,) = run(Validation(1, [gone], 0, {one.file: ["process: p"]}))["results"]
    assert "fixes" not in told


def test_only_so_many_fixes_are_worked_out() -> None:
    """Each reads its file anew; the others are told in words."""
    one = Diagnostic("self-transition", Severity.WARNING, "No.", "p.yaml", "x-a", Span(2, 1, 2, 4), fix=Fix("Take it out", (Edit("remove", "x-a"),)))
    told = run(Validation(1, [one] * (MOST_FIXES + 1), 0, {"p.yaml": ["process: p", "x-a: 1", ""]}))["results"]
    assert sum("fixes" in found for found in told) == MOST_FIXES


@pytest.mark.parametrize("payload", [*PAYLOADS, "{0} and {1}", "[here](1)", "a](b"])
def test_a_user_s_text_is_no_argument_and_no_link(payload: str) -> None:
    """Braces are doubled in every message, and the only link in it is ours, to another place."""
    one = run(hostile(payload))
    messages = [place["message"]["text"] for place in one["results"][0]["relatedLocations"]]
    for text in (one["results"][0]["message"]["text"], *messages):
        assert re.findall(r"\]\(([^)]*)", text) == (["1"] if text not in messages else [])
        assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", ""))


def test_what_a_baseline_doesn_t_know_is_new() -> None:
    """With a baseline every result says so, without one none does."""
    known = replace(validation(finding()), baseline=Compared("baseline.json", 3, ()))
    assert [one["baselineState"] for one in run(known)["results"]] == ["new"]
    assert run(known)["invocations"][0]["properties"]["remarks"] == ["3 accepted by baseline.json."]
    assert "baselineState" not in run(validation(finding()))["results"][0]


def test_what_is_suppressed_is_counted() -> None:
    """None of them is kept, so that none is a result."""
    properties = run(validation(suppressed=2))["invocations"][0]["properties"]
    assert (properties["suppressed"], properties["remarks"]) == (2, ["2 findings are suppressed in place."])
