"""What a release's process and settings are, read today."""

from processengine.model.library import Library
from processengine.model.process import Process
from processengine.outcomes.later_names import also_called, settings

THEN = Process.model_validate({"process": "p", "stages": {"a": {}, "b": {}, "won": {"outcome": "won"}}})


def now(**stages: object) -> Process:
    """Return the process of today."""
    return Process.model_validate({"process": "p", "stages": stages})


def test_a_stage_that_was_renamed_is_known_by_its_new_id_too() -> None:
    """What is recorded now is recorded under that."""
    found = also_called(THEN, now(a={}, board={"was": ["b"]}, won={"outcome": "won"}))
    assert (found.stages["b"].was, found.stages["a"].was) == (("board",), ())


def test_an_id_that_meant_something_then_means_the_same() -> None:
    """Neither may a stage take over what was another one's, nor may one stand for two."""
    assert also_called(THEN, now(a={"was": ["b"]}, won={"outcome": "won"})) == THEN
    assert also_called(THEN, now(both={"was": ["a", "b"]}, won={"outcome": "won"})) == THEN
    assert also_called(THEN, now(a={}, b={"was": ["elsewhere"]}, won={"was": ["verbal"], "outcome": "won"})) == THEN


def test_names_that_mean_something_already_are_not_taken() -> None:
    """Neither a title of then, nor another process's id; an outcome that is new keeps its own."""
    then = THEN.model_copy(update={"stages": {**THEN.stages, "b": THEN.stages["b"].model_copy(update={"title": "Gone quiet"})}})
    today = now(a={}, b={}, won={"outcome": "won"}, stalled={"outcome": "no-decision", "title": "Gone quiet", "was": ["parked-for-good"]})
    found = also_called(then, today.model_copy(update={"process": "q", "was": ("p", "care")}), [Process.model_validate({"process": "care", "stages": {"a": {}}})])
    assert (found.stages["stalled"].outcome, found.stages["stalled"].title, found.stages["stalled"].was) == ("no-decision", "", ("parked-for-good",))
    assert found.was == ("q",)
    assert "gone-quiet" not in also_called(then, now(**{"gone-quiet": {"outcome": "lost"}})).stages


def test_outcomes_of_several_kinds_stand_for_none() -> None:
    """Of one kind they are one to every measure."""
    then = Process.model_validate({"process": "p", "stages": {"a": {}, "lost": {"outcome": "lost"}, "gone": {"outcome": "lost"}, "idle": {"outcome": "no-decision"}}})
    assert also_called(then, now(closed={"was": ["lost", "gone"], "outcome": "lost"})).stages["lost"].was == ("closed",)
    assert also_called(then, now(closed={"was": ["lost", "idle"], "outcome": "lost"})) == then
    assert also_called(then, now(closed={"was": ["a", "lost"], "outcome": "lost"})) == then


def test_settings_are_those_of_the_release_but_for_the_source_s_place() -> None:
    """And for the day up to which the deals are told, which moves on with them."""
    then = Library.model_validate({"library": "acme", "evidence": {"source": "old/", "min_deals": 30, "as_of": "2026-01-01"}, "crm": {"x": {"p": {"stages": {"a": ["A"]}}}}})
    today = Library.model_validate({"library": "acme", "evidence": {"source": "new/", "min_deals": 3, "as_of": "2026-06-01"}})
    found = settings(then, today)
    assert found.evidence is not None
    assert (found.evidence.source, found.evidence.min_deals, found.evidence.as_of, found.crm) == ("new/", 30, None, then.crm)


def test_settings_that_came_later_count_where_there_were_none() -> None:
    """A source that was named after the release can still judge it."""
    today = Library.model_validate({"library": "acme", "evidence": {"source": "new/"}})
    found = settings(Library.model_validate({"library": "acme"}), today)
    assert found.evidence is not None
    assert found.evidence.source == "new/"
    assert settings(None, None).evidence is not None
