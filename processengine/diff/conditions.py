"""What the table of impacts asks of an atom where the kind of change alone doesn't decide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from processengine.diff.atom import Atom, Content
from processengine.diff.main_way import MainWay, main_way
from processengine.graph import Graph, Way
from processengine.model.process import Process, Transition


@dataclass(frozen=True)
class Sides:
    """Both revisions of a document; `old` and `new` are as written, `spoken` is the old one in the new ids.

    A side is None where it lacks the document. `others` are the library's processes by id, from either side.
    """

    old: Content | None
    new: Content | None
    spoken: Content | None
    others: Mapping[str, Process] = field(default_factory=dict)

    @cached_property
    def graph_before(self) -> Graph | None:
        """The old process's graph, in the new ids."""
        return Graph(self.spoken) if isinstance(self.spoken, Process) else None

    @cached_property
    def graph_after(self) -> Graph | None:
        """The new process's graph."""
        return Graph(self.new) if isinstance(self.new, Process) else None

    @cached_property
    def main_way_before(self) -> MainWay:
        """The main way of the old process, in the new ids."""
        return MainWay() if self.graph_before is None else main_way(self.graph_before)

    @cached_property
    def main_way_after(self) -> MainWay:
        """The main way of the new process."""
        return MainWay() if self.graph_after is None else main_way(self.graph_after)

    @cached_property
    def turned(self) -> list[Way]:
        """The new side's ways that the order of stages turned round: on where they went back, or the other way."""
        before, after = self.graph_before, self.graph_after
        assert before is not None
        assert after is not None
        return [
            way for source in after.stages if source in before.stages
            for way in after.own_ways(source)
            if way.target in {one.target for one in before.own_ways(source)} & after.stages.keys()
            and after.stages[way.target].is_open
            and _leads_up(before, way) != _leads_up(after, way)
        ]

    @cached_property
    def turned_by_stage(self) -> dict[str, list[Way]]:
        """The ways that turned round, by the stages at either end."""
        found: dict[str, list[Way]] = {}
        for way in self.turned:
            for stage in dict.fromkeys((way.source, way.target)):
                found.setdefault(stage, []).append(way)
        return found


def _leads_up(graph: Graph, way: Way) -> bool:
    return graph.order[way.target] <= graph.order[way.source]


Condition = Callable[[Atom, Sides], bool]


def turns_a_way(atom: Atom, sides: Sides) -> bool:
    """Tell whether a stage's move turned a way at it round."""
    return bool(turned_at(atom.id, sides))


def turned_at(stage: str, sides: Sides) -> list[Way]:
    """Return the ways that a stage's move turned round."""
    return sides.turned_by_stage.get(stage, [])


def on_the_main_way(atom: Atom, sides: Sides) -> bool:
    """Tell whether every deal passes the stage on its way to a good outcome."""
    return atom.id in sides.main_way_after.passed


def holds_now(atom: Atom, sides: Sides) -> bool:
    """Tell whether a criterion holds, or held, also for deals that are in the stage already."""
    del sides
    data = [value for value in (atom.before, atom.after) if isinstance(value, dict)]
    return any(value.get("applies") == "now" for value in data)


def of_one_that_holds_now(atom: Atom, sides: Sides) -> bool:
    """Tell whether a criterion of which a field changed holds, or held, also for deals that are in the stage already."""
    return any(_applies(side, atom) for side in (sides.spoken, sides.new))


def _applies(side: Content | None, atom: Atom) -> bool:
    assert isinstance(side, Process)
    criteria = side.stages[atom.stage].exit_criteria if atom.stage else side.exit_criteria
    return criteria[atom.id].applies == "now"


def still_starts_there(atom: Atom, sides: Sides) -> bool:
    """Tell whether deals start where they did, and only the way of saying so changed."""
    return isinstance(sides.spoken, Process) and sides.spoken.first == atom.after


def ended_deals(atom: Atom, sides: Sides) -> bool:
    """Tell whether the stage that is gone was an outcome."""
    del sides
    return isinstance(atom.before, dict) and "outcome" in atom.before


def closes_a_way(atom: Atom, sides: Sides) -> bool:
    """Tell whether a stage's own list of ways from anywhere leaves out one that was there."""
    closed, _ = closed_and_opened(atom.stage, sides)
    return bool(closed)


def closed_and_opened(stage: str, sides: Sides) -> tuple[list[str], list[str]]:
    """Return to where a stage may no longer, and may now, be left at any time: by its own list or the process's."""
    before, after = _left_to(sides.spoken, stage), _left_to(sides.new, stage)
    return [one for one in before if one not in after], [one for one in after if one not in before]


def _left_to(side: Content | None, stage: str) -> list[str]:
    assert isinstance(side, Process)
    own: tuple[Transition, ...] | None = side.stages[stage].from_anywhere
    return list(dict.fromkeys(one.to for one in (side.from_anywhere if own is None else own)))
