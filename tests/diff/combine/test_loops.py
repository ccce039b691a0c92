"""Ways back that make loops, and ways that open and close paths."""

import pytest

from processengine.diff.combine.paths import reaching
from processengine.graph import Graph
from processengine.model.process import Process
from tests.diff.combine.sketch import compounds, kinds, said, sketch

LINE = sketch("a>b b>c c>won")


def test_a_way_back_makes_a_loop() -> None:
    """Where the deal can come to it again."""
    new = sketch("a>b b>c c>won,a")
    assert kinds(LINE, new) == [("loop-added", "stages.c.next.a")]
    assert said(LINE, new) == ["A new loop: deals can now go back from “C” to “A”."]
    assert said(new, LINE) == ["A loop is gone: deals can no longer go back from “C” to “A”."]
    assert [compounds(*pair)[0].impact.value for pair in ((LINE, new), (new, LINE))] == ["behavioural", "breaking"]


def test_a_stage_on_itself_is_a_loop() -> None:
    """The shortest."""
    assert kinds(LINE, sketch("a>b b>c,b c>won")) == [("loop-added", "stages.b.next.b")]


def test_a_way_between_branches_opens_a_path() -> None:
    """None led there before, and none does once it is closed."""
    old, new = sketch("s>a,b a>won b>won"), sketch("s>a,b a>won,b b>won")
    assert kinds(old, new) == [("path-opened", "stages.a.next.b")]
    assert said(old, new) == ["Deals can now go from “A” to “B”. No path led there before."]
    assert said(new, old) == ["Deals can no longer go from “A” to “B”. No other path leads there."]


def test_a_way_beside_another_path_is_only_a_way() -> None:
    """It opens nothing that was closed."""
    old, new = sketch("a>b,d b>c c>d d>won"), sketch("a>b,c,d b>c c>d d>won")
    assert kinds(old, new) == [("transition-added", "stages.a.next.c")]
    assert kinds(new, old) == [("transition-removed", "stages.a.next.c")]


@pytest.mark.parametrize("count", [3, 1500])
def test_reaching_looks_for_any_number_of_pairs(count: int) -> None:
    """Also for more than are looked for at once."""
    line = " ".join(f"s{number}>s{number + 1}" for number in range(count)) + f" s{count}>won"
    graph = Graph(Process.model_validate(sketch(line)))
    wanted = {(f"s{number}", f"s{count - number}") for number in range(count + 1)}
    assert reaching(graph, wanted) == {(f"s{number}", f"s{count - number}") for number in range(count // 2 + 1)}
