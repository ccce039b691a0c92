"""Criteria that moved, ask for more or less, or became plays."""

from typing import Any

import pytest

from tests.diff.combine.sketch import compounds, kinds, said, sketch

FACT: dict[str, Any] = {"fact": "They wrote it down"}


def asking(**stages: dict[str, Any]) -> dict[str, Any]:
    """Return a process of two stages with these criteria."""
    return sketch("a>b b>won", **{name: {"exit_criteria": criteria} for name, criteria in stages.items()})


def test_a_fact_asked_in_another_stage_moved() -> None:
    """It is not told as dropped in one and new in the other."""
    old, new = asking(a={"written": FACT}), asking(b={"written": FACT})
    assert kinds(old, new) == [("criterion-moved", "stages.b.exit_criteria.written")]
    assert said(old, new) == ["The fact “They wrote it down” is now asked in “B”, no longer in “A”."]


def test_a_fact_under_another_id_is_the_same_fact() -> None:
    """In the same stage nothing is asked more or less."""
    old, new = asking(a={"written": FACT}), asking(a={"on-paper": FACT})
    assert said(old, new) == ["The fact “They wrote it down” of “A” is now kept under the id `on-paper` instead of `written`."]
    assert len(compounds(old, new)[0].parts or ()) == 2


def test_what_is_asked_otherwise_on_the_way_is_told() -> None:
    """A fact may move and be loosened at once."""
    new = asking(b={"written": {**FACT, "required": False, "proof": "email", "settles": ["rota"]}})
    assert said(asking(a={"written": FACT}), new) == [(
        "The fact “They wrote it down” is now asked in “B”, no longer in “A”. "
        "It is also asked otherwise: it need no longer hold; it must be shown by an email; it counts for other things."
    )]


def test_a_fact_of_one_stage_can_become_one_of_every_stage() -> None:
    """And the other way."""
    old, new = asking(a={"written": FACT}), {**sketch("a>b b>won"), "exit_criteria": {"written": FACT}}
    assert said(old, new) == ["The fact “They wrote it down” is now asked in every stage, no longer in “A”."]
    assert kinds(new, old) == [("criterion-moved", "stages.a.exit_criteria.written")]


def test_a_fact_that_stands_in_several_places_is_not_guessed_to_have_moved() -> None:
    """Unless its id tells which one it is."""
    old = sketch("a>b b>c c>won", a={"exit_criteria": {"one": FACT, "two": FACT}})
    new = sketch("a>b b>c c>won", b={"exit_criteria": {"one": FACT}}, c={"exit_criteria": {"three": FACT}})
    assert kinds(old, new) == [
        ("criterion-removed", "stages.a.exit_criteria.two"), ("criterion-moved", "stages.b.exit_criteria.one"), ("criterion-added", "stages.c.exit_criteria.three"),
    ]


MORE = [
    ("required", False, True, "this must now hold; until now it was only looked for: They wrote it down."),
    ("when", "It is large", None, "“They wrote it down” must now hold without a condition; it was only when: It is large."),
    ("proof", None, "email", "“They wrote it down” must now be shown by an email."),
    ("applies", None, "now", "this now holds at once, also for deals that are there already: They wrote it down."),
]


@pytest.mark.parametrize(("field", "less", "more", "sentence"), MORE, ids=[field for field, *_ in MORE])
def test_one_thing_more_is_told_in_its_own_words(field: str, less: Any, more: Any, sentence: str) -> None:
    """At the criterion, and the other way it is loosened."""
    old, new = (asking(a={"written": {**FACT, **({field: value} if value is not None else {})}}) for value in (less, more))
    assert kinds(old, new) == [("criterion-tightened", "stages.a.exit_criteria.written")]
    assert kinds(new, old) == [("criterion-loosened", "stages.a.exit_criteria.written")]
    assert said(old, new) == [f"To go on from “A”, {sentence}"]
    assert (compounds(old, new)[0].before, compounds(old, new)[0].after) == ({field: less}, {field: more})


def test_several_things_more_are_told_in_a_row() -> None:
    """One sentence for the criterion."""
    old, new = asking(a={"written": {**FACT, "when": "It is large"}}), asking(a={"written": {**FACT, "proof": "email", "applies": "now"}})
    assert said(old, new) == [(
        "To go on from “A”, more is asked of “They wrote it down”: it must hold always, no longer only when: It is large; "
        "it must be shown by an email; it holds at once, also for deals that are there already."
    )]
    assert said(new, old) == [(
        "To go on from “A”, less is asked of “They wrote it down”: it must hold only when: It is large; "
        "it need no longer be shown by an email; it no longer holds for deals that were there before it was asked."
    )]


def test_more_of_one_and_less_of_another_is_neither() -> None:
    """Nor is another condition or another proof."""
    old = asking(a={"written": {**FACT, "proof": "email", "when": "It is large"}})
    assert {kind for kind, _ in kinds(old, asking(a={"written": {**FACT}}))} == {"criterion-changed"}
    assert {kind for kind, _ in kinds(old, asking(a={"written": {**FACT, "proof": "quote", "when": "It is new"}}))} == {"criterion-changed"}


def test_a_criterion_of_every_stage_can_be_tightened() -> None:
    """Its path begins with the process's own map."""
    old, new = ({**sketch("a>b b>won"), "exit_criteria": {"step": {**FACT, "required": required}}} for required in (False, True))
    assert kinds(old, new) == [("criterion-tightened", "exit_criteria.step")]


def test_a_play_that_became_a_criterion() -> None:
    """By its id, its text or its field in the CRM, in one stage."""
    play = {"do": "Ask them to write it down", "field": "Written__c"}
    old = sketch("a>b b>won", a={"plays": {"ask": play}})
    for criterion in ({"ask": FACT}, {"written": {"fact": "Ask them to write it down."}}, {"written": {**FACT, "field": "Written__c"}}):
        new = asking(a=criterion)
        (name,) = criterion
        assert kinds(old, new) == [("play-became-criterion", f"stages.a.exit_criteria.{name}")]
        assert kinds(new, old) == [("criterion-became-play", "stages.a.plays.ask")]
    assert said(old, asking(a={"ask": FACT})) == [
        "To go on from “A”, this must now hold: They wrote it down. Until now it was only something that sellers may do: Ask them to write it down."
    ]
    assert said(asking(a={"ask": FACT}), old) == [
        "To go on from “A”, this need no longer hold: They wrote it down. It is now something that sellers may do: Ask them to write it down."
    ]
    assert said(old, asking(a={"ask": {**FACT, "required": False}})) == [
        "In “A” a play becomes a fact that is looked for and not required: They wrote it down. The play was: Ask them to write it down."
    ]


def test_a_play_and_a_criterion_without_anything_in_common_are_two_things() -> None:
    """One dropped, one asked."""
    assert len(kinds(sketch("a>b b>won", a={"plays": {"ask": {"do": "Ask"}}}), asking(a={"written": FACT}))) == 2
