"""Which edit counts for each element that differs: decided on the data of the three sides, before any text is touched."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from processengine.merge import order, reasons
from processengine.merge.decision import Action, Decision
from processengine.merge.shape import Shape, may_be_empty, order_counts
from processengine.merge.tree import MISSING, Keys, Place, Tree, all_keys, are_equal, are_written_alike, at, names_in
from processengine.merge.version import higher

_QUANTITY = frozenset({"share", "among", "duration", "quantile", "ratio", "count", "last", "within", "each", "by"})
_STATEMENTS = {
    "measures": _QUANTITY,
    "claims": _QUANTITY | {"at_least", "at_most", "compare", "where", "versus", "direction"},
    "expects": frozenset({"from", "to", "by"}),
}
"""The fields that say one thing together, in the elements of some maps."""


@dataclass(frozen=True)
class Difference:
    """An element or field that is not the same on all sides, with its values, and whose counts.

    `order` is set where only the order of what is inside is meant; the values are lists of names then.
    """

    place: Place
    base: Tree
    ours: Tree
    theirs: Tree
    action: Action
    reason: str
    is_order: bool = False
    result: Tree = MISSING

    @property
    def decision(self) -> Decision:
        """What is told of it."""
        return Decision(self.place.path, self.action, self.reason)


@dataclass(frozen=True)
class Plan:
    """The differences in the order of ours, and for each map or list the order in which everything would stand."""

    differences: tuple[Difference, ...]
    orders: Mapping[Keys, list[str]] = field(default_factory=dict)


def decide(place: Place, base: Tree, ours: Tree, theirs: Tree, forced: Mapping[Keys, str]) -> Plan:
    """Return what differs and whose edit counts; `forced` are the paths that conflict whatever their values, with the reason."""
    deciding = _Deciding(forced)
    return Plan(tuple(deciding.differences(place, base, ours, theirs)), deciding.orders)


class _Deciding:
    def __init__(self, forced: Mapping[Keys, str]) -> None:
        self.forced = forced
        self.orders: dict[Keys, list[str]] = {}

    def differences(self, place: Place, base: Tree, ours: Tree, theirs: Tree) -> Iterator[Difference]:
        if are_written_alike(base, ours, theirs) and not self.forced:
            return
        if place.keys in self.forced:
            yield Difference(place, base, ours, theirs, "conflict", self.forced[place.keys])
        elif _has_inside(place, base, ours, theirs):
            yield from self._inside(place, base, ours, theirs)
        elif not (are_equal(ours, theirs) and are_equal(base, ours)):
            yield _judged(place, base, ours, theirs)

    def _inside(self, place: Place, base: Tree, ours: Tree, theirs: Tree) -> Iterator[Difference]:
        merged = order.merged(names_in(base), names_in(ours), names_in(theirs))
        self.orders[place.keys] = merged.names
        if reason := _together(place, base, ours, theirs):
            yield Difference(place, base, ours, theirs, "conflict", reason)
            return
        for key in all_keys(ours, theirs, base):
            values = [at(tree, (key,)) for tree in (base, ours, theirs)]
            yield from self.differences(place.inside(key), *values)
        if not place.keys and (contested := _starts(place, base, ours, theirs, self.orders.get(("stages",), []))):
            yield contested
        elif order_counts(place.kind, place.pattern):
            yield from _order(place, [names_in(tree) for tree in (base, ours, theirs)], merged)


def _has_inside(place: Place, base: Tree, ours: Tree, theirs: Tree) -> bool:
    """Tell whether an element is merged by what is inside it; where a side lacks it, that must mean an empty one."""
    if not place.shape.has_keys or _is_redefined(place, base, ours, theirs):
        return False
    sides = [base, ours, theirs]
    if all(tree is MISSING for tree in sides[1:]) or not all(tree is MISSING or isinstance(tree, dict) for tree in sides):
        return False
    if MISSING not in sides or not place.keys or may_be_empty(place.kind, place.pattern):
        return True
    return place.shape is Shape.ELEMENTS and MISSING not in sides[1:]


def _is_redefined(place: Place, base: Tree, ours: Tree, theirs: Tree) -> bool:
    """Tell whether both sides changed what a measure, a claim or an expectation says: halves of two are no third one."""
    fields = _STATEMENTS.get(place.keys[0]) if len(place.keys) == 2 else None
    if fields is None:
        return False
    before, here, there = (_said(tree, fields) for tree in (base, ours, theirs))
    return not (are_equal(here, there) or are_equal(before, here) or are_equal(before, there))


def _said(tree: Tree, fields: frozenset[str]) -> Tree:
    return {key: value for key, value in tree.items() if key in fields} if isinstance(tree, dict) else tree


def _together(place: Place, base: Tree, ours: Tree, theirs: Tree) -> str:
    """Say what is wrong where each side's edit of a list is fine and both are what neither means; nothing where it isn't."""
    before, here, there = (set(names_in(tree)) for tree in (base, ours, theirs))
    if place.shape.is_list and not may_be_empty(place.kind, place.pattern) and here and there:
        left = {name for name in here | there if (name in here and name in there) or name not in before}
        if not left:
            return reasons.NOTHING_LEFT
    rewritten = before - here - there
    if place.shape is Shape.ORDERED and place.keys[-1] != "was" and rewritten and here - before and there - before and here != there:
        return reasons.SAME_TEXT
    return ""


def _starts(place: Place, base: Tree, ours: Tree, theirs: Tree, merged: list[str]) -> Difference | None:
    """Return the conflict over where deals start, where both sides changed that without a word: by what stands first."""
    if place.kind != "process" or any(at(tree, ("start",)) is not MISSING for tree in (base, ours, theirs)):
        return None
    firsts = [next(iter(names_in(at(tree, ("stages",)))), "") for tree in (base, ours, theirs)]
    if len(set(firsts)) < 3 or "" in firsts:
        return None
    orders = [[first, *(name for name in merged if name != first)] for first in firsts]
    return Difference(place.inside("stages"), orders[0], orders[1], orders[2], "conflict", reasons.firsts(*firsts), is_order=True)


def _judged(place: Place, base: Tree, ours: Tree, theirs: Tree) -> Difference:
    """Decide for an element as a whole."""
    def found(action: Action, reason: str) -> Difference:
        return Difference(place, base, ours, theirs, action, reason)

    if are_equal(ours, theirs):
        return found("both", f"Both sides {reasons.done(base, ours)} it.")
    if are_equal(base, ours):
        return found("theirs", f"Only theirs {reasons.done(base, theirs)} it.")
    if are_equal(base, theirs):
        return found("ours", f"Only ours {reasons.done(base, ours)} it.")
    if place.keys == ("version",) and (newest := higher(ours, theirs)) is not None:
        return found("ours" if newest == ours else "theirs", "The higher version counts.")
    return found("conflict", reasons.contradiction(base, ours, theirs))


def _order(place: Place, names: list[list[str]], merged: order.Order) -> Iterator[Difference]:
    """Decide on the order of what is inside, as far as the sides have the same there."""
    everywhere = set(names[1]) & set(names[2])
    shared = [[name for name in side if name in everywhere] for side in names]
    known = set(shared[0])
    base, ours, theirs = ([name for name in side if name in known] for side in shared)
    result = [name for name in merged.names if name in everywhere]
    if not merged.is_settled:
        yield Difference(place, shared[0], shared[1], shared[2], "conflict", reasons.ORDERS, is_order=True)
    elif base == ours == theirs:
        return
    else:
        action: Action = "both" if ours == theirs or (base not in (ours, theirs)) else "theirs" if base == ours else "ours"
        reason = {"both": "Both sides changed the order.", "theirs": "Only theirs changed the order.", "ours": "Only ours changed the order."}[action]
        yield Difference(place, shared[0], shared[1], shared[2], action, reason, is_order=True, result=result)
