"""What the graphs are said to show, held against every path there is in small processes."""

from collections import Counter
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given

from processengine.graph import Graph, Way
from processengine.model.process import Process
from tests.diff.combine.small import compounds, good_walks, otherwise, small, walks
from tests.strategies import RANDOMS


def graphs(old: dict[str, Any], new: dict[str, Any]) -> tuple[Graph, Graph]:
    """Return both sides' graphs."""
    return Graph(Process.model_validate(old)), Graph(Process.model_validate(new))


@given(RANDOMS)
def test_must_pass_is_what_every_path_passes(random: Random) -> None:
    """Lost where all old paths pass a stage and some new one does not; gained the other way round."""
    old = small(random)
    new = otherwise(old, random)
    before, after = graphs(old, new)
    sides = {"must-pass-lost": (before, after), "must-pass-gained": (after, before)}
    found = {kind: {one.keys[1] for one in compounds(old, new) if one.kind == kind} for kind in sides}
    for kind, (passed, avoided) in sides.items():
        always, sometimes = (good_walks(graph) for graph in (passed, avoided))
        kept = [name for name in before.stages if name in after.stages and before.stages[name].outcome is None]
        expected = {
            name for name in kept if always and sometimes and all(name in walk for walk in always) and not all(name in walk for walk in sometimes)
        }
        assert found[kind] == expected, kind


@given(RANDOMS)
def test_the_path_that_is_named_is_one_and_avoids_the_stage(random: Random) -> None:
    """On the side that has it, from the start to a good outcome, and each of its causes is a way on it."""
    old = small(random)
    new = otherwise(old, random)
    before, after = graphs(old, new)
    for one in compounds(old, new):
        if one.kind.startswith("must-pass"):
            walk, graph = (one.after, after) if one.kind == "must-pass-lost" else (one.before, before)
            assert tuple(walk) in good_walks(graph)
            assert not set(one.stages) & set(walk)
            ways = [part for part in one.parts if part.element == "transition"]
            assert all((part.stage, part.id) in set(pairwise(walk)) for part in ways)


@given(RANDOMS)
def test_a_loop_is_a_way_back_that_some_round_takes(random: Random) -> None:
    """Each loop that is told is one, and no way back that makes one and stands alone is told otherwise."""
    old = small(random)
    new = otherwise(old, random)
    before, after = graphs(old, new)
    for one in compounds(old, new):
        if one.kind in ("loop-added", "loop-removed", "path-opened", "path-closed"):
            graph = after if one.kind in ("loop-added", "path-opened") else before
            _, source, _, target = one.keys
            is_loop = graph.goes_back(Way(source, target)) and (source == target or bool(walks(graph, target, source)))
            assert is_loop == one.kind.startswith("loop")


@given(RANDOMS)
def test_a_path_is_opened_where_none_was(random: Random) -> None:
    """And closed where none is left; a way that is told alone does neither and makes no loop."""
    old = small(random)
    new = otherwise(old, random)
    before, after = graphs(old, new)
    found = compounds(old, new)
    for one in found:
        if one.kind in ("path-opened", "path-closed"):
            _, source, _, target = one.keys
            assert not walks(before if one.kind == "path-opened" else after, source, target)
    assert all(count == 1 for count in Counter((one.kind, one.keys) for one in found).values())
