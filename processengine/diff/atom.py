"""An atom: one difference as the comparison finds it, without judgement and without words."""

from dataclasses import dataclass
from typing import Literal, get_args

from processengine.change import Json
from processengine.model.journey import Journey
from processengine.model.process import Process

Element = Literal[
    "process", "journey", "role", "team-member", "change-work", "kit", "from-anywhere", "criterion", "stage", "record",
    "play", "transition", "measure", "journey-step",
]
ELEMENTS: tuple[Element, ...] = get_args(Element)

Action = Literal["removed", "added", "renamed", "moved", "changed"]
ACTIONS: tuple[Action, ...] = get_args(Action)

Content = Process | Journey
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One difference.

    `keys` lead to the element in the new side's ids and `old_keys` in the old side's, also where that side lacks it;
    both are empty for the document itself. `field` is the field's key as the file writes it, where a field changed. `place` is, for a stage that was added or moved, the id of the stage before it in the new list,
    empty for the first.
    """

    element: Element
    action: Action
    keys: Keys = ()
    old_keys: Keys = ()
    field: str = ""
    before: Json = None
    after: Json = None
    place: str | None = None

    @property
    def kind(self) -> str:
        """The element and what happened to it: `stage-added`."""
        return f"{self.element}-{self.action}"

    @property
    def path(self) -> str:
        """The path of the element or field, by the new side's ids, or the old side's for what was removed.

        A whole document has the path of its first key.
        """
        return self._path(self.old_keys if self.action == "removed" else self.keys)

    @property
    def old_path(self) -> str:
        """The path of the element or field by the old side's ids."""
        return self._path(self.old_keys)

    @property
    def in_new_path(self) -> str:
        """The path of the element or field by the new side's ids, also where that side lacks it."""
        return self._path(self.keys)

    def _path(self, keys: Keys) -> str:
        names = (*keys, self.field) if self.field else keys
        return ".".join(names) or self.element

    @property
    def id(self) -> str:
        """The element's own id or target in the new ids; empty for the document itself."""
        return self.keys[-1] if self.keys else ""

    @property
    def stage(self) -> str:
        """The id, in the new ids, of the stage that the element is or stands in; empty for none."""
        return self.keys[1] if self.keys[:1] == ("stages",) else ""

    @property
    def holder(self) -> str:
        """The key of the map or list in which the element stands: `next`, `exit_criteria`."""
        return self.keys[-2] if len(self.keys) > 1 else ""
