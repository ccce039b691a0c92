"""Before and after in two pictures that are laid out alike."""

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processengine import graphviz
from processengine.draw import alike
from processengine.draw.pair import Pair, pair
from processengine.draw.picture import Mark
from processengine.draw.svg import present
from processengine.draw.wrap import clean
from processengine.model.process import Process
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples
from tests.draw.layouts import RENDERERS, Layout, lay_out_pair, need, render
from tests.draw.payloads import PAYLOADS, poisoned
from tests.draw.samples import FIRST, read
from tests.draw.test_layout import processes
from tests.draw.test_overlay import NEW, OLD

HANDBOOK = Path(__file__).parent.parent / "peers" / "handbook"


def handbook(old: str, new: str) -> Pair:
    """Return the pair of two revisions of a real process."""
    before, after = (read((HANDBOOK / one / "new-business.yaml").read_text(encoding="utf-8")) for one in (old, new))
    return pair(before, after, shipped_journey())


def drawn(made: Pair, renderer: str) -> list[str]:
    """Return both sides as SVG."""
    sides = alike.render(made)
    frame = render(sides.frame, renderer, "dot").decode()
    both = (render(alike.placed(frame, side), renderer, "svg", graphviz._AS_PLACED) for side in (sides.before, sides.after))
    return [present(svg.decode(), "x") for svg in both]


