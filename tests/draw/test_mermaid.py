"""Mermaid: the same picture for a page on a code forge."""

from processengine.draw import mermaid
from processengine.draw.compose import compose
from processengine.draw.overlay import overlay
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples

TEXT = "process: x\nstages:\n  a: {next: [b]}\n  b: {next: [won, a]}\n  won: {outcome: won}\n"


def test_groups_and_ways_are_those_of_the_picture() -> None:
    """Phases as subgraphs, ways back dashed, other processes with another head."""
    chart = mermaid.render(compose(samples.process(12, "english"), shipped_journey()))
    assert chart.count("  subgraph ") == 3
    assert "-.->" in chart
    chart = mermaid.render(compose(samples.read(TEXT.replace("outcome: won", "outcome: won, continues_in: [after]"))))
    assert "s3 --o s4" in chart


def test_a_difference_is_marked() -> None:
    """By a sign and by a line, on boxes and ways."""
    old, new = samples.read(TEXT), samples.read(TEXT.replace("won, a]}", "won, c]}\n  c: {next: [won]}"))
    chart = mermaid.render(overlay(old, new))
    assert '("#43; C")' in chart
    assert 's2 ==>|"#43;"| s3' in chart
    assert 's2 -.->|"#8722;"| s1' in chart
    assert "classDef added stroke-width:4px" in chart


def test_what_is_the_same_is_not_marked() -> None:
    """A difference of nothing is a plain chart."""
    process = samples.read(TEXT)
    chart = mermaid.render(overlay(process, process))
    assert "classDef" not in chart
    assert "#43;" not in chart
