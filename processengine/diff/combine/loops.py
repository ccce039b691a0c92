"""A way back that makes a loop; and the same backward, a loop that is gone."""

from collections.abc import Iterator

from processengine.diff.combine.compound import Compound
from processengine.diff.combine.view import View
from processengine.graph import Way


def loops(view: View) -> Iterator[Compound]:
    """Find the new ways back from where deals can come round to the same way again."""
    kind = "loop-removed" if view.is_backward else "loop-added"
    graph = view.graph_after
    backward = [atom for atom in view.came("transition") if atom.holder == "next" and graph.goes_back(Way(atom.stage, atom.id))]
    round_: dict[str, int] = {}
    if backward:
        round_ = {name: number for number, part in enumerate(graph.components) for name in part}
    for atom in backward:
        if round_[atom.stage] == round_[atom.id]:
            yield view.compound(kind, atom.keys, [atom], was=view.was(atom), now=view.now(atom), stages=[atom.id])
