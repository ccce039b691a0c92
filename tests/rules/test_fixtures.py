"""Every rule finds what its bad cases list, no more and no less, and nothing in its good ones."""

from pathlib import Path

import pytest

from processengine.check import check
from processengine.diagnostic import Diagnostic
from processengine.rules.listing import RuleSet
from processengine.span import START, Span
from processengine.syntax.parse import MAX_BYTES, MAX_NODES
from processengine.validate import Settings, validate
from tests.rules.cases import TODAY, Case, cases, expected, found


@pytest.mark.parametrize("case", [case for case in cases() if not case.is_good], ids=str)
def test_a_bad_case_has_the_findings_that_it_lists(case: Case) -> None:
    """Rule, place, path and witness are as the file says; no other error is reported."""
    assert expected(case)
    assert found(case) == expected(case)


@pytest.mark.parametrize("case", [case for case in cases() if case.is_good], ids=str)
def test_a_good_case_has_no_finding_of_the_rule_and_no_error(case: Case) -> None:
    """What is fine in life is fine here."""
    assert found(case) == []


def reported(source: str | bytes) -> list[Diagnostic]:
    """What is found in a file's content."""
    return validate(source, "process.yaml", Settings(TODAY, RuleSet.ALL)).diagnostics


@pytest.mark.parametrize("source", ["", b"", b"\xef\xbb\xbf", "# a comment only\n", "\n\n"])
def test_a_file_that_says_nothing_is_a_syntax_error(source: str | bytes) -> None:
    """Empty, a byte order mark alone, or comments only: one finding, at its beginning."""
    (one,) = reported(source)
    assert (one.rule, one.span) == ("syntax-error", START)


def test_utf_16_is_named() -> None:
    """A file saved by the wrong program says which encoding it has."""
    (one,) = reported("process: p\n".encode("utf-16"))
    assert one.rule == "syntax-error"
    assert "UTF-16" in one.message


def test_a_file_of_more_than_16_mib_is_not_read() -> None:
    """Nothing but its size is reported."""
    (one,) = reported(b"process: p\n#" + b"x" * MAX_BYTES)
    assert (one.rule, one.span) == ("too-large", START)


def test_a_file_of_more_than_two_million_values_is_not_read(tmp_path: Path) -> None:
    """Nothing but that is reported."""
    file = tmp_path / "process.yaml"
    file.write_text("process: p\nx-many: [" + "a," * MAX_NODES + "]\n", encoding="utf-8")
    (one,) = check([str(file)], None, Settings(TODAY)).diagnostics
    assert one.rule == "too-large"


def test_line_ends_of_windows_move_no_column() -> None:
    """A finding in a file with CRLF has the span that it has with LF."""
    text = "process: p\nfrom_anywhere: [lost]\nstages:\n  a:\n    next: [wno]\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
    places = [[(one.rule, one.span) for one in reported(source)] for source in (text, text.replace("\n", "\r\n"))]
    assert ("unknown-stage", Span(5, 12, 5, 15)) in places[0]
    assert places[0] == places[1]
