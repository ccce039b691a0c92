"""Two revisions of one document compared by id, field by field: exact, and without judgement.

An element that was added or removed is one atom and carries its data whole; what stands inside it is not told
again. Ways to it from elsewhere are atoms of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from processengine.diff import order
from processengine.diff.atom import Atom, Content, Element, Keys
from processengine.diff.data import comparable, data_of, key_of, value_of
from processengine.diff.defaults import Whole, meant
from processengine.diff.elements import JOURNEY, PROCESS, Shape
from processengine.diff.renames import Renames, Speaker, in_new_ids, renames_in
from processengine.model.base import Model
from processengine.model.process import Process


def compare(old: Content | None, new: Content | None, renames: Renames | None = None) -> list[Atom]:
    """Return what changed from `old` to `new`, in the order of the schema and of the new file.

    None stands for a side without the document. `renames` tells what was renamed in the whole library; without it
    only this document's own `was` counts.
    """
    if old is None or new is None:
        return [] if old is new else [_whole_document(old, new)]
    known = renames_in([(old, new)]) if renames is None else renames
    return list(_Comparison(old, new, known).atoms())


def _whole_document(old: Content | None, new: Content | None) -> Atom:
    content = new or old
    assert content is not None
    element: Element = "process" if isinstance(content, Process) else "journey"
    if old is None:
        return Atom(element, "added", after=data_of(content))
    return Atom(element, "removed", before=data_of(content))


class _Comparison:
    """One document's comparison: `spoken` is the old side in the new side's ids."""

    def __init__(self, old: Content, new: Content, renames: Renames) -> None:
        self.old, self.new = old, new
        self.spoken = in_new_ids(old, renames)
        self.whole = Whole(new)
        back = renames.inverted()
        self.speaker = Speaker(new.id, back)
        self.old_step = back.steps.get(new.id, {})

    def atoms(self) -> Iterator[Atom]:
        shape = PROCESS if isinstance(self.new, Process) else JOURNEY
        if self.old.id != self.new.id:
            yield Atom(shape.element, "renamed", before=self.old.id, after=self.new.id)
        yield from self.element(shape, self.spoken, self.new, ())

    def element(self, shape: Shape, old: Model, new: Model, keys: Keys) -> Iterator[Atom]:
        """Compare one element: its fields, then the elements in it."""
        for name in shape.fields:
            yield from self.start() if (shape.element, name) == ("process", "start") else self.field(shape, name, old, new, keys)
        for name, below in shape.below.items():
            before, after = getattr(old, name), getattr(new, name)
            if before is None or after is None:
                yield from self.field(shape, name, old, new, keys)
            else:
                yield from self.collection(below, _by_id(before), _by_id(after), (*keys, key_of(new, name)))

    def field(self, shape: Shape, name: str, old: Model, new: Model, keys: Keys) -> Iterator[Atom]:
        """Compare one field; where one side leaves it out, by what that means on the new side."""
        before, after = getattr(old, name), getattr(new, name)
        if before == after or comparable(name, before) == comparable(name, after):
            return
        means = [meant(shape.element, name, value, self.whole, keys, new) for value in (before, after)]
        if comparable(name, means[0]) != comparable(name, means[1]):
            there = self.back(keys)
            written = value_of(name, getattr(_at(self.old, there), name))
            yield Atom(shape.element, "changed", keys, there, key_of(new, name), written, value_of(name, after))

    def start(self) -> Iterator[Atom]:
        """Compare where deals start, whether it is written down or simply the first stage."""
        old, new = self.spoken, self.new
        assert isinstance(self.old, Process)
        assert isinstance(old, Process)
        assert isinstance(new, Process)
        if not (old.first == new.first == (old.start or next(iter(new.stages)))):
            yield Atom("process", "changed", field="start", before=self.old.first, after=new.first)

    def collection(self, shape: Shape, old: Mapping[str, Model], new: Mapping[str, Model], keys: Keys) -> Iterator[Atom]:
        """Compare a map or list of elements, in the order of the new side."""
        moves = self.moves(old, new, keys) if shape.element == "stage" else {}
        stands_behind = _neighbours(new) if shape.element == "stage" else {}
        written: Mapping[str, Model] = {}
        for name in order.merged(list(old), list(new)):
            here = (*keys, name)
            there = self.back(here)
            if name not in new:
                written = written or _holder(self.old, there[:-1])
                yield Atom(shape.element, "removed", here, there, before=data_of(written[there[-1]]))
            elif name not in old:
                yield Atom(shape.element, "added", here, there, after=data_of(new[name]), place=stands_behind.get(name))
            else:
                if here[-1] != there[-1] and shape.element in ("stage", "journey-step"):
                    yield Atom(shape.element, "renamed", here, there, before=there[-1], after=name)
                if name in moves:
                    yield moves[name]
                if old[name] != new[name]:
                    yield from self.element(shape, old[name], new[name], here)

    def moves(self, old: Iterable[str], new: Iterable[str], keys: Keys) -> dict[str, Atom]:
        """Return the moves of stages: before and after are the stages that one stood and stands behind."""
        stood, stands = _neighbours(old), _neighbours(new)
        found: dict[str, Atom] = {}
        for name in order.moved(list(old), list(new)):
            here = (*keys, name)
            before = self.speaker.stage_id(stood[name]) or None
            found[name] = Atom("stage", "moved", here, self.back(here), "", before, stands[name] or None, stands[name])
        return found

    def back(self, keys: Keys) -> Keys:
        """Return keys in the old side's ids."""
        if keys[:1] == ("steps",):
            return "steps", self.old_step.get(keys[1], keys[1]), *keys[2:]
        if keys[:1] == ("from_anywhere",):
            return "from_anywhere", self.back_target(("from_anywhere",), keys[1], self.speaker.target)
        if keys[:1] != ("stages",):
            return keys
        stage, rest = self.speaker.stage_id(keys[1]), keys[2:]
        if len(rest) == 2 and rest[0] in ("next", "from_anywhere", "continues_in"):
            speak = self.speaker.process_target if rest[0] == "continues_in" else self.speaker.target
            rest = rest[0], self.back_target(("stages", stage, rest[0]), rest[1], speak)
        return "stages", stage, *rest

    def back_target(self, holder: Keys, target: str, speak: Callable[[str], str]) -> str:
        """Return what the old side calls where a way leads: by its earlier id, unless the way led to nothing by this one."""
        earlier = speak(target)
        if earlier == target:
            return target
        written = _holder(self.old, holder)
        return target if target in written and earlier not in written else earlier


def _by_id(elements: Mapping[str, Model] | tuple[Any, ...]) -> Mapping[str, Model]:
    """Return elements by id, transitions by target; of two with one target the first counts."""
    if isinstance(elements, tuple):
        return {one.to: one for one in elements} | {one.to: one for one in reversed(elements)}
    return elements


def _at(content: Content, keys: Keys) -> Model:
    """Return the element to which keys lead."""
    return _holder(content, keys[:-1])[keys[-1]] if keys else content


def _holder(content: Content, keys: Keys) -> Mapping[str, Model]:
    """Return the elements, by id, in the map or list to which keys lead."""
    here: Any = content
    for key in keys:
        here = getattr(here, key) if isinstance(here, Model) else here[key]
    return _by_id(here)


def _neighbours(names: Iterable[str]) -> dict[str, str]:
    """Return the item before each item, empty for the first."""
    listed = list(names)
    return dict(zip(listed, ["", *listed], strict=False))
