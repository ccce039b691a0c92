"""Where a new stage stands is told by the ways that lead to it and out of it, never by its place in the list."""

import re

import pytest

from tests.diff.combine.sketch import compared, said, sketch

LINE = sketch("a>b b>c c>won")

PLACES = [
    ("a>x,y x>b y>b b>c c>won", {"x": " between “A” and “B”", "y": " between “A” and “B”"}),
    ("a>b,x b>c x>b c>won", {"x": " between “A” and “B”"}),
    ("a>b,x b>c,x x>won c>won", {"x": ", reached from “A” or “B”, leading to “Won”"}),
    ("a>b,x x>b,c b>c c>won", {"x": ", reached from “A”, leading to “B” or “C”"}),
    ("a>b b>c,x c>won x>lost", {"x": " after “B”"}),
    ("a>b b>c c>won x>b", {"x": " (no way leads to it), before “B”"}),
    ("a>b b>c c>won x>b,c", {"x": " (no way leads to it), leading to “B” or “C”"}),
    ("a>b,x b>c x>other/one c>won", {"x": ", reached from “A”, leading into the process “Other”, to its stage “One”"}),
    ("a>b,x b>c,x x>won,a c>won,x", {"x": ", reached from “A” or “B”, leading to “Won”"}),
]


@pytest.mark.parametrize(("ways", "places"), PLACES)
def test_where_it_stands_is_where_ways_lead(ways: str, places: dict[str, str]) -> None:
    """Between two only where the one leads to it and it leads to the other, and nothing else does."""
    sentences = said(LINE, sketch(ways))
    for name, place in places.items():
        assert f"New stage “{name.upper()}”{place}." in sentences


def test_two_new_stages_side_by_side_are_not_one_between_the_other() -> None:
    """As a merge makes them of two proposals that each put a stage in at one place."""
    new = sketch("a>x,y x>b y>b b>c c>won")
    assert not [one for one in said(LINE, new) if re.search("“X” between .*“Y”|“Y” between .*“X”", one)]


def test_a_stage_that_any_stage_leads_to_says_so() -> None:
    """From anywhere."""
    new = {**sketch("a>b b>c c>won x>c"), "from_anywhere": ["x"]}
    assert "New stage “X”, reached from any stage, leading to “C”." in said(LINE, new)


def test_of_many_ways_some_are_counted() -> None:
    """A sentence stays short."""
    old = sketch("a>b b>c c>d d>e e>won")
    new = sketch("a>b,x b>c,x c>d,x d>e,x e>won,x x>won")
    assert "New stage “X”, reached from “A”, “B”, “C” or 2 others, leading to “Won”." in said(old, new)


def test_where_deals_start_a_new_stage_stands_at_the_start() -> None:
    """Where nothing of what was there is kept, too."""
    assert said(LINE, sketch("x>y y>won"))[3] == "New stage “X” at the start, before “Y”."


def test_where_every_stage_is_replaced_the_headline_says_what_becomes_of_the_forecast() -> None:
    """The numbers that go, where the new stages have none."""
    old = sketch("a>b b>c c>won", a={"probability": 10}, b={"probability": 20}, c={"probability": 80})
    assert compared(old, sketch("x>y y>won")).headline == (
        "Every stage is replaced: all 3 are gone, and 2 new ones take their place. "
        "The forecast goes with them: the old ones counted as 10% to 80% likely to be won, the new ones have no probability."
    )
    some = sketch("x>y y>won", y={"probability": 50})
    assert "forecast" not in compared(old, some).headline
    assert "forecast" not in compared(LINE, some).headline
    assert "the old ones counted as 10% likely" in compared(sketch("a>b b>c c>won", a={"probability": 10}), sketch("x>y y>won")).headline
