"""A validation as GitLab's code quality report."""

import json

import pytest

from processengine.diagnostic import Diagnostic, Severity
from processengine.report.safe import visible
from processengine.report.validate_gitlab import render
from processengine.span import Span
from tests.report.hostile import PAYLOADS
from tests.report.validations import BAD_CASES, finding, hostile, of_case, validation


def test_a_finding_has_the_keys_that_gitlab_reads() -> None:
    """Description, rule, fingerprint, severity, and the place by path and lines."""
    one = Diagnostic("trapped-stage", Severity.WARNING, "Deals go round.", "a/p.yaml", "stages.x", Span(3, 5, 3, 9), help="Lead out.", witness=("x", "x"))
    (read,) = json.loads(render(validation(one)))
    assert len(read.pop("fingerprint")) == 16
    assert read == {
        "description": "Deals go round. Path: x → x Lead out.",
        "check_name": "trapped-stage",
        "severity": "minor",
        "location": {"path": "a/p.yaml", "lines": {"begin": 3, "end": 3}},
    }


@pytest.mark.parametrize(("severity", "expected"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.NOTE, "info")])
def test_severities_are_gitlab_s(severity: Severity, expected: str) -> None:
    """GitLab knows info, minor, major, critical and blocker."""
    assert json.loads(render(validation(finding(severity=severity))))[0]["severity"] == expected


def test_no_two_findings_share_a_fingerprint() -> None:
    """Not even the same one twice, or the same one in two files: GitLab would drop one."""
    for found in map(of_case, BAD_CASES):
        read = json.loads(render(validation(*found.diagnostics, *found.diagnostics)))
        assert len({one["fingerprint"] for one in read}) == 2 * len(found.diagnostics)
    two = json.loads(render(validation(finding(file="a.yaml"), finding(file="b.yaml"))))
    assert two[0]["fingerprint"] != two[1]["fingerprint"]


def test_a_fingerprint_outlives_a_move_and_a_new_wording() -> None:
    """GitLab compares two runs by it, and lines that come above a finding don't make it another."""
    before = finding(line=1)
    after = Diagnostic(before.rule, before.severity, "In other words.", before.file, before.path, Span(40, 3, 40, 5))
    assert json.loads(render(validation(before)))[0]["fingerprint"] == json.loads(render(validation(after)))[0]["fingerprint"]


def test_an_end_before_a_line_s_first_character_is_on_the_line_before() -> None:
    """Ends are exclusive here, and lines that GitLab marks are not."""
    one = Diagnostic("syntax-error", Severity.ERROR, "No.", "p.yaml", "", Span(3, 1, 6, 1))
    assert json.loads(render(validation(one)))[0]["location"]["lines"] == {"begin": 3, "end": 5}


def test_nothing_found_is_an_empty_list() -> None:
    """GitLab then says that quality has not changed, and not that the report is broken."""
    assert json.loads(render(validation())) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_is_text(payload: str) -> None:
    """Control characters are shown; everything else stands as it was written."""
    (read,) = json.loads(render(hostile(payload)))
    assert read["description"].startswith(f"{visible(payload)} is wrong")
    assert read["location"]["path"] == payload
