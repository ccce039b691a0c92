"""A stage that became several, and stages that became one."""

from typing import Any

from tests.diff.combine.sketch import kinds, said, sketch

WRITTEN, TOLD, DATED = ({"fact": text} for text in ("They wrote it down", "They told the board", "They named a date"))
WHOLE = sketch("a>s s>c c>won", s={"exit_criteria": {"written": WRITTEN, "told": TOLD}})


def holding(**criteria: dict[str, Any]) -> dict[str, Any]:
    """Return a stage's data with these criteria."""
    return {"exit_criteria": criteria}


def test_a_stage_whose_facts_live_on_in_two_new_ones_is_split() -> None:
    """The ways to it and to them are part of the one event."""
    halves = sketch("a>one one>two two>c c>won", one=holding(w=WRITTEN), two=holding(t=TOLD))
    assert kinds(WHOLE, halves) == [("stage-split", "stages.s")]
    assert said(WHOLE, halves) == [
        "“S” is split into “One” and “Two”. To go on from “One”: They wrote it down. To go on from “Two”: They told the board."
    ]
    assert kinds(halves, WHOLE) == [("stages-merged", "stages.s")]
    assert said(halves, WHOLE) == ["“One” and “Two” become one stage, “S”. To go on from there: They wrote it down; They told the board."]


def test_a_stage_may_stay_and_give_a_part_of_itself_to_a_new_one() -> None:
    """Then its facts moved for that reason, and are told once."""
    apart = sketch("a>s s>two two>c c>won", s=holding(written=WRITTEN), two=holding(told=TOLD))
    assert kinds(WHOLE, apart) == [("stage-split", "stages.s")]
    assert said(WHOLE, apart) == ["“S” is split: a part of it is now the stage “Two”. To go on from there: They told the board."]
    assert kinds(apart, WHOLE) == [("stages-merged", "stages.s")]
    assert said(apart, WHOLE) == ["“Two” goes into “S”, which now asks for what was asked there: They told the board."]


def test_the_part_may_come_first() -> None:
    """Before the stage that it was a part of."""
    apart = sketch("a>two two>s s>c c>won", s=holding(written=WRITTEN), two=holding(told=TOLD))
    assert kinds(WHOLE, apart) == [("stage-split", "stages.s")]
    assert kinds(apart, WHOLE) == [("stages-merged", "stages.s")]


def test_a_new_stage_with_facts_of_its_own_is_no_part_of_another() -> None:
    """It is put in, and the fact that it took over moved."""
    new = sketch("a>s s>two two>c c>won", s=holding(written=WRITTEN), two=holding(told=TOLD, dated=DATED))
    assert kinds(WHOLE, new) == [("stage-inserted", "stages.two"), ("criterion-moved", "stages.two.exit_criteria.told")]


def test_stages_without_anything_in_common_are_another_process() -> None:
    """Nothing is split only because two stages stand where one stood."""
    assert "stage-split" not in [kind for kind, _ in kinds(WHOLE, sketch("a>one one>two two>c c>won", one=holding(d=DATED)))]
