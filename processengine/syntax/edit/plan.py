"""One edit operation on one page: the splices that do it, and what it means for the data."""

from collections.abc import Callable
from typing import NamedTuple

from processengine.model.nearest import did_you_mean
from processengine.syntax.document import item_key
from processengine.syntax.edit import block, flow, shape, value, verbatim
from processengine.syntax.edit.layout import style_for_new, style_for_old
from processengine.syntax.edit.lines import Splice
from processengine.syntax.edit.meaning import (
    Branch,
    Tree,
    Twig,
    branch_at,
    name_of,
    names_in,
    tree_of_value,
)
from processengine.syntax.edit.operation import Add, EditError, Remove, Rename, Set, Value, Written, shown
from processengine.syntax.edit.page import Holder, Page, Spot
from processengine.syntax.edit.place import place_for
from processengine.syntax.edit.render import Rendered, entry_lines, in_block, in_flow, item_lines
from processengine.syntax.edit.scalar import key_of, quoted, text_of
from processengine.syntax.nodes import Mapping, Node, Scalar, Sequence


class Plan(NamedTuple):
    """What an operation does: `effect` changes the tree of the data in place; `touched` is the path it reaches into."""

    splices: list[Splice]
    effect: Callable[[Tree], None]
    touched: tuple[str, ...]


def plan(page: Page, operation: Add | Remove | Rename | Set) -> Plan:
    """Return what an operation does to a page; raise EditError where it can't be done."""
    names = page.names(operation.path)
    if not names:
        raise EditError("An edit needs the path of an element.")
    if isinstance(operation, Add):
        return _add(page, names, operation)
    spots = _way(page, names)
    if isinstance(operation, Remove):
        return _remove(page, names, _second(page, names, spots) if operation.second else spots)
    if isinstance(operation, Rename):
        return _rename(page, names, spots, operation.new)
    taken = _taken(page, spots[-1], operation)
    if taken is not None:
        return Plan(taken, _put(spots, tree_of_value(operation.value)), names)
    return _set(page, names, spots, operation.value)


def _taken(page: Page, spot: Spot, operation: Set) -> list[Splice] | None:
    """Return the splice that takes over how another text writes a value."""
    if operation.written is None or spot.holder.flow:
        return None
    return verbatim.replace(page, *spot, operation.written)


def _way(page: Page, names: tuple[str, ...]) -> list[Spot]:
    spots = page.spots(names)
    if len(spots) < len(names):
        node = page.root if not spots else _value(spots[-1])
        missing = names[len(spots)]
        raise EditError(f"{shown(names[: len(spots) + 1])} isn't there.{did_you_mean(missing, names_in(node))}")
    return spots


def _second(page: Page, names: tuple[str, ...], spots: list[Spot]) -> list[Spot]:
    """Return the way to the second element of a name, by the way to the first."""
    holder = spots[-1].holder
    second = page.second_place_of(holder, names[-1])
    if second is None:
        raise EditError(f"{shown(names)} stands there only once.")
    return [*spots[:-1], Spot(holder, second)]


def _value(spot: Spot) -> Node:
    holder, place = spot
    return holder.entries[place].value if isinstance(holder, Mapping) else holder.items[place]


def _places(spots: list[Spot]) -> tuple[int, ...]:
    return tuple(spot.place for spot in spots)


def _add(page: Page, names: tuple[str, ...], operation: Add) -> Plan:
    spots = page.spots(names)
    depth = len(spots)
    if depth == len(names):
        raise EditError(f"{shown(names)} is there already.")
    if depth < len(names) - 1 and (operation.before or operation.after):
        raise EditError(f"{shown(names[:-1])} isn't there, so nothing stands beside the new element.")
    holder = _value(spots[-1]) if spots else page.root
    new = _wrapped(page, names, depth + 1, operation.value)
    if isinstance(holder, Scalar):
        return _add_to_nothing(page, names[:depth], spots, holder, _content(page, names, depth, new))
    if isinstance(holder, Sequence):
        _must_be_item(names[: depth + 1], new)
    if not page.elements(holder):
        return _add_to_empty(page, names[:depth], spots, holder, {names[depth]: new} if isinstance(holder, Mapping) else [new])
    place = place_for(page, holder, names[: depth + 1], operation.before, operation.after)
    is_whole = depth == len(names) - 1
    splices = _insert(page, holder, place, names[depth], new, operation.written if is_whole else None)
    twig = Twig(names[depth] if isinstance(holder, Mapping) else "", tree_of_value(new))
    return Plan(splices, lambda tree: branch_at(tree, _places(spots)).twigs.insert(place, twig), names[:depth])


