"""From which number on something is said of the deals."""

import pytest

from processengine import limits
from processengine.graph import good_kinds
from processengine.model.process import Process
from processengine.replay import Join, Move


def move(deals: int, allowed_count: int = 0, count: int | None = None) -> Move:
    """A move that some deals made, once each unless `count` says otherwise."""
    count = deals if count is None else count
    return Move("heard", "board", count, deals, count == allowed_count, "skip", allowed_count)


@pytest.mark.parametrize(
    ("made", "at_stage", "min_deals", "is_parked", "expected"),
    [(move(10), 200, 10, False, True), (move(9), 200, 10, False, False), (move(10), 201, 10, False, False), (move(10, 10), 20, 1, False, False),
     (move(30, 25), 30, 10, False, False), (move(30, 20), 30, 10, False, True), (move(30, 20), 30, 10, True, False), (move(30, 10), 30, 10, True, True)],
)
def test_a_habit_that_the_process_does_not_allow(made: Move, at_stage: int, min_deals: int, is_parked: bool, expected: bool) -> None:  # noqa: FBT001 - a table
    """One in twenty at the stage and `min_deals`, of deals that made it when it wasn't allowed; mostly coming back from where deals wait is none."""
    assert limits.is_unmodelled(made, at_stage, min_deals, is_parked=is_parked) is expected


@pytest.mark.parametrize(
    ("outcomes", "still_open", "expected"),
    [({"won": 5}, 4, True), ({"won": 4}, 4, False), ({"won": 1}, 0, True), ({"won": 3, "realised": 2}, 9, True), ({"won": 9, "lost": 1}, 0, False),
     ({"won": 9, None: 1}, 0, False), ({"won": 9, "admin": 5}, 0, True), ({"admin": 5}, 0, False), ({}, 0, False)],
)
def test_survivors_are_good_ends_alone(outcomes: dict[str | None, int], still_open: int, expected: bool) -> None:  # noqa: FBT001 - a table
    """Five of them, or fewer where nothing is open."""
    assert limits.are_survivors(outcomes, still_open) is expected


def test_half_of_the_rows_are_enough_and_one_in_twenty_is_not_too_much() -> None:
    """The limit itself is on the good side."""
    assert (limits.joins_little(Join("facts", 10, 5)), limits.joins_little(Join("facts", 10, 4))) == (False, True)
    assert (limits.is_too_much(5, 100), limits.is_too_much(6, 100)) == (False, True)
    assert (limits.is_habit(5, 100), limits.is_habit(4, 100)) == (True, False)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [(("won", "introduced", "lost"), ("won",)), (("introduced", "realised", "lost"), ("realised", "introduced")), (("lost",), ())],
)
def test_what_counts_as_won(kinds: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Won itself; where nothing is sold, all that the process exists for."""
    process = Process.model_validate({"process": "p", "stages": {"a": {"next": list(kinds)}, **{kind: {"outcome": kind} for kind in kinds}}})
    assert good_kinds(process) == expected
