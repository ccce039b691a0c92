"""A compound: one event that several atoms make up, or that both graphs show; without judgement and without words."""

from dataclasses import dataclass

from processengine.change import Json
from processengine.diff.atom import Atom, Keys


@dataclass(frozen=True, slots=True)
class Compound:
    """One event.

    `keys` lead to what it is about in the new side's ids, in the old side's where that is gone, and `old_keys` to the
    same in the old side's ids. `parts` are the atoms that it tells, or that its cause is; an atom that is a part is not
    told on its own; `untold` are the parts that no compound before it tells. `stages` are those that its sentence names
    besides, by new ids. `told_under` is the stage or the part of the document under which it is told, empty for the
    document itself.
    """

    kind: str
    keys: Keys
    old_keys: Keys
    parts: tuple[Atom, ...]
    before: Json = None
    after: Json = None
    stages: tuple[str, ...] = ()
    told_under: str = ""
    untold: tuple[Atom, ...] = ()

    @property
    def path(self) -> str:
        """The path of what it is about."""
        return ".".join(self.keys)

    @property
    def old_path(self) -> str:
        """The same path by the old side's ids."""
        return ".".join(self.old_keys)


Name = tuple[str, Keys, str]
"""What an atom of one comparison is known by."""


def name_of(atom: Atom) -> Name:
    """Return what an atom is known by among those of one comparison."""
    return atom.kind, atom.keys, atom.field
