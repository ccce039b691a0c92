"""What a compound's sentence is made from: the compound, its parts and both sides."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from processengine.change import Json
from processengine.diff.atom import Action, Atom, Element
from processengine.diff.combine.compound import Compound
from processengine.diff.conditions import Sides
from processengine.diff.describe.telling import Telling
from processengine.diff.describe.words import listed

_PROCESS = Atom("process", "changed")


@dataclass(frozen=True)
class Recount:
    """One compound about to be told."""

    compound: Compound
    sides: Sides

    @cached_property
    def telling(self) -> Telling:
        """The first part as a sentence of its own would be made from it."""
        return Telling(self.compound.parts[0] if self.compound.parts else _PROCESS, self.sides)

    def part(self, element: Element, action: Action) -> Atom | None:
        """Return the first part of a kind."""
        return next((atom for atom in self.compound.parts if (atom.element, atom.action) == (element, action)), None)

    @property
    def stage(self) -> str:
        """The title of the stage that the compound is about."""
        return self.title_of(self.compound.keys[1])

    def title_of(self, stage: str) -> str:
        """Return a stage's title by its new id: the new one, or the old one of a stage that is gone."""
        return self.telling.title_of(stage)

    def titles_of(self, stages: Iterable[str], last: str = "and") -> str:
        """Return the titles of some stages as a list in a sentence."""
        return listed(map(self.title_of, stages), last)

    def route(self, stages: Json) -> str:
        """Return a path in the stages' titles; of a long one its ends."""
        names = list(stages)
        shown = names if len(names) <= _LONGEST else [*names[:3], "", *names[-3:]]
        return " → ".join(self.title_of(name) if name else "…" for name in shown)


_LONGEST = 9

Sentence = Callable[[Recount], str]