def _wrapped(page: Page, names: tuple[str, ...], depth: int, new: Value) -> Value:
    """Return a value with the maps and lists that lead to it from `names[:depth]` on."""
    for at in range(len(names) - 1, depth - 1, -1):
        new = _content(page, names, at, new)
    return new


def _content(page: Page, names: tuple[str, ...], depth: int, new: Value) -> Value:
    """Return the map or list at `names[:depth]` that holds nothing but `new`."""
    listed = shape.is_list(page.document.kind, names[:depth])
    if listed is None:
        listed = name_of(new) == names[depth]
    if listed:
        _must_be_item(names[: depth + 1], new)
    return [new] if listed else {names[depth]: new}


def _must_be_item(names: tuple[str, ...], new: Value) -> None:
    if name_of(new) != names[-1] and not (isinstance(new, dict) and "to" not in new):
        raise EditError(f"The item at {shown(names)} must be `{names[-1]}`, or a map with that in `to`.")


def _insert(page: Page, holder: Holder, place: int, name: str, new: Value, written: Written | None) -> list[Splice]:
    if holder.flow:
        return flow.insert(page, holder, place, flow.Piece(_flowing(holder, name, new)))
    if written and (taken := verbatim.lines_at(written, holder.start.column)):
        return block.insert(page, holder, place, taken, written.end)
    style = style_for_new(page, holder, place)
    lines = entry_lines(name, in_block(new, style)) if isinstance(holder, Mapping) else item_lines(new, style)
    return block.insert(page, holder, place, block.indented(holder, lines))


def _flowing(holder: Holder, name: str, new: Value) -> str:
    return f"{key_of(name, flow=True)}: {in_flow(new)}" if isinstance(holder, Mapping) else in_flow(new)


def _add_to_nothing(page: Page, names: tuple[str, ...], spots: list[Spot], holder: Scalar, content: Value) -> Plan:
    """Fill a key that has no value."""
    if holder.value or holder.style:
        raise EditError(f"{shown(names)} holds `{holder.value}`; nothing can be put into that.")
    return _replace(page, names, spots, content)


def _add_to_empty(page: Page, names: tuple[str, ...], spots: list[Spot], holder: Holder, content: Value) -> Plan:
    """Fill `{}` or `[]`: inside the brackets where the content suits flow style, else in lines of its own."""
    around = spots[-1]
    within_flow = any(spot.holder.flow for spot in spots)
    if not within_flow:
        style = style_for_old(page, around.holder, around.place, flow=False)
        if in_block(content, style).body:
            return _replace(page, names, spots, content)
    text = in_flow(content)[1:-1]
    branch = tree_of_value(content)
    return Plan(flow.insert(page, holder, 0, flow.Piece(text)), _put(spots, branch), names)


def _remove(page: Page, names: tuple[str, ...], spots: list[Spot]) -> Plan:
    holder, place = spots[-1]
    if holder is page.root and place == 0:
        raise EditError(f"`{names[0]}` can't be removed: the first key tells what the file is.")
    if len(page.elements(holder)) == 1:
        if shape.may_go(page.document.kind, names[:-1]):
            return _remove(page, names[:-1], spots[:-1])
        splices = flow.remove(page, holder, 0) if holder.flow else _emptied(page, spots)
    else:
        splices = flow.remove(page, holder, place) if holder.flow else block.remove(page, holder, place)
    return Plan(splices, lambda tree: _pop(branch_at(tree, _places(spots[:-1])), place), names[:-1])


