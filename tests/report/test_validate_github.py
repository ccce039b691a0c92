"""A validation as GitHub's workflow commands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.diagnostic import Diagnostic, Severity
from processengine.report.safe import visible
from processengine.report.validate_github import render
from processengine.span import Span
from tests.report.hostile import PAYLOADS
from tests.report.validations import finding, hostile, validation

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,?)+)::(.*)")
INJECTED = (
    *PAYLOADS,
    "::error::gone wrong",
    "a\n::set-output name=x::y",
    "a\r::add-mask::secret",
    "%0A::stop-commands::x",
    "line=1,endLine=9::error",
    "##[error]old style",
    "\u2028::error::after a line separator",
    "\x0b::error::after a vertical tab",
)


def test_a_finding_is_a_command_with_its_place_and_its_rule() -> None:
    """Message, witness, help and other places are lines of one message."""
    one = Diagnostic("trapped-stage", Severity.WARNING, "Deals go round.", "a/p.yaml", "stages.x", Span(3, 5, 3, 9), help="Lead out.", witness=("x", "y", "x"))
    assert render(validation(one)) == (
        "::warning file=a/p.yaml,line=3,endLine=3,col=5,endColumn=9,title=trapped-stage::"
        "Deals go round.%0APath: x → y → x%0ALead out.\n"
    )


def test_errors_come_first_as_only_ten_of_a_kind_are_shown() -> None:
    """Then warnings, then notes, each in the order of the file."""
    found = [finding(severity=severity, line=line) for line, severity in enumerate([*Severity, *Severity], start=1) for severity in [severity]]
    commands = [line.split(" ")[0] for line in render(validation(*reversed(found))).splitlines()]
    assert commands == ["::error"] * 2 + ["::warning"] * 2 + ["::notice"] * 2


def test_a_finding_over_several_lines_has_no_columns() -> None:
    """GitHub takes columns only within one line."""
    one = Diagnostic("syntax-error", Severity.ERROR, "No.", "p.yaml", "", Span(3, 5, 6, 1))
    assert render(validation(one)).startswith("::error file=p.yaml,line=3,endLine=6,title=syntax-error::")


def test_what_is_suppressed_is_said() -> None:
    """A line of its own tells how many findings nobody sees."""
    assert render(validation(suppressed=2)) == "::notice title=processengine::2 findings are suppressed in place.\n"


def test_nothing_found_is_nothing_said() -> None:
    """A clean run adds no annotation."""
    assert not render(validation())


@pytest.mark.parametrize("payload", INJECTED)
def test_a_user_s_text_gives_no_second_command(payload: str) -> None:
    """Whatever it holds, there is one line, one command, and no property but ours."""
    text = render(hostile(payload))
    # GitHub's runner ends a line where .NET does; more line ends can't hurt.
    (line,) = text.splitlines()
    read = COMMAND.fullmatch(line)
    assert read is not None
    properties = [one.split("=", 1)[0] for one in read[2].split(",")]
    assert properties == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert read[2].endswith("title=syntax-error")
    assert visible(line) == line


@given(st.text())
def test_no_text_at_all_gives_a_second_command(payload: str) -> None:
    """Whichever characters it is made of."""
    assert len(render(hostile(payload)).splitlines()) == 1
    assert COMMAND.fullmatch(render(hostile(payload)).rstrip("\n"))


@pytest.mark.parametrize("payload", INJECTED)
def test_a_user_s_text_reads_as_it_was_written(payload: str) -> None:
    """What the runner takes apart gives the words back, control characters as their code points."""
    read = COMMAND.fullmatch(render(hostile(payload)).rstrip("\n"))
    assert read is not None
    message = read[3].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    assert message.startswith(f"{visible(payload)} is wrong")
