"""What a picture shows of a process."""

import pytest

from processengine.draw.compose import compose
from processengine.draw.picture import Box, Course, Look, Picture, Way
from processengine.syntax.shipped import shipped_journey
from tests.draw.samples import read

KINDS = ["won", "lost", "no-decision", "disqualified", "introduced", "realised", "unrealised", "admin"]


def picture(stages: str, head: str = "") -> Picture:
    """Return the picture of a process with these stages, mirroring the shipped journey where the head says so."""
    process = read(f"process: sample\n{head}stages:\n{stages}")
    return compose(process, shipped_journey() if process.journey else None)


def box(found: Picture, key: str) -> Box:
    """Return the box of a key."""
    return next(one for one in found.boxes if one.key == key)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_outcome_has_a_look_of_its_own(kind: str) -> None:
    """Its shape differs from every other's, and where its title does not say the kind, a line does."""
    found = box(picture(f"  a: {{next: [end]}}\n  end: {{outcome: {kind}, title: Finis}}\n"), "end")
    assert found.look == kind
    assert found.kind


def test_an_outcome_whose_title_tells_its_kind_is_not_told_twice() -> None:
    """`Lost to another` is lost, as everybody sees."""
    assert not box(picture("  a: {next: [lost]}\n  lost: {outcome: lost, title: Lost to another}\n"), "lost").kind


def test_a_no_decision_says_why() -> None:
    """Keeping what they have is another thing than not agreeing."""
    assert box(picture("  a: {next: [x]}\n  x: {outcome: no-decision, because: indecision}\n"), "x").kind == "No decision: indecision"


def test_an_outcome_of_unknown_kind_is_still_an_outcome() -> None:
    """A typo in `outcome:` does not make it a stage."""
    found = box(picture("  a: {next: [x]}\n  x: {outcome: strange}\n"), "x")
    assert found.look is Look.UNKNOWN_OUTCOME


def test_closed_doors_and_parked_stages_say_so() -> None:
    """In words, besides their shapes."""
    found = picture("  a: {closed_door: true, next: [b, w]}\n  b: {parked: true}\n  w: {outcome: won}\n")
    assert box(found, "a").kind == "Closed door: they decide without us"
    assert box(found, "b").kind == "Parked: the deal waits"


def test_a_target_that_is_not_there_is_drawn_as_missing() -> None:
    """A process with errors is drawn as far as it goes."""
    found = picture("  a: {next: [nowhere, won]}\n  won: {outcome: won}\n")
    assert box(found, "nowhere").look is Look.MISSING
    assert Way("a", "nowhere") in found.ways


def test_ways_into_other_processes_end_in_a_box_of_theirs() -> None:
    """Both `to: process/stage` and `continues_in`, by the title where the library has that process."""
    other = read("process: after\ntitle: What comes after\nstages:\n  first: {title: The first month, next: [w]}\n  w: {outcome: won}\n")
    process = read("process: x\nstages:\n  a: {next: [after/first, w]}\n  w: {outcome: won, continues_in: [after, unknown]}\n")
    found = compose(process, None, {"after": other})
    titles = {one.key: one.title for one in found.boxes if one.look is Look.ELSEWHERE}
    assert titles == {"to after/first": "What comes after: The first month", "to after": "What comes after", "to unknown": "Unknown"}
    assert {way.course for way in found.ways if way.target in titles} == {Course.OUT}


def test_ways_back_are_told_from_ways_on() -> None:
    """Back is to a stage further up the list, or to itself; never to an outcome or a parked stage."""
    found = picture("  a: {next: [b]}\n  p: {parked: true}\n  w: {outcome: won}\n  b: {next: [a, b, w, p]}\n")
    assert {way.target: way.course for way in found.ways if way.source == "b"} == {
        "a": Course.BACK, "b": Course.BACK, "w": Course.ON, "p": Course.ON,
    }


