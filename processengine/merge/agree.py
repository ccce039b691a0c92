"""One id for each stage and step on all three sides, before anything is decided.

A rename that one side states in `was` is done on the other two as well, with everything that refers to the stage, so
that a rename on one side and an edit on the other are two edits of one element.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from processengine.merge.decision import Action, Decision
from processengine.merge.tree import Keys
from processengine.syntax.document import Document
from processengine.syntax.edit import Add, Operation, Remove, Rename, apply
from processengine.syntax.nodes import Mapping as Map
from processengine.syntax.nodes import Node, Scalar, Sequence
from processengine.syntax.parse import parse

_HOLDERS = {"process": "stages", "journey": "steps"}


class Renaming(NamedTuple):
    """An element that has another id on some side; `agreed` is the one that all sides now have."""

    holder: str
    base: str
    ours: str
    theirs: str
    agreed: str
    action: Action
    reason: str

    @property
    def keys(self) -> Keys:
        """Where the element stands."""
        return self.holder, self.agreed

    @property
    def is_lost(self) -> bool:
        """Whether the other side removed the element; that is decided with what is inside it."""
        return self.action == "conflict" and self.base in (self.ours, self.theirs)

    @property
    def decision(self) -> Decision:
        """What is told of it."""
        return Decision(f"{self.holder}.{self.agreed}", self.action, self.reason)


class Agreed(NamedTuple):
    """The three sides with one id for each element, and what was renamed for that."""

    base: Document
    ours: Document
    theirs: Document
    renamings: tuple[Renaming, ...] = ()


def agree(base: Document, ours: Document, theirs: Document) -> Agreed:
    """Return the three sides with one id for each element.

    Raise EditError where a side can't be edited safely.
    """
    holder = _HOLDERS.get(ours.kind or "", "")
    found = tuple(_renamings(holder, *(_elements(document, holder) for document in (base, ours, theirs)))) if holder else ()
    for one in found:
        base = _spoken(base, holder, one.base, one.agreed, remember=True)
        ours = _spoken(ours, holder, one.ours, one.agreed, remember=one.ours == one.base)
        theirs = _spoken(theirs, holder, one.theirs, one.agreed, remember=one.theirs == one.base)
    return Agreed(base, ours, theirs, found)


Was = Mapping[str, tuple[str, ...]]
"""The ids of elements, each with its earlier ids."""


def _elements(document: Document, holder: str) -> Was:
    """Return the elements of one map of a document; only their `was` is read."""
    found = document.root.entry(holder) if document.root else None
    if found is None or not isinstance(found.value, Map):
        return {}
    return {key.value: _was(value) for key, value in found.value.entries}


def _was(element: Node) -> tuple[str, ...]:
    was = element.entry("was") if isinstance(element, Map) else None
    return tuple(item.value for item in was.value.items if isinstance(item, Scalar)) if was and isinstance(was.value, Sequence) else ()


def _renamings(holder: str, base: Was, ours: Was, theirs: Was) -> Iterator[Renaming]:
    here, there = (_renamed(base, side) for side in (ours, theirs))
    for old in base:
        mine, their = here.get(old), there.get(old)
        if mine is None and their is None:
            continue
        if mine and their and mine != their and (further := _further(mine, their, ours, theirs)):
            side, agreed = further
            yield Renaming(holder, old, mine, their, agreed, side, f"Both sides renamed it from `{old}`, {side} once more.")
        elif mine and their:
            reason = f"Both sides renamed it from `{old}`" + ("." if mine == their else f", ours to `{mine}` and theirs to `{their}`.")
            if mine == their or _is_free(mine, base, theirs):
                yield Renaming(holder, old, mine, their, mine, "both" if mine == their else "conflict", reason)
        elif mine and _is_free(mine, base, theirs):
            action, reason = _against(old, theirs, "ours", "theirs")
            yield Renaming(holder, old, mine, old, mine, action, reason)
        elif their and _is_free(their, base, ours):
            action, reason = _against(old, ours, "theirs", "ours")
            yield Renaming(holder, old, old, their, their, action, reason)


def _renamed(old: Was, new: Was) -> dict[str, str]:
    if not any(was and name not in old for name, was in new.items()):
        return {}
    # What compares whole documents is needed for a rename alone.
    from processengine.diff.renames import renamed

    return renamed(old, new)


def _further(mine: str, their: str, ours: Was, theirs: Was) -> tuple[Action, str] | None:
    """Tell which side has been through the other's id and renamed the element once more."""
    if mine in theirs[their]:
        return "theirs", their
    return ("ours", mine) if their in ours[mine] else None


def _is_free(name: str, *sides: Was) -> bool:
    """Tell whether no other element has the id there; else the two meet under it, and that is decided there."""
    return all(name not in side for side in sides)


def _against(old: str, other: Was, side: Action, other_side: str) -> tuple[Action, str]:
    if old in other:
        return side, f"Only {side} renamed it from `{old}`."
    return "conflict", f"{side.capitalize()} renamed it from `{old}`, {other_side} removed it."


def _spoken(document: Document, holder: str, old: str, new: str, *, remember: bool) -> Document:
    """Return a document in which an element has another id; one that lacks it is only made to refer to it so."""
    has_it = old in _elements(document, holder)
    operations = list(spoken(document, holder, old, new, has_it=has_it))
    if remember and has_it and old != new and old not in _elements(document, holder)[old]:
        operations.append(Add((holder, new, "was", old), old))
    return parse(apply(("\ufeff" if document.bom else "") + document.text, operations))[0] if operations else document


def spoken(document: Document, holder: str, old: str, new: str, *, has_it: bool = True) -> Iterator[Operation]:
    """Yield the operations that give an element another id, with what refers to it; `was` is left as it is."""
    if old == new:
        return
    from processengine.syntax.edit.named.renaming import references

    yield from references(document, document.id, old, new) if holder == "stages" else _after(document, old, new)
    if has_it:
        yield Rename((holder, old), new)


def _after(document: Document, old: str, new: str) -> Iterator[Operation]:
    for step in _elements(document, "steps"):
        if document.at(f"steps.{step}.after.{old}") is not None:
            yield Rename(("steps", step, "after", old), new)


def back(text: str, renaming: Renaming, name: str) -> str:
    """Return a text in which a renamed element has the id of one side again."""
    document = parse(text)[0]
    has_it = renaming.agreed in _elements(document, renaming.holder)
    operations = list(spoken(document, renaming.holder, renaming.agreed, name, has_it=has_it))
    if name in _elements(document, renaming.holder).get(renaming.agreed, ()):
        operations.append(Remove((renaming.holder, name, "was", name)))
    return apply(text, operations)

