"""Two revisions in one picture."""

import re

import pytest

from processengine.draw import dot
from processengine.draw.compose import compose
from processengine.draw.overlay import overlay
from processengine.draw.picture import Box, Mark, Picture, Way
from processengine.syntax.shipped import shipped_journey
from tests.draw import samples
from tests.draw.samples import read

OLD = """\
process: x
version: 1.0.0
kits: {page: {title: A page}}
from_anywhere: [{to: lost, when: They say no}]
stages:
  a: {next: [b, {to: p, when: Next year}], max_days: 30}
  b: {title: Demo, next: [c], probability: 20}
  c: {next: [won], plays: {ask: {do: Ask}}}
  p: {parked: true}
  won: {outcome: won}
  lost: {outcome: lost}
"""
NEW = """\
process: x
version: 2.0.0
from_anywhere: [{to: lost, when: They choose another}]
stages:
  a: {next: [b2], max_days: 45}
  b2: {was: [b], title: Proof seen, next: [d], probability: 20}
  d: {next: [{to: won, when: Signed}, {to: a, when: Once more}], closed_door: true}
  won: {outcome: won}
  lost: {outcome: no-decision}
"""


@pytest.fixture(scope="module")
def picture() -> Picture:
    """The picture from OLD to NEW."""
    return overlay(read(OLD), read(NEW))


def box(picture: Picture, key: str) -> Box:
    """Return the box of a key."""
    return next(one for one in picture.boxes if one.key == key)


def test_every_part_has_its_mark(picture: Picture) -> None:
    """A renamed stage is one box, and what is gone stands where it stood."""
    assert [(one.key, one.mark.strip()) for one in picture.boxes] == [
        ("a", "~"), ("b2", "~"), ("c", "−"), ("p", "−"), ("d", "+"), ("won", ""), ("lost", "~"),
    ]
    assert {(way.source, way.target): way.mark.strip() for way in picture.ways} == {
        ("a", "b2"): "", ("b2", "d"): "+", ("d", "won"): "+", ("d", "a"): "+", ("a", "p"): "−", ("b2", "c"): "−", ("c", "won"): "−",
    }


def test_a_changed_box_tells_what_changed(picture: Picture) -> None:
    """Shortly: before and after where they are short."""
    assert box(picture, "a").changes == ("~ max days: 30 → 45",)
    assert box(picture, "b2").changes == ("~ was: B", "~ title was: Demo")
    assert box(picture, "lost").changes == ("~ outcome: lost → no-decision",)


def test_a_changed_condition_tells_the_earlier_one(picture: Picture) -> None:
    """On the line where the new one stands."""
    assert picture.anywhere == (Way("", "lost", "They choose another (was: They say no)", mark=Mark.CHANGED),)


def test_the_heading_counts_and_names_what_is_not_drawn(picture: Picture) -> None:
    """Nobody takes the picture for the whole difference."""
    assert picture.subtitle == (
        "version 1.0.0 → 2.0.0 · 1 stage added, 2 stages removed, 2 stages changed · 1 outcome changed · 3 transitions added, 3 transitions removed, 1 transition changed"
        " · Also changed, not in the picture: 1 kit removed"
    )


def test_many_changes_of_a_stage_are_cut_short() -> None:
    """Four lines, and how many more."""
    plays = ", ".join(f"p{number}: {{do: Ask}}" for number in range(7))
    new = read(OLD.replace("plays: {ask: {do: Ask}}", f"plays: {{{plays}}}"))
    assert box(overlay(read(OLD), new), "c").changes == (
        "− play: Ask", "+ play: P0", "+ play: P1", "+ play: P2", "and 4 more",
    )


@pytest.mark.parametrize("size", samples.SIZES)
def test_a_process_does_not_differ_from_itself(size: int) -> None:
    """Everything is the same, and the heading says so."""
    process = samples.process(size, "english")
    found = overlay(process, process, shipped_journey())
    assert {one.mark for one in found.boxes} | {way.mark for way in (*found.ways, *found.anywhere)} == {Mark.SAME}
    assert found.subtitle == "nothing changed"


def test_a_difference_has_every_box_of_both_sides() -> None:
    """Each once, and every way ends in one."""
    old, new = samples.process(12, "english"), samples.process(40, "german")
    found = overlay(old, new, shipped_journey())
    keys = [one.key for one in found.boxes]
    assert sorted(keys) == sorted({*old.stages, *new.stages})
    assert {end for way in found.ways for end in (way.source, way.target)} <= set(keys)


def test_marks_need_no_colour(picture: Picture) -> None:
    """Each mark has its sign in the text and its own line: thick, dotted or thin."""
    lines = dot.render(picture)
    assert 'label="+ D' in lines
    assert 'label="− C' in lines
    assert 'label="~ A' in lines
    assert re.search(r'label="− C.*dotted', lines)
    assert re.search(r'label="\+ D.*penwidth=3', lines)
    assert re.search(r"won \[.*penwidth=0.8", lines)