def _emptied(page: Page, spots: list[Spot]) -> list[Splice]:
    """Take out the only element of a block map or list, and leave brackets; comments inside stay."""
    holder = spots[-1].holder
    outer = spots[-2]
    brackets = "{}" if isinstance(holder, Mapping) else "[]"
    here = block.extent(page, holder, 0)
    element = page.element(outer)
    if here.attached:
        return [Splice(int(holder.start.index), element.end, brackets)]
    colon = block.colon_end(page, outer.holder, element)
    return [Splice(colon, colon, " " + brackets), page.lines.remove(here.first, here.stop)]


def _rename(page: Page, names: tuple[str, ...], spots: list[Spot], new: str) -> Plan:
    holder, place = spots[-1]
    if new != names[-1] and page.place_of(holder, new) is not None:
        raise EditError(f"{shown((*names[:-1], new))} is there already.")
    if isinstance(holder, Mapping):
        return Plan([_rekey(page, holder, place, new)], lambda tree: _rekeyed(tree, spots, new), names[:-1])
    item = holder.items[place]
    key = item_key(item)
    if key is None:
        raise EditError(f"{shown(names)} has no name that could be changed.")
    within_flow = holder.flow or (isinstance(item, Mapping) and item.flow)
    text = text_of(new, flow=within_flow)
    splices = [Splice(key.start.index, key.end.index, text)]
    if key.style in ("|", ">"):
        inner = Spot(item, page.place_of(item, "to") or 0) if isinstance(item, Mapping) else spots[-1]
        splices = value.replace(page, *inner, Rendered(text))
    return Plan(splices, lambda tree: _retargeted(tree, spots, new), names[:-1])


def _rekey(page: Page, holder: Mapping, place: int, new: str) -> Splice:
    element = page.elements(holder)[place]
    assert element.key is not None
    if not holder.flow:
        block.extent(page, holder, place)
        block.colon_end(page, holder, element)
    start, end = element.key.start.index, element.key.end.index
    # `{"a":1}`: without a blank after the colon only a quoted key is one.
    is_tight = page.text[end : end + 1] == ":" and page.text[end + 1 : end + 2].strip() != ""
    return Splice(start, end, quoted(new) if is_tight else key_of(new, flow=holder.flow))


def _set(page: Page, names: tuple[str, ...], spots: list[Spot], new: Value) -> Plan:
    holder, place = spots[-1]
    if not holder.flow:
        return _replace(page, names, spots, new)
    element = page.elements(holder)[place]
    start, end = int(element.value.start.index), element.end
    text = in_flow(new)
    if start == end and element.key is not None:
        beside = page.text[element.key.end.index : start]
        text = (" " if beside.endswith(":") else "" if ":" in beside else ": ") + text
    return Plan([Splice(start, end, text)], _put(spots, tree_of_value(new)), names)


def _replace(page: Page, names: tuple[str, ...], spots: list[Spot], new: Value) -> Plan:
    """Give another value to an element; it may stand inside brackets."""
    holder, place = spots[-1]
    if holder.flow:
        return _set(page, names, spots, new)
    element = page.elements(holder)[place]
    old = element.value
    kind = Mapping if isinstance(new, dict) else Sequence
    flows = isinstance(old, kind) and old.flow and page.elements(old) != []
    style = style_for_old(page, holder, place, flow=flows)
    rendered = value.rendered(page, holder, element, new, style)
    return Plan(value.replace(page, holder, place, rendered), _put(spots, tree_of_value(new)), names)


def _put(spots: list[Spot], tree: Tree) -> Callable[[Tree], None]:
    def effect(whole: Tree) -> None:
        branch_at(whole, _places(spots[:-1])).twigs[spots[-1].place].value = tree

    return effect


def _pop(branch: Branch, place: int) -> None:
    del branch.twigs[place]


def _rekeyed(tree: Tree, spots: list[Spot], new: str) -> None:
    branch_at(tree, _places(spots[:-1])).twigs[spots[-1].place].key = new


def _retargeted(tree: Tree, spots: list[Spot], new: str) -> None:
    twig = branch_at(tree, _places(spots[:-1])).twigs[spots[-1].place]
    if isinstance(twig.value, Branch):
        twig = next(one for one in twig.value.twigs if one.key == "to")
    twig.value = new
