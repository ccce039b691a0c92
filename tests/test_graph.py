"""Every question of `graph.py` held to a brute-force oracle on small random graphs."""

from itertools import pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.graph import Graph
from processengine.model.process import Process

NAMES = "abcdef"
Edges = dict[str, list[str]]


@st.composite
def small_processes(draw: st.DrawFn) -> Process:
    """Processes of two to six stages with any transitions, one or two outcomes, parking, and from-anywhere lists."""
    stages: dict[str, dict[str, object]] = {}
    names = list(NAMES[: draw(st.integers(2, len(NAMES)))])
    outcomes = ["won", "lost"][: draw(st.integers(1, 2))]
    for name in names:
        targets = draw(st.lists(st.sampled_from([*names, *outcomes]), unique=True, max_size=4))
        stages[name] = {"next": targets, "parked": draw(st.integers(0, 5)) == 0}
        if draw(st.integers(0, 4)) == 0:
            stages[name]["from_anywhere"] = []
    for outcome in outcomes:
        stages[outcome] = {"outcome": outcome}
    anywhere = ["lost"] if "lost" in outcomes and draw(st.booleans()) else []
    return Process.model_validate({"process": "p", "from_anywhere": anywhere, "stages": stages})


def edges_of(process: Process) -> Edges:
    """The transitions by the words of the format, written out once more for the oracle."""
    edges: Edges = {}
    for name, stage in process.stages.items():
        anywhere = process.from_anywhere if stage.from_anywhere is None else stage.from_anywhere
        ways = [*stage.next, *(anywhere if stage.outcome is None else [])]
        edges[name] = list(dict.fromkeys(way.to for way in ways if way.to in process.stages))
    return edges


def simple_paths(edges: Edges, start: str) -> list[tuple[str, ...]]:
    """All walks from a stage that visit no stage twice, by trying everything."""
    found: list[tuple[str, ...]] = [(start,)]
    for path in found:
        found += [(*path, target) for target in edges[path[-1]] if target not in path]
    return found


@given(small_processes())
def test_a_stage_is_reachable_if_some_path_leads_there(process: Process) -> None:
    """`reachable` and `distance` are what trying all paths finds."""
    graph = Graph(process)
    paths = simple_paths(edges_of(process), "a")
    assert set(graph.reachable) == {path[-1] for path in paths}
    for stage, distance in graph.distance.items():
        assert distance == min(len(path) - 1 for path in paths if path[-1] == stage)


@given(small_processes())
def test_a_stage_can_finish_if_some_path_ends_in_an_outcome(process: Process) -> None:
    """`can_finish` is what trying all paths finds; a parked stage without ways returns where the deal came from."""
    edges, graph = edges_of(process), Graph(process)
    ends = {name for name, stage in process.stages.items() if stage.outcome}

    def finishes(stage: str) -> bool:
        return any(path[-1] in ends for path in simple_paths(edges, stage))

    expected = {stage for stage in process.stages if finishes(stage)}
    for stage, content in process.stages.items():
        if content.parked and not edges[stage]:
            expected |= {stage} if any(stage in edges[one] and finishes(one) for one in edges) else set()
    assert set(graph.can_finish) == expected


@given(small_processes(), st.sampled_from(NAMES), st.sampled_from([*NAMES, "won"]))
def test_a_path_that_avoids_a_stage_is_shortest_and_real(process: Process, avoided: str, target: str) -> None:
    """`path_to(avoiding=...)` finds a shortest path past a stage just where there is one."""
    edges, graph = edges_of(process), Graph(process)
    paths = [path for path in simple_paths(edges, "a") if path[-1] == target and avoided not in path]
    found = graph.path_to(target, avoiding={avoided})
    assert (found is None) == (not paths)
    if found:
        assert len(found) == min(len(path) for path in paths)
        assert found in paths


