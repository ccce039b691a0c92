"""What becomes of the deals in each stage under a change."""

from copy import deepcopy
from typing import Any

import pytest

from processengine.evidence.in_flight.fates import Going, goings, reopened, returning
from processengine.model.process import Process

BEFORE: dict[str, Any] = {
    "process": "p", "from_anywhere": ["lost", "waiting"],
    "stages": {
        "heard": {"next": ["demo"]}, "demo": {"next": ["board"]}, "board": {"next": ["won"]}, "waiting": {"parked": True},
        "won": {"outcome": "won"}, "lost": {"outcome": "lost"},
    },
}


def changed(**stages: Any) -> Process:
    """The process with other stages: None takes one away."""
    data = deepcopy(BEFORE)
    for name, stage in stages.items():
        data["stages"].pop(name, None)
        if stage is not None:
            data["stages"] = {name: stage, **data["stages"]}
    for stage in data["stages"].values():
        stage["next"] = [one for one in stage.get("next", []) if one in data["stages"]] or ([] if stage.get("outcome") or stage.get("parked") else ["won"])
        if stage.get("outcome"):
            del stage["next"]
    return Process.model_validate(data)


OLD = Process.model_validate(BEFORE)
WITHOUT_DEMO = changed(demo=None)


def fate_of_demo(after: Process | None, moves: dict[str, str] | None = None, others: dict[str, Process] | None = None) -> tuple[str, str]:
    """The fate of the deals in one stage, and where they are afterwards."""
    going = goings(OLD, after, moves or {}, others or {})["demo"]
    return going.fate, going.to


def test_outcomes_hold_no_deals_in_flight() -> None:
    """Every other stage has its line, in order."""
    assert list(goings(OLD, OLD, {})) == ["heard", "demo", "board", "waiting"]


def test_deals_stay_where_their_stage_stays() -> None:
    """And nothing needs saying of it, whatever a left-over move says."""
    assert goings(OLD, OLD, {"demo": "board"})["demo"] == Going("stays", "demo")


def test_a_rename_that_the_file_states_keeps_its_deals() -> None:
    """They stay under the new id."""
    assert fate_of_demo(changed(demo=None, seen={"was": ["demo"], "next": ["board"]})) == ("stays", "seen")


def test_a_rename_that_the_file_does_not_state_keeps_none() -> None:
    """A release counts something removed and something added, so the deals would stand nowhere."""
    assert fate_of_demo(changed(demo=None, demos={"next": ["board"]})) == ("needs-a-person", "")


def test_deals_of_a_stage_that_goes_need_a_person_or_a_move() -> None:
    """The sentence names the stage."""
    assert goings(OLD, WITHOUT_DEMO, {})["demo"] == Going("needs-a-person", "", "“Demo” goes, and nothing says where its deals go.")
    assert goings(OLD, WITHOUT_DEMO, {"demo": "board"})["demo"] == Going("moves", "board", "“Demo” goes; its deals go to “Board”.")


@pytest.mark.parametrize(("target", "said"), [
    ("nowhere", "which is not there after the change"), ("demo", "which is not there after the change"), ("won", "an outcome"),
    ("waiting", "from where they return to the stage they left"), ("other/start", "which is not there after the change"), ("", "which is not there"),
])
def test_a_move_that_leads_nowhere_needs_a_person(target: str, said: str) -> None:
    """To no stage, to the stage that goes, to an outcome, or to where deals return from."""
    going = goings(OLD, WITHOUT_DEMO, {"demo": target})["demo"]
    assert (going.fate, going.to) == ("needs-a-person", "")
    assert said in going.why


def test_a_stage_that_becomes_an_outcome_needs_a_person() -> None:
    """Nobody's deal ends because a file was edited."""
    after = changed(demo={"outcome": "realised"})
    assert fate_of_demo(after) == ("needs-a-person", "")
    assert fate_of_demo(after, {"demo": "board"}) == ("moves", "board")


def test_where_proposals_disagree_somebody_has_to_say() -> None:
    """Of a stage that stays it doesn't matter."""
    found = goings(OLD, WITHOUT_DEMO, {}, {}, {"demo": "`a` and `b` send its deals to different stages", "heard": "`a` and `b` differ"})
    assert found["demo"] == Going("needs-a-person", "", "“Demo” goes, and `a` and `b` send its deals to different stages.")
    assert found["heard"].fate == "stays"


def test_an_outcome_that_is_a_stage_now_is_told() -> None:
    """Under its new id too; one that goes or has another kind is none."""
    assert reopened(OLD, changed(won=None, agreed={"was": ["won"], "next": ["lost"]}, lost={"outcome": "no-decision"})) == {"won": "agreed"}
    assert (reopened(OLD, OLD), reopened(OLD, changed(won=None)), reopened(OLD, None)) == ({}, {}, {})


def test_of_two_stages_that_become_one_the_deals_of_the_other_need_a_move() -> None:
    """The new stage is what one of them is called now; the other one goes, even where `was` names both."""
    after = changed(heard=None, demo=None, talked={"was": ["heard", "demo"], "next": ["board"]})
    assert [goings(OLD, after, {})[name].fate for name in ("heard", "demo")] == ["needs-a-person", "stays"]
    assert [goings(OLD, after, {"heard": "talked"})[name].to for name in ("heard", "demo")] == ["talked", "talked"]


def test_a_process_that_goes_takes_its_stages_along() -> None:
    """Deals may go to another process of the library."""
    assert fate_of_demo(None) == ("needs-a-person", "")
    assert fate_of_demo(None, {"demo": "p/board"}, {"p": OLD}) == ("moves", "p/board")


def test_deals_may_move_into_another_process() -> None:
    """Where that is there afterwards."""
    assert fate_of_demo(WITHOUT_DEMO, {"demo": "care/heard"}, {"care": OLD}) == ("moves", "care/heard")
    assert fate_of_demo(WITHOUT_DEMO, {"demo": "p/heard"}) == ("moves", "p/heard")


def test_a_deal_that_waits_returns_to_a_stage_that_is_there() -> None:
    """Where it goes and nobody says where to, the deal needs a person too."""
    unsaid, said = goings(OLD, WITHOUT_DEMO, {}), goings(OLD, WITHOUT_DEMO, {"demo": "board"})
    assert unsaid["waiting"].returns
    assert returning(unsaid["waiting"], "heard", unsaid["heard"]).fate == "stays"
    assert returning(unsaid["waiting"], "demo", unsaid["demo"]).fate == "needs-a-person"
    assert returning(said["waiting"], "demo", said["demo"]).fate == "stays"
    assert returning(unsaid["waiting"], "Odd", None).fate == "needs-a-person"
    assert returning(unsaid["heard"], "Odd", None) == unsaid["heard"]
