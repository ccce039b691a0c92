"""Pictures can be read: judged by the layout's own numbers, for both renderers, three sizes and three languages."""

import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processengine import graphviz
from processengine.draw import dot
from processengine.draw.compose import compose
from processengine.draw.picture import Course, Look, Picture
from processengine.draw.svg import present
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples
from tests.draw.drawings import boxes_in, widths
from tests.draw.layouts import RENDERERS, Layout, lay_out, need

EACH = pytest.mark.parametrize(
    ("size", "language", "renderer"), list(itertools.product(samples.SIZES, samples.LANGUAGES, RENDERERS))
)


@cache
def picture(size: int, language: str) -> Picture:
    """Return a sample's picture."""
    return compose(samples.process(size, language), shipped_journey())


@cache
def layout(size: int, language: str, renderer: str) -> Layout:
    """Return a sample's layout."""
    return lay_out(dot.render(picture(size, language)), renderer)


@EACH
def test_no_two_boxes_meet(size: int, language: str, renderer: str) -> None:
    """Every box stands apart from every other."""
    boxes = layout(size, language, renderer).boxes
    meeting = [(one, other) for one, other in itertools.combinations(boxes, 2) if boxes[one].meets(boxes[other])]
    assert meeting == []


@EACH
def test_every_label_lies_inside_its_box(size: int, language: str, renderer: str) -> None:
    """Graphviz's own measure of a line of text is inside Graphviz's own box."""
    found = layout(size, language, renderer)
    outside = [line.text for name, lines in found.words.items() for line in lines if not found.boxes[name].holds(line.room)]
    assert outside == []


@EACH
def test_every_line_of_the_finished_drawing_lies_inside_its_outline(size: int, language: str, renderer: str) -> None:
    """Bold titles and small print, measured with a real font, stay inside octagons, hexagons and ellipses too."""
    need(renderer)
    source = dot.render(picture(size, language))
    drawn = graphviz._by_wasm(source) if renderer == "wasm" else graphviz._by_command(source, "-Tsvg")
    boxes = boxes_in(present(drawn.decode(), "a sample"))
    measured = widths(text for box in boxes for text in box.texts)
    outside = [
        (box.classes, text.text)
        for box in boxes if "title-" in " ".join(box.classes)
        for text in box.texts
        for room in [text.rectangle(measured[text])]
        if not all(box.shape.holds((x, y)) for x in (room.left, room.right) for y in (room.bottom, room.top))
    ]
    assert outside == []


@EACH
def test_no_condition_lies_on_a_box(size: int, language: str, renderer: str) -> None:
    """What is written beside a line covers no box."""
    found = layout(size, language, renderer)
    lines = [line for lines in found.conditions.values() for line in lines]
    covered = [(line.text, name) for line in lines for name, box in found.boxes.items() if box.meets(line.room, 1)]
    assert covered == []


@EACH
def test_ways_on_lead_down_and_ways_back_lead_up(size: int, language: str, renderer: str) -> None:
    """A deal that goes on goes down the page, in the journey's order."""
    boxes = layout(size, language, renderer).boxes
    wrong = [
        way for way in picture(size, language).ways
        if way.course is not Course.OUT and (boxes[way.source].bottom > boxes[way.target].top) is (way.course is Course.BACK)
    ]
    assert wrong == []


@EACH
def test_the_panel_of_ways_from_anywhere_stands_right_of_the_stages(size: int, language: str, renderer: str) -> None:
    """The way in is on the left, the ways out that all share on the right."""
    boxes = layout(size, language, renderer).boxes
    stages = [boxes[box.key] for box in picture(size, language).boxes if box.look in (Look.STAGE, Look.CLOSED_DOOR)]
    assert boxes["from anywhere"].left > min(stage.right for stage in stages)
    assert all(boxes["lost"].left > boxes[f"from anywhere {place}"].right for place in range(1, 5))


STAGES = [f"s{number}" for number in range(7)]
ENDS = ["won", "lost", "no-decision"]


@st.composite
def processes(draw: st.DrawFn, kinds: tuple[str, ...] = ("", "closed_door: true, ", "parked: true, ")) -> str:
    """Any small process: every stage leads on, and anywhere else, to itself too, under conditions of any length."""
    count = draw(st.integers(1, len(STAGES)))
    targets = st.lists(st.sampled_from([*STAGES[:count], *ENDS]), unique=True, max_size=3)
    words = st.integers(0, 9).map(lambda number: "words " * number)
    lines = [f"process: x\nfrom_anywhere: {draw(st.sampled_from(['[]', '[lost]', '[lost, no-decision]']))}\nstages:"]
    for number, name in enumerate(STAGES[:count]):
        onward = STAGES[number + 1] if number + 1 < count else "won"
        ways = ", ".join(f'{{to: {target}, when: "{draw(words)}"}}' for target in dict.fromkeys([onward, *draw(targets)]))
        kind = draw(st.sampled_from(kinds))
        lines.append(f'  {name}: {{{kind}title: "{draw(words)}", next: [{ways}]}}')
    return "\n".join([*lines, *(f"  {end}: {{outcome: {end}}}" for end in ENDS)])


@given(processes())
@settings(max_examples=30, deadline=None)
def test_any_small_process_can_be_read(text: str) -> None:
    """No two boxes meet, no condition covers a box, and no condition is lost."""
    drawn = compose(samples.read(text))
    found = lay_out(dot.render(drawn), "wasm")
    assert not [pair for pair in itertools.combinations(found.boxes.values(), 2) if pair[0].meets(pair[1])]
    words = [line for lines in found.conditions.values() for line in lines]
    assert not [line for line in words for box in found.boxes.values() if box.meets(line.room, 1)]
    assert {(way.source, way.target) for way in drawn.ways if way.condition} <= {ends for ends, lines in found.conditions.items() if lines}


@given(processes(("", "closed_door: true, ")))
@settings(max_examples=60, deadline=None)
def test_in_any_tangle_ways_on_lead_down(text: str) -> None:
    """However many ways back there are, the page keeps the order of the list."""
    drawn = compose(samples.read(text))
    boxes = lay_out(dot.render(drawn), "wasm").boxes
    assert not [way for way in drawn.ways if way.course is Course.ON and boxes[way.source].bottom < boxes[way.target].top]