def test_a_stage_that_moved_to_another_phase_stands_in_the_new_one() -> None:
    """Groups are those of today; a removed stage stays in the phase that it had."""
    text = "process: x\njourney: buying-decision\nstages:\n  a: {mirrors: [team-assembly], next: [w]}\n  g: {mirrors: [decision], next: [w]}\n  w: {outcome: won}\n"
    new = text.replace("team-assembly", "requirements").replace("  g: {mirrors: [decision], next: [w]}\n", "")
    found = overlay(read(text), read(new), shipped_journey())
    assert [(group.key, group.boxes) for group in found.groups] == [("choice", ("a", "g"))]


def test_from_nothing_but_outcomes_to_a_whole_process_is_drawn() -> None:
    """Sides that share nothing are shown side by side."""
    old = read("process: x\nstages:\n  won: {outcome: won}\n")
    found = overlay(old, read(NEW))
    assert box(found, "won").mark is Mark.SAME
    assert compose(read(NEW)).start == found.start


def test_a_stage_that_moved_in_the_list_says_so() -> None:
    """The order is part of the process."""
    old = "process: x\nstages:\n  a: {next: [b]}\n  b: {next: [w]}\n  c: {next: [w]}\n  w: {outcome: won}\n"
    new = "process: x\nstages:\n  c: {next: [w]}\n  a: {next: [b]}\n  b: {next: [w]}\n  w: {outcome: won}\nstart: a\n"
    assert box(overlay(read(old), read(new)), "c").changes == ("~ moved in the list",)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("closed_door: true", "closed_door: false", ("~ closed door: yes → no",)),
        ("led_by: x", "{}", ("~ led by: x → none",)),
        ("buyer: One", "buyer: Other", ("~ buyer",)),
        ("exit_criteria: {f: {fact: It is so}}", "exit_criteria: {f: {fact: It is not so}}", ("~ fact: F",)),
        ("records: {r: {title: A record}}", "{}", ("− record: A record",)),
    ],
)
def test_a_change_is_told_in_a_few_words(before: str, after: str, says: tuple[str, ...]) -> None:
    """Values where they are short, else which field."""
    text = "process: x\nstages:\n  a:\n    next: [w]\n{0}  w: {{outcome: won}}\n"
    old, new = (read(text.format("" if one == "{}" else f"    {one}\n")) for one in (before, after))
    assert box(overlay(old, new), "a").changes == says


def test_what_stands_in_no_box_is_named() -> None:
    """Of the process itself, and of what belongs to it."""
    head = "process: x\n{0}stages:\n  a: {{next: [w]}}\n  w: {{outcome: won}}\n"
    new = head.format("motion: client\nroles: {a: {}, b: {}}\nstart: w\nexit_criteria: {c: {fact: So}, d: {fact: So}}\n")
    assert overlay(read(head.format("")), read(new)).subtitle == (
        "Also changed, not in the picture: the motion, where deals start, 2 roles added, 2 criteria for every stage added"
    )


OWN_LISTS = (
    "process: x\nfrom_anywhere: [lost, {{to: stayed, when: They wait}}]\nstages:\n  a: {{next: [b]}}\n  b: {{next: [w]{0}}}\n"
    "  w: {{outcome: won}}\n  lost: {{outcome: lost}}\n  stayed: {{outcome: no-decision}}\n"
)


def test_an_own_list_adds_only_what_is_new() -> None:
    """What every stage has was there before; the box tells what the list leaves out, and the panel marks the stage."""
    drawn = overlay(read(OWN_LISTS.format("")), read(OWN_LISTS.format(", from_anywhere: [lost]")))
    assert [(way.target, way.mark) for way in drawn.ways if way.source == "b"] == [
        ("w", Mark.SAME), ("lost", Mark.SAME),
    ]
    assert drawn.sheltered_words == ("~ B: see its own lines",)
    assert box(drawn, "b").changes == ("~ its own list of ends", "− no longer to: Stayed")


def test_an_own_list_that_is_gone_removes_nothing_that_all_have() -> None:
    """The stage goes back under the common panel."""
    drawn = overlay(read(OWN_LISTS.format(", from_anywhere: [lost]")), read(OWN_LISTS.format("")))
    assert [(way.target, way.mark) for way in drawn.ways if way.source == "b"] == [("w", Mark.SAME)]
    assert drawn.sheltered_words == ()
    assert box(drawn, "b").changes == ("~ no list of its own any more",)


def test_an_own_list_that_changed_is_marked() -> None:
    """Way by way, and where the panel names the stage."""
    drawn = overlay(read(OWN_LISTS.format(", from_anywhere: [lost]")), read(OWN_LISTS.format(", from_anywhere: []")))
    assert [(way.target, way.mark) for way in drawn.ways if way.source == "b"] == [("w", Mark.SAME), ("lost", Mark.REMOVED)]
    assert drawn.sheltered_words == ("~ B: no way out but its own",)
