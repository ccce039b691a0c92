"""Both revisions seen in one direction: from old to new, or back, so that a kind and its mirror share one recogniser."""

from collections.abc import Container, Iterator, Sequence
from functools import cached_property

from processengine.change import Json
from processengine.diff.atom import Action, Atom, Element, Keys
from processengine.diff.combine.compound import Compound, Name, name_of
from processengine.diff.conditions import Sides
from processengine.diff.main_way import MainWay
from processengine.graph import Graph
from processengine.model.process import Process

START = ""
"""Where deals come from before the first stage: the source of a way to wherever they start."""

Ways = dict[str, dict[str, Atom]]
"""Atoms of ways by source and target."""


class Seen:
    """The atoms of a process's comparison, in both ways of looking at them; `told` are those in a compound already."""

    def __init__(self, atoms: Sequence[Atom], sides: Sides) -> None:
        self.atoms = atoms
        self.sides = sides
        self.told: set[Name] = set()
        self.by_kind: dict[tuple[Element, Action], list[Atom]] = {}
        for atom in atoms:
            self.by_kind.setdefault((atom.element, atom.action), []).append(atom)
        self.old_ids = {atom.id: atom.old_keys[-1] for atom in self.by_kind.get(("stage", "renamed"), [])}
        self.forward, self.backward = View(self, backward=False), View(self, backward=True)


class View:
    """One direction; backward, what was added is what went, and what was is what now is."""

    def __init__(self, seen: Seen, *, backward: bool) -> None:
        self.seen = seen
        self.is_backward = backward
        sides = seen.sides
        here, there = (sides.spoken, sides.new) if not backward else (sides.new, sides.spoken)
        assert isinstance(here, Process)
        assert isinstance(there, Process)
        self.before, self.after = here, there

    @property
    def graph_before(self) -> Graph:
        """The graph of the side that was."""
        return self._graph(before=True)

    @property
    def graph_after(self) -> Graph:
        """The graph of the side that now is."""
        return self._graph(before=False)

    def _graph(self, *, before: bool) -> Graph:
        sides = self.seen.sides
        graph = sides.graph_before if before is not self.is_backward else sides.graph_after
        assert graph is not None
        return graph

    @property
    def main_way_before(self) -> MainWay:
        """The main way of the side that was."""
        sides = self.seen.sides
        return sides.main_way_after if self.is_backward else sides.main_way_before

    @property
    def main_way_after(self) -> MainWay:
        """The main way of the side that now is."""
        sides = self.seen.sides
        return sides.main_way_before if self.is_backward else sides.main_way_after

    def came(self, element: Element) -> Iterator[Atom]:
        """Give the atoms of elements that are new, those left out that are told already."""
        return self._free(element, "removed" if self.is_backward else "added")

    def went(self, element: Element) -> Iterator[Atom]:
        """Give the atoms of elements that are gone, those left out that are told already."""
        return self._free(element, "added" if self.is_backward else "removed")

    def _free(self, element: Element, action: Action) -> Iterator[Atom]:
        return (atom for atom in self.seen.by_kind.get((element, action), []) if self.is_free(atom))

    def changed(self, element: Element, fields: Container[str]) -> dict[Keys, list[Atom]]:
        """Return what changed in some fields of elements, element by element; those left out that are told already."""
        found: dict[Keys, list[Atom]] = {}
        for atom in self._free(element, "changed"):
            if atom.field in fields:
                found.setdefault(atom.keys, []).append(atom)
        return found

    def is_free(self, atom: Atom) -> bool:
        """Tell whether no compound has the atom yet."""
        return name_of(atom) not in self.seen.told

    def was(self, atom: Atom) -> Json:
        """Return an atom's value on the side that was."""
        return atom.after if self.is_backward else atom.before

    def now(self, atom: Atom) -> Json:
        """Return an atom's value on the side that now is."""
        return atom.before if self.is_backward else atom.after

    @cached_property
    def new_stages(self) -> dict[str, Atom]:
        """The stages that are new, told already or not."""
        return {atom.id: atom for atom in self.seen.by_kind.get(("stage", "removed" if self.is_backward else "added"), [])}

    @cached_property
    def gone_stages(self) -> dict[str, Atom]:
        """The stages that are gone, told already or not."""
        return {atom.id: atom for atom in self.seen.by_kind.get(("stage", "added" if self.is_backward else "removed"), [])}

    def is_kept(self, stage: str) -> bool:
        """Tell whether both sides have the stage."""
        return stage in self.before.stages and stage in self.after.stages

    def ways_new(self, holder: str = "next") -> Ways:
        """Return the ways that are new and not told yet, with where deals start where that is new."""
        return self._ways(self.came("transition"), holder, self.after.first)

    def ways_gone(self, holder: str = "next") -> Ways:
        """Return the ways that are gone and not told yet, with where deals started."""
        return self._ways(self.went("transition"), holder, self.before.first)

    def _ways(self, atoms: Iterator[Atom], holder: str, first: str) -> Ways:
        found: Ways = {}
        for atom in atoms:
            if atom.holder == holder:
                found.setdefault(atom.stage, {})[atom.id] = atom
        start = self.start
        if holder == "next" and start is not None and self.is_free(start):
            found[START] = {first: start}
        return found

    @cached_property
    def start(self) -> Atom | None:
        """The atom that deals start elsewhere; None where they start where they did."""
        if self.before.first == self.after.first:
            return None
        changed = self.seen.by_kind.get(("process", "changed"), [])
        return next((atom for atom in changed if atom.field == "start"), None)

    def compound(
        self, kind: str, keys: Keys, parts: Sequence[Atom], *,
        was: Json = None, now: Json = None, stages: Sequence[str] = (), told_under: str | None = None,
    ) -> Compound:
        """Return a compound; `was` and `now` are in this view's direction."""
        before, after = (now, was) if self.is_backward else (was, now)
        if told_under is None:
            told_under = f"stages.{keys[1]}" if keys[0] == "stages" else ""
        untold = tuple(atom for atom in parts if self.is_free(atom))
        return Compound(kind, keys, self.old_keys(keys), tuple(parts), before, after, tuple(stages), told_under, untold)

    def old_keys(self, keys: Keys) -> Keys:
        """Return keys in the old side's ids."""
        ids = self.seen.old_ids
        if keys[0] != "stages":
            return keys
        there = ("stages", ids.get(keys[1], keys[1]), *keys[2:])
        return (*there[:3], ids.get(keys[3], keys[3])) if keys[2:3] == ("next",) else there
