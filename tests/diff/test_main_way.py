"""The main way is what every deal passes that reaches a good outcome."""

from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given

from processengine.diff.main_way import main_way
from processengine.graph import Graph
from processengine.model.process import Process
from processengine.walk import Walk
from tests.strategies import RANDOMS


def graph(stages: dict[str, Any], from_anywhere: list[str] | None = None) -> Graph:
    """Return the graph of a process with these stages."""
    return Graph(Process.model_validate({"process": "p", "from_anywhere": from_anywhere or [], "stages": stages}))


def test_a_stage_that_can_be_left_out_is_not_on_it() -> None:
    """A skip takes the stages that it passes over off the main way."""
    stages = {"a": {"next": ["b"]}, "b": {"next": ["c"]}, "c": {"next": ["won"]}, "won": {"outcome": "won"}}
    assert main_way(graph(stages)).passed == {"a", "b", "c"}
    assert main_way(graph({**stages, "a": {"next": ["b", "c"]}})).passed == {"a", "c"}
    assert main_way(graph({**stages, "b": {"next": ["c", "a", "waiting"]}, "waiting": {"parked": True}})).passed == {"a", "b", "c"}


def test_an_outcome_that_every_stage_may_leave_to_is_no_end_of_it() -> None:
    """A deal that is introduced to another from anywhere has passed nothing in particular."""
    stages = {"a": {"next": ["b"]}, "b": {"next": ["won"]}, "won": {"outcome": "won"}, "handed-on": {"outcome": "introduced"}}
    assert main_way(graph(stages, ["handed-on"])).passed == {"a", "b"}


def test_without_a_good_outcome_there_is_none() -> None:
    """Nothing is passed on the way to nowhere."""
    assert main_way(graph({"a": {"next": ["lost"]}, "lost": {"outcome": "lost"}})).passed == set()
    assert main_way(graph({"a": {"next": ["b"]}, "b": {}, "won": {"outcome": "won"}})).passed == set()


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
    assert main_way(made).passed == passed


@given(RANDOMS)
def test_a_way_past_a_stage_is_one(random: Random) -> None:
    """For each stage that can be avoided a path from the start to a good outcome, without a stage twice; for others none."""
    names = "abcdef"
    stages: dict[str, Any] = {name: {"next": random.sample([*names, "won", "real", "lost"], random.randint(0, 3))} for name in names}
    stages |= {"won": {"outcome": "won"}, "real": {"outcome": "realised"}, "lost": {"outcome": "lost"}}
    made = graph(stages)
    found = main_way(made)
    past = found.past(names)
    assert past.keys() == (set(names) - found.passed if found.path else set())
    assert_they_avoid(made, past)


def assert_they_avoid(made: Graph, past: dict[str, Walk]) -> None:
    """Each path avoids its stage, leads from the start to a good outcome, and visits nothing twice."""
    for name, walk in past.items():
        assert name not in walk
        assert (walk[0], walk[-1] in ("won", "real"), len(set(walk))) == (made.start, True, len(walk))
        assert all(target in made.next[source] for source, target in pairwise(walk))


@given(RANDOMS)
def test_of_many_ways_past_two_paths_take_all(random: Random) -> None:
    """However many stages of a long line can be avoided, few paths are named."""
    count = 120
    stages: dict[str, Any] = {f"s{place}": {"next": [f"s{place + 1}" if place + 1 < count else "won"]} for place in range(count)}
    for number in range(80):
        place, gap = random.randrange(count - 4), random.choice([2, 2, 3])
        around = [f"s{place}", *(f"x{number}-{step}" for step in range(gap)), f"s{place + gap}"]
        stages[around[0]]["next"].append(around[1])
        stages |= {one: {"next": [other]} for one, other in pairwise(around[1:])}
    stages |= {"won": {"outcome": "won"}, "real": {"outcome": "realised"}}
    made = graph(stages)
    found = main_way(made)
    past = found.past(name for name in stages if stages[name].get("next"))
    assert_they_avoid(made, past)
    assert len(set(found.detours.values())) > 16
    assert len(set(past.values())) <= 3
