"""Decisions written into the text of ours: the edit operations that bring in what others changed."""

from collections.abc import Callable, Iterator

from processengine.diff.order import moved
from processengine.merge.decide import Difference, Plan
from processengine.merge.shape import Shape
from processengine.merge.tree import MISSING, Keys, Place, Tree, are_equal, at, data_of, item_of, names_in
from processengine.syntax.edit import Add, EditError, Move, Operation, Remove, Set, apply

Choose = Callable[[Difference], Tree]
"""Says which value an element shall have."""


def merged(difference: Difference) -> Tree:
    """Choose what was decided; ours where nothing could be."""
    if difference.is_order and difference.action != "conflict":
        return difference.result
    return difference.theirs if difference.action == "theirs" else difference.ours


Lines = Callable[[Keys], tuple[str, ...]]
"""Says how theirs writes an element, with its comments."""


def written(text: str, tree: Tree, plan: Plan, choose: Choose, lines: Lines) -> str:
    """Return the text of ours, whose data is `tree`, with the chosen values; raise EditError where that isn't safe.

    What theirs added comes as theirs writes it, with its comments, as far as that is safe.
    """
    try:
        return apply(text, list(_Writing(tree, plan, choose, lines).operations()))
    except EditError:
        return apply(text, list(_Writing(tree, plan, choose, lambda _: ()).operations()))


class _Writing:
    """`names` are, for each map or list that was asked for, the names in it as the operations leave it."""

    def __init__(self, tree: Tree, plan: Plan, choose: Choose, lines: Lines) -> None:
        self.tree, self.plan, self.choose, self.lines = tree, plan, choose, lines
        self.names: dict[Keys, list[str]] = {}
        self.opened: set[Keys] = set()

    def operations(self) -> Iterator[Operation]:
        """Yield what comes and changes, then what goes, so that no map is empty in between, then what moves."""
        changed = [(one, self.choose(one)) for one in self.plan.differences]
        elements = [(one, want) for one, want in changed if not one.is_order and not _is_same(one.ours, want)]
        # Edits that reach into different elements are done in one go, so what lies deepest comes first.
        elements.sort(key=lambda pair: (pair[0].ours is MISSING, -len(pair[0].place.keys)))
        for difference, want in elements:
            if want is not MISSING:
                lines = self.lines(difference.place.keys) if want is difference.theirs else ()
                yield from self._put(difference.place, difference.ours, want, lines)
        for difference, want in elements:
            if want is MISSING:
                self._inside(difference.place.keys[:-1]).remove(difference.place.keys[-1])
                yield Remove(difference.place.keys)
        for difference, want in changed:
            if difference.is_order:
                yield from self._moves(difference.place.keys, want, is_result=want is difference.result)

    def _inside(self, keys: Keys) -> list[str]:
        return self.names.setdefault(keys, names_in(at(self.tree, keys)))

    def _put(self, place: Place, have: Tree, want: Tree, lines: tuple[str, ...]) -> Iterator[Operation]:
        yield from self._opened(place)
        holder, is_item = place.keys[:-1], _holder(place).shape.is_list
        value = item_of(place, want) if is_item else data_of(place, want)
        if have is not MISSING:
            yield Set(place.keys, value)
        elif _holder(place).shape is Shape.FIELDS or holder not in self.plan.orders:
            yield Add(place.keys, value, lines=lines)
        else:
            yield self._beside(place, value, lines)

    def _beside(self, place: Place, value: Tree, lines: tuple[str, ...]) -> Operation:
        """Add an element where the merged order has it."""
        holder, name = place.keys[:-1], place.keys[-1]
        there, order = self._inside(holder), self.plan.orders[holder]
        present = set(there)
        index = order.index(name)
        after = next((one for one in reversed(order[:index]) if one in present), None)
        if after is not None:
            there.insert(there.index(after) + 1, name)
            return Add(place.keys, value, after=after, lines=lines)
        there.insert(0, name)
        return Add(place.keys, value, before=there[1] if there[1:] else None, lines=lines)

    def _opened(self, place: Place) -> Iterator[Operation]:
        """Write the transition that a field belongs to as a map, where only its target stands there."""
        item = place.keys[:-1]
        holder = _holder(_holder(place)) if len(place.keys) > 1 else place
        if holder.shape is Shape.TRANSITIONS and len(item) > len(holder.keys) and not at(self.tree, item) and item not in self.opened:
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


def _is_same(one: Tree, other: Tree) -> bool:
    return one is other or (one is not MISSING and other is not MISSING and are_equal(one, other))


def _holder(place: Place) -> Place:
    return Place(place.kind, place.keys[:-1], place.pattern[:-1])


def _arranged(names: list[str], order: list[str]) -> list[str]:
    """Return names in the order of `order`; those that it lacks keep their place."""
    known = set(names)
    wanted = iter([name for name in order if name in known])
    ordered = set(order)
    return [next(wanted) if name in ordered else name for name in names]