@given(small_processes())
def test_components_are_the_stages_that_lead_to_each_other(process: Process) -> None:
    """Two stages share a component just where each is on a path from the other."""
    edges, graph = edges_of(process), Graph(process)
    reach = {stage: {path[-1] for path in simple_paths(edges, stage)} for stage in edges}
    component = {stage: tuple(part) for part in graph.components for stage in part}
    for one, other in permutations(edges, 2):
        assert (component[one] == component[other]) == (other in reach[one] and one in reach[other])


@given(small_processes())
def test_the_cycle_of_a_loop_is_closed_and_stays_inside(process: Process) -> None:
    """`cycle` starts and ends at the loop's stage nearest the start, by transitions inside the loop."""
    edges, graph = edges_of(process), Graph(process)
    for loop in graph.loops():
        cycle = graph.cycle(loop)
        assert cycle[0] == cycle[-1] == graph.nearest(loop)
        assert all(target in edges[source] for source, target in pairwise(cycle))
        assert set(cycle) <= set(loop)


@given(small_processes())
def test_dominators_are_the_stages_that_every_path_passes(process: Process) -> None:
    """`must_pass` of a stage is what all paths to it have in common."""
    edges, graph = edges_of(process), Graph(process)
    paths = simple_paths(edges, "a")
    for stage in graph.reachable:
        common = set.intersection(*(set(path) for path in paths if path[-1] == stage))
        assert set(graph.must_pass(stage)) == common
        assert graph.must_pass(stage)[0] == "a"
        assert graph.must_pass(stage)[-1] == stage


@given(small_processes())
def test_our_own_searches_agree_with_networkx(process: Process) -> None:
    """Reach and components are networkx's, on the same transitions."""
    graph = Graph(process)
    other: nx.DiGraph[str] = nx.DiGraph()
    other.add_nodes_from(edges_of(process))
    other.add_edges_from((source, target) for source, targets in edges_of(process).items() for target in targets)
    assert set(graph.reachable) == nx.descendants(other, "a") | {"a"}
    assert {frozenset(part) for part in graph.components} == {frozenset(part) for part in nx.strongly_connected_components(other)}


@given(small_processes())
def test_going_on_follows_the_words_of_the_format(process: Process) -> None:
    """A way goes on unless it leads aside, to a parked stage, or to a stage no further down the list."""
    graph, order = Graph(process), list(process.stages)
    for name in process.stages:
        for way in graph.ways[name]:
            target = process.stages[way.target]
            if target.outcome:
                assert graph.goes_on(way) == (target.outcome == "won")
            else:
                assert graph.goes_on(way) == (not target.parked and order.index(way.target) > order.index(name))


def test_an_unknown_start_reaches_nothing() -> None:
    """Where `start` names no stage, nothing is reachable and no question fails."""
    graph = Graph(Process.model_validate({"process": "p", "start": "x", "stages": {"a": {"next": ["won"]}, "won": {"outcome": "won"}}}))
    assert not graph.reachable
    assert graph.path_to("won") is None
    assert graph.dominators == {}
    assert graph.must_pass("won") == []


@pytest.mark.parametrize(("kind", "expected"), [("introduced", True), ("won", True), ("lost", False), ("unrealised", False)])
def test_own_way_to_an_outcome_goes_on_by_its_kind(kind: str, expected: bool) -> None:  # noqa: FBT001
    """A stage's own way to won, realised or introduced goes on; to the other kinds it doesn't."""
    stages = {"a": {"next": ["end", "other/stage"]}, "end": {"outcome": kind}}
    graph = Graph(Process.model_validate({"process": "p", "stages": stages}))
    assert [graph.goes_on(way) for way in graph.ways["a"]] == [expected, True]


def test_another_process_is_a_way_out() -> None:
    """A stage that leads into another process can finish, and its loop has a way out."""
    stages = {"a": {"next": ["b"]}, "b": {"next": ["a", "other/stage"]}, "won": {"outcome": "won"}}
    graph = Graph(Process.model_validate({"process": "p", "stages": stages}))
    assert set(graph.can_finish) == {"a", "b", "won"}
    assert [way.target for way in graph.leaves(["a", "b"])] == ["other/stage"]
