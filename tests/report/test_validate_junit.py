"""A validation as JUnit's XML."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.diagnostic import Severity
from processengine.report.diagnostics import Validation
from processengine.report.safe import visible
from processengine.report.validate_junit import render
from tests.report.hostile import PAYLOADS
from tests.report.validations import BAD_CASES, finding, hostile, of_case, validation

NO_XML = "\x00\x01\x08\x0b\x0c\x1b\x7f\x85\ufffe\uffff\ud800\udcff"


def suites(given: Validation, limit: Severity = Severity.WARNING) -> list[ET.Element]:
    """Return the suites that a reader of the XML finds."""
    root = ET.fromstring(render(given, limit))  # noqa: S314 - we wrote it
    assert root.tag == "testsuites"
    for name in ("tests", "failures"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)
    return list(root)


def test_a_file_is_a_suite_and_a_finding_a_case_that_fails() -> None:
    """The failure has the rule as its type, the message, and all that is known in its text."""
    (suite,) = suites(validation(finding(file="a/p.yaml", line=7), names=("a/p.yaml",)))
    assert suite.attrib == {"name": "a/p.yaml", "tests": "1", "failures": "1", "errors": "0", "skipped": "0"}
    (case,) = suite
    assert case.attrib == {"name": "unknown-stage: stages.s7", "classname": "a/p", "file": "a/p.yaml", "line": "7"}
    (failure,) = case
    assert (failure.tag, failure.attrib) == ("failure", {"type": "unknown-stage", "message": "It is wrong."})
    assert failure.text == "a/p.yaml:7:3 error: unknown-stage\nIt is wrong."


def test_a_clean_file_is_one_case_that_passes() -> None:
    """Beside others too, so that a CI counts the files that are fine."""
    clean, other = suites(validation(finding(file="b.yaml"), names=("a.yaml", "b.yaml")))
    assert (clean.get("name"), clean.get("tests"), clean.get("failures")) == ("a.yaml", "1", "0")
    assert [(case.get("name"), len(case)) for case in clean] == [("no findings", 0)]
    assert other.get("failures") == "1"


@pytest.mark.parametrize(("limit", "failures"), [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.NOTE, 3)])
def test_what_does_not_fail_the_run_passes(limit: Severity, failures: int) -> None:
    """The report is red where the exit status is, and says the rest in the case's output."""
    (suite,) = suites(validation(*(finding(severity=severity, line=line) for line, severity in enumerate(Severity, start=1))), limit)
    assert suite.get("failures") == str(failures)
    assert [len(case.findall("failure")) for case in suite] == [1] * failures + [0] * (3 - failures)
    assert all("It is wrong." in (case[0].text or "") for case in suite)


def test_no_two_cases_of_a_file_share_a_name() -> None:
    """A CI knows a case again by its class and name, whatever its line."""
    for found in map(of_case, BAD_CASES):
        for suite in suites(validation(*found.diagnostics, *found.diagnostics)):
            named = [case.get("name") for case in suite]
            assert len(set(named)) == len(named)


def test_what_is_suppressed_is_said() -> None:
    """In the output of the first suite, as there is no place for the whole run."""
    (suite,) = suites(validation(suppressed=1))
    assert suite.findtext("system-out") == "1 finding is suppressed in place."


@given(st.text(st.characters(categories=["Cc", "Cs", "Cn", "Po", "Lu"]) | st.sampled_from("<>&]'\"")))
def test_no_text_at_all_breaks_the_xml(payload: str) -> None:
    """Whichever characters it is made of."""
    (suite,) = suites(hostile(payload))
    assert len(suite) == 1


@pytest.mark.parametrize("payload", [*PAYLOADS, "]]>", "<![CDATA[", "&#0;", *NO_XML, f"a{NO_XML}b"])
def test_a_user_s_text_is_never_markup(payload: str) -> None:
    """Whatever it holds, the XML is read, has our elements only, and shows what XML can't hold as code points."""
    (suite,) = suites(hostile(payload))
    assert [one.tag for one in suite.iter()] == ["testsuite", "testcase", "failure"]
    shown = visible(payload).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
    assert suite[0][0].get("message", "").startswith(f"{shown} is wrong")