def test_what_every_stage_shares_is_told_once() -> None:
    """The ways from anywhere stand apart, and a stage with a list of its own is left out of them."""
    found = picture(
        "  a: {next: [b]}\n  b: {from_anywhere: [odd], next: [w]}\n  c: {from_anywhere: [], next: [w]}\n"
        "  w: {outcome: won}\n  lost: {outcome: lost}\n  odd: {outcome: admin}\n",
        "from_anywhere: [{to: lost, when: They say no}]\n",
    )
    assert found.anywhere == (Way("", "lost", "They say no"),)
    assert found.sheltered == ("b", "c")
    assert Way("b", "odd") in found.ways
    assert not [way for way in found.ways if way.target == "lost"]


def test_waiting_from_anywhere_is_not_called_an_end() -> None:
    """A parked stage may stand there too."""
    found = picture("  a: {next: [w]}\n  p: {parked: true}\n  w: {outcome: won}\n", "from_anywhere: [p]\n")
    assert found.anywhere_words == "a deal can also end or wait in:"


def test_stages_are_grouped_by_the_phase_of_the_first_step_that_they_mirror() -> None:
    """In the journey's order, whatever the list's; a step that is always on counts only alone."""
    found = picture(
        "  c: {mirrors: [validation], next: [a]}\n  a: {mirrors: [consensus, requirements], next: [b]}\n"
        "  b: {mirrors: [team-assembly], next: [w]}\n  n: {next: [w]}\n  w: {outcome: won, mirrors: [result]}\n",
        "journey: buying-decision\n",
    )
    assert [(group.key, group.boxes) for group in found.groups] == [("change", ("b",)), ("choice", ("c", "a"))]
    assert [one.key for one in found.boxes] == ["b", "n", "c", "a", "w"]


def test_without_a_journey_there_are_no_groups() -> None:
    """And the stages stand as listed."""
    found = picture("  b: {next: [a]}\n  a: {next: [w]}\n  w: {outcome: won}\n")
    assert found.groups == ()
    assert [one.key for one in found.boxes] == ["b", "a", "w"]


def test_the_small_print_names_the_leader_only_where_leaders_differ() -> None:
    """One leader for all stands under the title."""
    one = picture("  a: {next: [w], max_days: 30, probability: 10}\n  w: {outcome: won}\n", "roles: {seller: {}}\nled_by: seller\n")
    assert one.subtitle == "version 0.1.0 · led by: Seller"
    assert box(one, "a").lines == ("max 30 days · 10%",)
    two = picture(
        "  a: {led_by: sdr, max_days: 30, next: [b]}\n  b: {next: [w]}\n  w: {outcome: won}\n",
        "roles: {seller: {}, sdr: {title: Sales development}}\nled_by: seller\n",
    )
    assert [box(two, key).lines for key in "ab"] == [("Sales development · max 30 days",), ("Seller",)]


def test_a_long_leader_stands_on_a_line_alone() -> None:
    """The numbers stay together."""
    found = picture(
        "  a: {led_by: x, max_days: 30, next: [b]}\n  b: {next: [w]}\n  w: {outcome: won}\n",
        "roles: {x: {title: The account manager for the whole group}}\n",
    )
    assert box(found, "a").lines == ("The account manager for the whole group", "max 30 days")


def test_a_start_that_is_not_there_is_not_drawn() -> None:
    """The rest is."""
    process = read("process: x\nstart: gone\nstages:\n  a: {next: [w]}\n  w: {outcome: won}\n")
    assert compose(process).start == ""


def test_a_parked_stage_without_ways_says_where_deals_go() -> None:
    """Back to the stage they left; one with ways of its own shows them."""
    found = picture("  a: {next: [b, c, w]}\n  b: {parked: true}\n  c: {parked: true, next: [a]}\n  w: {outcome: won}\n")
    assert (box(found, "b").lines, box(found, "c").lines) == (("then back to the stage it left",), ())


def test_stages_with_a_list_of_their_own_are_named_by_what_it_holds() -> None:
    """Ways of their own, or none."""
    found = picture(
        "  a: {next: [b]}\n  b: {next: [c], from_anywhere: [lost]}\n  c: {next: [w], from_anywhere: []}\n  w: {outcome: won}\n"
        "  lost: {outcome: lost}\n", "from_anywhere: [lost]\n",
    )
    assert found.sheltered_words == ("B: see its own lines", "C: no way out but its own")