def texts(svg: str) -> list[str]:
    """Return the lines of text in an SVG."""
    return [(one.text or "").strip() for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own drawing


def size(svg: str) -> str:
    """Return an SVG's size."""
    return " ".join(re.findall(r'(?:width|height|viewBox)="[^"]*"', svg.partition(">")[0]))


def assert_alike(before: Layout, after: Layout) -> None:
    """Fail unless both have the same boxes in the same places; a hundredth of a point is Graphviz's rounding."""
    assert before.boxes.keys() == after.boxes.keys()
    for name, box in before.boxes.items():
        assert after.boxes[name].middle == pytest.approx(box.middle, abs=0.05), name


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("made", [pair(read(OLD), read(NEW)), handbook("a", "b"), handbook("b", "c")], ids=["small", "a to b", "b to c"])
def test_every_box_stands_at_the_same_place_on_both_sides(made: Pair, renderer: str) -> None:
    """To the point, and both drawings have one size."""
    assert_alike(*lay_out_pair(alike.render(made), renderer))
    one, other = drawn(made, renderer)
    assert size(one) == size(other)


@st.composite
def two(draw: st.DrawFn) -> tuple[Process, Process]:
    """Any two small processes, with outcomes that change their kind and stages that come and go."""
    old, new = (read(draw(processes())) for _ in range(2))
    kinds = draw(st.permutations(["won", "lost", "no-decision", "disqualified", "introduced", "unrealised", "admin"]))
    stages = {
        name: stage.model_copy(update={"outcome": kinds[place % 7]}) if stage.outcome else stage
        for place, (name, stage) in enumerate(new.stages.items())
    }
    return old, new.model_copy(update={"stages": stages})


@given(two())
@settings(max_examples=25, deadline=None)
def test_any_two_processes_are_laid_out_alike(sides: tuple[Process, Process]) -> None:
    """Whatever changes: shapes, frames, conditions, phases, where deals start."""
    before, after = lay_out_pair(alike.render(pair(*sides)), "wasm")
    assert_alike(before, after)
    boxes = list(before.boxes.values())
    assert not [one for one, other in itertools.combinations(boxes, 2) if one.meets(other, 4)]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_each_side_shows_what_it_has_and_no_more(renderer: str) -> None:
    """Its own stages, ways and conditions, in its own words."""
    before, after = map(texts, drawn(pair(read(OLD), read(NEW)), renderer))
    assert {"− C", "− P", "~ Demo", "max 30 days", "− Next year", "~ They say no"} <= set(before)
    assert {"+ D", "~ Proof seen", "max 45 days", "+ Signed", "+ Once more", "~ They choose another"} <= set(after)
    assert not {"+ D", "max 45 days", "+ Signed"} & set(before)
    assert not {"− C", "− P", "max 30 days", "− Next year"} & set(after)


def test_what_is_the_same_is_marked_so_on_both_sides() -> None:
    """What changed in a box is told after, where it is true."""
    made = pair(read(OLD), read(NEW))
    marks = [{box.key: box.mark for box in side.boxes} for side in (made.before, made.after)]
    assert marks == [
        {"a": Mark.CHANGED, "b2": Mark.CHANGED, "c": Mark.REMOVED, "p": Mark.REMOVED, "won": Mark.SAME, "lost": Mark.CHANGED},
        {"a": Mark.CHANGED, "b2": Mark.CHANGED, "d": Mark.ADDED, "won": Mark.SAME, "lost": Mark.CHANGED},
    ]
    assert [box.changes for box in made.before.boxes if box.changes] == []
    assert next(box for box in made.after.boxes if box.key == "a").changes == ("~ max days: 30 → 45",)


def test_a_condition_that_one_side_lacks() -> None:
    """The other side's words don't show through."""
    text = "process: x\nfrom_anywhere: [{to: lost%s}]\nstages:\n  a: {next: [{to: won%s}]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
    made = pair(read(text % ("", "")), read(text % (", when: They say no", ", when: They sign")))
    need("wasm")
    before, after = map(texts, graphviz.to_svgs(made))
    assert {"~ They sign", "~ They say no"} <= set(after)
    assert not [line for line in before if "They" in line]
    assert "~ no condition" in before


def test_a_way_that_goes_or_comes_is_not_said_to_have_no_condition() -> None:
    """Nothing is compared there: the sign alone stands beside its line."""
    text = "process: x\nfrom_anywhere: [%s]\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n  quiet: {outcome: no-decision}\n"
    need("wasm")
    for one, other in (("lost, quiet", "lost"), ("lost", "lost, {to: quiet, when: They say no}")):
        before, after = map(texts, graphviz.to_svgs(pair(read(text % one), read(text % other))))
        assert not [line for line in (*before, *after) if "no condition" in line]


def test_a_way_from_anywhere_without_a_condition_is_one_even_line() -> None:
    """What stands in the place of the condition is no thicker than the line that it continues."""
    text = "process: x\nfrom_anywhere: [lost]\nstages:\n  a: {next: [%s]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
    need("wasm")
    for svg in graphviz.to_svgs(pair(read(text % "won"), read(text % "won, lost"))):
        (bar,) = re.findall(r'<polygon fill="#9aa5b1" stroke="#9aa5b1"([^>]*)>', re.sub(r'<g class="edge.*?</g>', "", svg, flags=re.DOTALL))
        assert 'stroke-width="0"' in bar


def test_the_start_of_each_side_is_its_own() -> None:
    """One line from the dot on either side, to its own stage."""
    text = "process: x\nstart: %s\nstages:\n  a: {next: [b]}\n  b: {next: [won, a]}\n  won: {outcome: won}\n"
    sides = alike.render(pair(read(text % "a"), read(text % "b")))
    lines = [[line for line in side.splitlines() if '"start here" ->' in line] for side in (sides.before, sides.after)]
    assert [[("-> a" in line, "invis" in line) for line in side] for side in lines] == [
        [(True, False), (False, True)], [(True, True), (False, False)],
    ]


@pytest.mark.parametrize("count", samples.SIZES)
def test_equal_processes_give_equal_pictures(count: int) -> None:
    """At every size: nothing is marked, and both sides are the same to the letter."""
    process = samples.process(count, "english")
    sides = alike.render(pair(process, process, shipped_journey()))
    assert sides.before == sides.after


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_is_text(payload: str) -> None:
    """Also where it takes the place of a stand-in."""
    for made in (pair(read(FIRST), poisoned(payload)), pair(poisoned(payload), read(FIRST)), pair(poisoned("x"), poisoned(payload))):
        for svg in drawn(made, "wasm"):
            elements = list(ET.fromstring(svg).iter())  # noqa: S314 - our own drawing
            assert {element.tag.rpartition("}")[2] for element in elements} <= {"svg", "title", "g", "path", "polygon", "polyline", "ellipse", "text"}
    if clean(payload) and len(clean(payload)) < 20:
        assert any(re.sub(r"\s", "", clean(payload)) in re.sub(r"\s", "", line) for line in texts(drawn(pair(poisoned("x"), poisoned(payload)), "wasm")[1]))


def test_what_is_unseen_is_not_in_the_drawing() -> None:
    """Whatever Graphviz made of it."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g class="graph"><g class="cluster unseen"><text x="1" y="2">gone</text></g><text x="1" y="2">here</text></g></svg>'
    assert texts(present(svg, "x")) == ["here"]
