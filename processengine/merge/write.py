"""Decisions written into the text of ours: the edit operations that bring in what others changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from processengine.diff.order import moved
from processengine.merge.decide import Difference, Plan
from processengine.merge.shape import Shape
from processengine.merge.tree import MISSING, Keys, Place, Tree, at, data_of, item_of, names_in
from processengine.syntax.document import Document
from processengine.syntax.edit import Add, EditError, Move, Operation, Remove, Set, Written, apply, written_of

Choice = Literal["base", "ours", "theirs", "result"]
Choose = Callable[[Difference], Choice]
"""Says whose value an element shall have; of an order also the one that was decided."""


def merged(difference: Difference) -> Choice:
    """Choose what was decided; ours where nothing could be."""
    if difference.is_order and difference.action != "conflict":
        return "result"
    return "theirs" if difference.action == "theirs" else "ours"


class Writer:
    """Writes decisions into ours; `trees` are the data of the documents of each side."""

    def __init__(self, documents: Mapping[str, Document], trees: Mapping[str, Tree], plan: Plan) -> None:
        self.documents, self.trees, self.plan = documents, trees, plan

    def written(self, choose: Choose) -> str:
        """Return the text of ours with the chosen values; raise EditError where that isn't safe.

        What comes from another side comes as that side writes it, with its comments, as far as that is safe.
        """
        text = self.documents["ours"].text
        writing = _Writing(self, choose, lambda _: True)
        operations = list(writing.operations())
        try:
            return apply(text, operations)
        except EditError:
            safe = {keys for keys in writing.taken if self._is_safe(text, choose, keys)}
            return apply(text, list(_Writing(self, choose, safe.__contains__).operations()))

    def _is_safe(self, text: str, choose: Choose, keys: Keys) -> bool:
        try:
            apply(text, list(_Writing(self, choose, lambda one: one == keys).operations()))
        except EditError:
            return False
        return True


class _Writing:
    """`names` are, for each map or list that was asked for, the names in it as the operations leave it.

    `may_take` says of which elements another side's own lines may be taken; `taken` are those of which they were.
    """

    def __init__(self, writer: Writer, choose: Choose, may_take: Callable[[Keys], bool]) -> None:
        self.documents, self.trees, self.plan = writer.documents, writer.trees, writer.plan
        self.tree = writer.trees["ours"]
        self.choose, self.may_take = choose, may_take
        self.names: dict[Keys, list[str]] = {}
        self.opened: set[Keys] = set()
        self.taken: list[Keys] = []

    def operations(self) -> Iterator[Operation]:
        """Yield what comes and changes, then what goes, so that no map is empty in between, then what moves."""
        chosen = [(one, self.choose(one)) for one in self.plan.differences]
        elements = [(one, side) for one, side in chosen if not one.is_order and side != "ours"]
        # Edits that reach into different elements are done in one go, so what lies deepest comes first.
        elements.sort(key=lambda pair: (pair[0].ours is MISSING, -len(pair[0].place.keys)))
        wholes = dict(self._wholes(elements))
        for place, side in dict.fromkeys(wholes.values()):
            yield Add(place.keys, data_of(place, at(self.trees[side], place.keys)), written=self._written(place.keys, side))
        for difference, side in elements:
            if getattr(difference, side) is not MISSING and difference.place.keys not in wholes:
                yield from self._put(difference, side)
        for difference, side in elements:
            if getattr(difference, side) is MISSING and difference.ours is not MISSING:
                self._inside(difference.place.keys[:-1]).remove(difference.place.keys[-1])
                yield Remove(difference.place.keys)
        for difference, side in chosen:
            if difference.is_order:
                yield from self._moves(difference.place.keys, getattr(difference, side), is_result=side == "result")

    def _wholes(self, elements: Sequence[tuple[Difference, Choice]]) -> Iterator[tuple[Keys, tuple[Place, Choice]]]:
        """Yield the elements that come with the map or list around them, which ours lacks, as one side has it."""
        coming: dict[tuple[Keys, Choice], list[Place]] = {}
        for difference, side in elements:
            holder = difference.place.keys[:-1]
            if holder and at(self.tree, holder) is MISSING and getattr(difference, side) is not MISSING:
                coming.setdefault((holder, side), []).append(difference.place)
        for (holder, side), places in coming.items():
            if len(places) == len(names_in(at(self.trees[side], holder))):
                yield from ((place.keys, (holder_of(place), side)) for place in places)

    def _inside(self, keys: Keys) -> list[str]:
        return self.names.setdefault(keys, names_in(at(self.tree, keys)))

    def _put(self, difference: Difference, side: Choice) -> Iterator[Operation]:
        place, want = difference.place, getattr(difference, side)
        yield from self._opened(place)
        around = holder_of(place)
        value = item_of(place, want) if around.shape.is_list else data_of(place, want)
        if difference.ours is not MISSING:
            yield Set(place.keys, value, self._written_over(difference, side))
        elif around.shape is Shape.FIELDS or around.keys not in self.plan.orders:
            yield Add(place.keys, value, written=self._written(place.keys, side))
        else:
            before, after = self._beside(place)
            yield Add(place.keys, value, before, after, self._written(place.keys, side))

    def _beside(self, place: Place) -> tuple[str | None, str | None]:
        """Return before or after which name a new one stands where the merged order has it."""
        there, order = self._inside(place.keys[:-1]), self.plan.orders[place.keys[:-1]]
        present, name = set(there), place.keys[-1]
        after = next((one for one in reversed(order[: order.index(name)]) if one in present), None)
        there.insert(there.index(after) + 1 if after is not None else 0, name)
        return (there[1] if after is None and there[1:] else None), after

    def _written(self, keys: Keys, side: Choice) -> Written | None:
        """Return how a side writes an element, where that may be taken."""
        found = written_of(self.documents[side], keys) if self.may_take(keys) else None
        if found is not None:
            self.taken.append(keys)
        return found

    def _written_over(self, difference: Difference, side: Choice) -> Written | None:
        """Return how a side writes an element that ours has: for a mark, or where ours left it as the base writes it."""
        keys = difference.place.keys
        is_untouched = written_of(self.documents["ours"], keys) == written_of(self.documents["base"], keys)
        return self._written(keys, side) if is_untouched or difference.action == "conflict" else None

    def _opened(self, place: Place) -> Iterator[Operation]:
        """Write the transition that a field belongs to as a map, where only its target stands there."""
        item = place.keys[:-1]
        if len(place.keys) < 3 or item in self.opened or at(self.tree, item):
            return
        if holder_of(holder_of(place)).shape is Shape.TRANSITIONS:
            self.opened.add(item)
            yield Set(item, {"to": item[-1]})

    def _moves(self, keys: Keys, want: list[str], *, is_result: bool) -> Iterator[Operation]:
        now = self._inside(keys)
        target = _arranged(now, self.plan.orders[keys] if is_result else want)
        going = set(moved(now, target))
        first = next((name for name in target if name not in going), "")
        for place, name in enumerate(target):
            if name in going:
                yield Move((*keys, name), after=target[place - 1]) if place else Move((*keys, name), before=first)
        self.names[keys] = target


def holder_of(place: Place) -> Place:
    """Return the place of the map or list in which something stands."""
    return Place(place.kind, place.keys[:-1], place.pattern[:-1])


def _arranged(names: list[str], order: list[str]) -> list[str]:
    """Return names in the order of `order`; those that it lacks keep their place."""
    known = set(names)
    wanted = iter([name for name in order if name in known])
    ordered = set(order)
    return [next(wanted) if name in ordered else name for name in names]
