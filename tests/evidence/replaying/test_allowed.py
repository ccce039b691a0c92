"""Which moves a process allows, and which version counted when."""

from typing import Any

from processengine.evidence.allowed import EVER, InForce, Span, allowed_moves, ids_today, moves_by_time, with_former
from processengine.model.process import Process


def process(stages: dict[str, Any], **more: Any) -> Process:
    """Return a process of some stages, `won` and `lost` among them."""
    return Process.model_validate({"process": "p", "stages": {**stages, "won": {"outcome": "won"}, "lost": {"outcome": "lost"}}, **more})


SHORT = process({"a": {"next": ["b"]}, "b": {"next": ["won"]}})
LOST = process({"a": {"next": ["b"]}, "b": {"next": ["won"]}}, from_anywhere=["lost"])


def test_transitions_and_ways_from_anywhere_are_allowed() -> None:
    """Outcomes have no way out."""
    assert set(allowed_moves(LOST)) == {("a", "b"), ("b", "won"), ("a", "lost"), ("b", "lost")}


def test_a_stage_s_own_list_counts_in_the_place_of_the_process_s() -> None:
    """An empty one too."""
    own = process({"a": {"next": ["b"], "from_anywhere": []}, "b": {"next": ["won"]}}, from_anywhere=["lost"])
    assert ("a", "lost") not in allowed_moves(own)


def test_a_parked_stage_without_next_returns_only_where_the_deal_came_from() -> None:
    """With `next` it has these ways, and no other."""
    returning = allowed_moves(process({"a": {"next": ["won"]}, "waiting": {"parked": True}}, from_anywhere=["waiting"]))
    going = allowed_moves(process({"a": {"next": ["won"]}, "waiting": {"parked": True, "next": ["a"]}}, from_anywhere=["waiting"]))
    assert (returning["a", "waiting"], returning["waiting", "a"], going["waiting", "a"]) == ("any", "back", "any")
    assert ("waiting", "won") not in returning


def test_the_first_version_counts_for_all_that_was_before_it() -> None:
    """And a later one from its release on."""
    versions = [InForce("1.0.0", 100, SHORT), InForce("1.1.0", 200, LOST)]
    moves = moves_by_time(LOST, versions)
    assert moves["a", "b"] == [(Span(*EVER), "any")]
    assert moves["a", "lost"] == [(Span(200, EVER[1]), "any")]


def test_a_move_that_was_allowed_again_later_has_two_times() -> None:
    """Between them it was not."""
    versions = [InForce("1.0.0", 100, LOST), InForce("1.1.0", 200, SHORT), InForce("1.2.0", 300, LOST)]
    assert [span for span, _ in moves_by_time(LOST, versions)["a", "lost"]] == [Span(EVER[0], 200), Span(300, EVER[1])]


def test_ids_of_then_are_brought_to_those_of_today() -> None:
    """By what `was` says on either side."""
    today = process({"heard": {"was": ["a"], "next": ["b"]}, "b": {"next": ["won"]}})
    assert ids_today(today, SHORT)["a"] == "heard"
    assert ids_today(SHORT, today)["heard"] == "a"
    assert ("heard", "b") in moves_by_time(today, [InForce("1.0.0", 0, SHORT)])


def test_stages_that_became_one_have_no_move_between_them() -> None:
    """The visits are one."""
    today = process({"both": {"was": ["a", "b"], "next": ["won"]}})
    assert set(moves_by_time(today, [InForce("1.0.0", 0, SHORT)])) == {("both", "won")}


def test_stages_that_are_no_more_stand_behind_those_of_today() -> None:
    """So that a move to one, allowed then, is not held against a deal."""
    today = process({"b": {"next": ["won"]}})
    whole = with_former(today, [InForce("1.0.0", 0, SHORT)])
    assert list(whole.stages) == ["b", "won", "lost", "a"]
    assert with_former(today, [InForce("1.0.0", 0, today)]) is today
