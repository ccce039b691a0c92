"""DOT: the text of a picture that a person can read and any Graphviz can draw."""

from pathlib import Path

import pytest

from processengine.draw import dot, mermaid, outline
from processengine.draw.compose import compose
from processengine.draw.overlay import overlay
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples
from tests.draw.layouts import RENDERERS, lay_out

GOLDEN = Path(__file__).parent / "golden"
FORMATS = {"first.dot": dot, "first.mmd": mermaid, "first.txt": outline}


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_file_is_drawn_as_written_down(name: str) -> None:
    """The whole text, so that a change of it is seen and read by somebody."""
    drawn = FORMATS[name].render(compose(samples.read(samples.FIRST)))
    assert drawn == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", FORMATS.values())
@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_equal_processes_give_equal_text(language: str, format_: object) -> None:
    """Two readings of one file are drawn letter by letter alike."""
    one, other = (compose(samples.process(12, language), shipped_journey()) for _ in range(2))
    assert format_.render(one) == format_.render(other)  # type: ignore[attr-defined]


def test_the_order_of_roles_and_kits_is_of_no_concern() -> None:
    """Only the order of stages is part of a process, so only that shows."""
    plain = "process: x\nstages:\n  a: {{led_by: one, next: [b]}}\n  b: {{led_by: two, next: [won]}}\n  won: {{outcome: won}}\nroles: {0}\n"
    one, other = (samples.read(plain.format(roles)) for roles in ("{one: {}, two: {}}", "{two: {}, one: {}}"))
    assert dot.render(compose(one)) == dot.render(compose(other))


def test_every_stage_is_one_box_under_its_own_id() -> None:
    """Whoever edits the DOT text by hand finds the stages by their ids."""
    process = samples.process(12, "english")
    found = lay_out(dot.render(compose(process, shipped_journey())), "wasm")
    assert set(process.stages) <= set(found.boxes)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_way_from_anywhere_is_drawn_once(renderer: str) -> None:
    """Twelve stages, one line to `lost`."""
    found = lay_out(dot.render(compose(samples.process(12, "english"), shipped_journey())), renderer)
    assert [source for source, target in found.conditions if target == "lost"] == ["from anywhere 1 when"]


def test_a_way_back_beside_a_way_on_keeps_its_own_line() -> None:
    """Both are drawn, and the one back leaves its box elsewhere than the one on arrives."""
    process = samples.read("process: x\nstages:\n  a: {next: [b]}\n  b: {next: [a, won]}\n  won: {outcome: won}\n")
    text = dot.render(compose(process))
    assert "a -> b" in text
    assert "a -> b [arrowtail=vee" in text
    assert "headport=nw" in text


@pytest.mark.parametrize("name", ["node", "graph", "edge", "digraph", "subgraph", "strict", "010", "9", "n-1"])
def test_any_id_can_name_a_box(name: str) -> None:
    """DOT's own words and numbers are ids like others."""
    process = samples.read(f'process: "{name}"\nstages:\n  "{name}": {{next: [won]}}\n  won: {{outcome: won}}\n')
    assert name in lay_out(dot.render(compose(process)), "wasm").boxes


def test_a_difference_is_drawn_by_both_renderers() -> None:
    """Marks and all."""
    picture = overlay(samples.process(3, "german"), samples.process(12, "german"), shipped_journey())
    for renderer in RENDERERS:
        assert lay_out(dot.render(picture), renderer).boxes


def test_what_follows_an_outcome_of_the_panel_stands_in_its_row() -> None:
    """The process that takes over is beside the outcome, not across the picture."""
    process = samples.read(
        "process: x\nfrom_anywhere: [met]\nstages:\n  a: {next: [won]}\n  won: {outcome: won, continues_in: [one]}\n"
        "  met: {outcome: introduced, continues_in: [other, one]}\n"
    )
    boxes = lay_out(dot.render(compose(process)), "wasm").boxes
    assert boxes["met"].right < boxes["to other"].left
    assert boxes["met"].bottom < boxes["to other"].top < boxes["met"].top + 20
    assert boxes["to one"].top < boxes["won"].bottom


def test_a_parked_stage_of_the_panel_stands_there_and_not_in_its_phase() -> None:
    """Nothing is drawn twice."""
    process = samples.read(
        "process: x\njourney: buying-decision\nfrom_anywhere: [p]\nstages:\n  a: {mirrors: [team-assembly], next: [won]}\n"
        "  p: {parked: true, mirrors: [team-assembly]}\n  won: {outcome: won}\n"
    )
    text = dot.render(compose(process, shipped_journey()))
    assert text.count("\tp [") == 1
    assert text.index("cluster anywhere") < text.index("\tp [")


@pytest.mark.parametrize("format_", FORMATS.values())
@pytest.mark.parametrize(
    "text",
    [
        "process: x\nstart: gone\nfrom_anywhere: [lost]\nstages:\n  lost: {outcome: lost}\n",
        "process: x\nstages:\n  a: {next: [a]}\n",
        "process: x\nfrom_anywhere: [gone]\nstages:\n  a: {}\n",
    ],
)
def test_hardly_a_process_is_drawn_too(text: str, format_: object) -> None:
    """Without a start, without an outcome, without anything that is there."""
    assert format_.render(compose(samples.read(text)))  # type: ignore[attr-defined]


def test_a_way_back_is_written_from_its_end_with_the_arrow_turned_round() -> None:
    """So no way closes a loop, which Graphviz would break where it likes."""
    process = samples.read("process: x\nstages:\n  a: {next: [b]}\n  b: {next: [c]}\n  c: {next: [a, won]}\n  won: {outcome: won}\n")
    text = dot.render(compose(process))
    assert "a -> c [arrowtail=vee" in text
    assert "dir=back" in text
    assert "c -> a" not in text


def test_words_beside_a_way_to_itself_cover_no_other_box() -> None:
    """Its room is kept."""
    process = samples.read(
        "process: x\nstages:\n  a: {next: [b, c]}\n  b: {next: [{to: b, when: Again and again and again and again}, w]}\n"
        "  c: {next: [w]}\n  w: {outcome: won}\n"
    )
    found = lay_out(dot.render(compose(process)), "wasm")
    words = found.conditions["b", "b"]
    assert words
    assert not [line for line in words for box in found.boxes.values() if box.meets(line.room)]
