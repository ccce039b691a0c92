"""The main way is what every deal passes that reaches a good outcome."""

from random import Random
from typing import Any

from hypothesis import given

from processengine.diff.main_way import main_way
from processengine.graph import Graph
from processengine.model.process import Process
from tests.strategies import RANDOMS


def graph(stages: dict[str, Any], from_anywhere: list[str] | None = None) -> Graph:
    """Return the graph of a process with these stages."""
    return Graph(Process.model_validate({"process": "p", "from_anywhere": from_anywhere or [], "stages": stages}))


def test_a_stage_that_can_be_left_out_is_not_on_it() -> None:
    """A skip takes the stages that it passes over off the main way."""
    stages = {"a": {"next": ["b"]}, "b": {"next": ["c"]}, "c": {"next": ["won"]}, "won": {"outcome": "won"}}
    assert main_way(graph(stages)) == {"a", "b", "c"}
    assert main_way(graph({**stages, "a": {"next": ["b", "c"]}})) == {"a", "c"}
    assert main_way(graph({**stages, "b": {"next": ["c", "a", "waiting"]}, "waiting": {"parked": True}})) == {"a", "b", "c"}


def test_an_outcome_that_every_stage_may_leave_to_is_no_end_of_it() -> None:
    """A deal that is introduced to another from anywhere has passed nothing in particular."""
    stages = {"a": {"next": ["b"]}, "b": {"next": ["won"]}, "won": {"outcome": "won"}, "handed-on": {"outcome": "introduced"}}
    assert main_way(graph(stages, ["handed-on"])) == {"a", "b"}


def test_without_a_good_outcome_there_is_none() -> None:
    """Nothing is passed on the way to nowhere."""
    assert main_way(graph({"a": {"next": ["lost"]}, "lost": {"outcome": "lost"}})) == set()
    assert main_way(graph({"a": {"next": ["b"]}, "b": {}, "won": {"outcome": "won"}})) == set()


@given(RANDOMS)
def test_it_is_what_no_path_avoids(random: Random) -> None:
    """Brute force: a stage is on the main way where no path to a good outcome avoids it."""
    names = "abcdef"
    stages: dict[str, Any] = {
        name: {"next": random.sample([*names, "won", "real", "lost"], random.randint(0, 3))} for name in names[: random.randint(1, 6)]
    }
    stages |= {"won": {"outcome": "won"}, "real": {"outcome": "realised"}, "lost": {"outcome": "lost"}}
    made = graph(stages)
    there = made.path_to("won", "real") is not None
    passed = {name for name in stages if len(name) == 1 and there and made.path_to("won", "real", avoiding=[name]) is None}
    assert main_way(made) == passed
