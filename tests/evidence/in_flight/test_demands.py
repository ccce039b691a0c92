"""Which criteria hold at once for deals that are in their stage already, and what their facts are called."""

from typing import Any

from processengine.evidence.in_flight.demands import Demand, demands
from processengine.evidence.in_flight.fates import goings
from processengine.model.process import Process


def process(criteria: dict[str, Any], whole: dict[str, Any] | None = None, **stage: Any) -> Process:
    """A process with criteria of its one open stage, and of the whole."""
    name = "talks" if "was" in stage else "talk"
    stages = {name: {"exit_criteria": criteria, "next": ["won"], **stage}, "waiting": {"parked": True, "next": [name]}, "won": {"outcome": "won"}}
    return Process.model_validate({"process": "p", "exit_criteria": whole or {}, "stages": stages})


BEFORE = process({})


def demanded(after: Process | None) -> list[Demand]:
    """What holds at once after a change."""
    return list(demands(BEFORE, after, goings(BEFORE, after, {})))


def test_only_what_applies_now_and_is_required_holds_at_once() -> None:
    """Deals keep the criteria under which they entered; a condition in words can't be told."""
    now: dict[str, Any] = {"fact": "They agree", "applies": "now"}
    after = process({"later": {"fact": "They agree"}, "now": now, "optional": {**now, "required": False}, "dear": {**now, "when": "It is dear"}})
    assert demanded(after) == [Demand("talk", "talk/now", ("talk/now",))]


def test_a_criterion_of_the_whole_process_holds_in_open_stages_alone() -> None:
    """Its fact may be known by its id alone; a stage's own counts before it."""
    now = {"fact": "They agree", "applies": "now"}
    assert demanded(process({}, {"agreed": now})) == [Demand("talk", "talk/agreed", ("talk/agreed", "agreed"))]
    assert demanded(process({"agreed": now}, {"agreed": now})) == [Demand("talk", "talk/agreed", ("talk/agreed",))]


def test_facts_are_known_under_earlier_ids_too() -> None:
    """What the buyer has done stays done when a stage gets another name."""
    after = process({"agreed": {"fact": "They agree", "applies": "now"}}, was=["talk"])
    assert demanded(after) == [Demand("talk", "talks/agreed", ("talks/agreed", "talk/agreed"))]


def test_nothing_holds_for_deals_that_need_a_person() -> None:
    """Nobody knows where they will be."""
    assert demanded(None) == []
