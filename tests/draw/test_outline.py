"""The outline: a process in a terminal."""

import pytest

from processengine.draw import outline
from processengine.draw.columns import columns
from processengine.draw.compose import compose
from processengine.draw.overlay import overlay
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    """Japanese too, whose letters take two columns."""
    picture = compose(samples.process(40, language), shipped_journey())
    assert max(columns(line) for line in outline.render(picture, width).splitlines()) <= width


def test_stages_stand_in_order_under_the_journeys_phases() -> None:
    """Change comes before choice, and choice before excellence."""
    lines = outline.render(compose(samples.process(12, "english"), shipped_journey())).splitlines()
    headings = [line for line in lines if line.isupper()]
    assert headings == [
        "CHANGE: AGREEING TO CHANGE", "CHOICE: SOLUTION AND SUPPLIER", "EXCELLENCE: THE CLIENT'S RESULT", "PARKED",
        "FROM ANY STAGE A DEAL CAN ALSO END IN:", "OUTCOMES",
    ]


def test_marks_stand_in_a_column_of_their_own() -> None:
    """A difference reads like a patch: the sign first, the words in line."""
    old = samples.read("process: x\nstages:\n  a: {next: [b]}\n  b: {next: [won]}\n  won: {outcome: won}\n")
    new = samples.read("process: x\nstages:\n  a: {next: [c], max_days: 5}\n  c: {next: [won]}\n  won: {outcome: won}\n")
    assert outline.render(overlay(old, new)).splitlines()[4:-3] == [
        "~ 1. A", "     max 5 days", "     ~ max days: none → 5", "+    -> C", "−    -> B",
        "− 2. B", "−    -> Won", "+ 3. C", "+    -> Won",
    ]


def test_a_start_further_down_is_told() -> None:
    """Where deals start at the first stage there is nothing to say."""
    text = "process: x\nstart: b\nstages:\n  a: {next: [b]}\n  b: {next: [a, won]}\n  won: {outcome: won}\n"
    lines = outline.render(compose(samples.read(text))).splitlines()
    assert lines[lines.index("2. B") + 1] == "   Deals start here"
