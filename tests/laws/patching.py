"""Atoms put back: an oracle that turns one side's data into the other's with nothing but the atoms."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from processengine.diff.atom import Atom
from processengine.diff.data import AS_SET

BY_CONTEXT = {"title", "kind", "led_by", "probability", "by", "equips", "needs", "covers", "start"}
"""Fields that may be left out where they say what is so anyway."""

_NO_CONTENT = {"was", "version"}


def applied(data: dict[str, Any], atoms: Iterable[Atom]) -> dict[str, Any]:
    """Return data with what the atoms say done to it; nothing may be renamed in them."""
    made = deepcopy(data)
    placed: list[Atom] = []
    for atom in atoms:
        if atom.element == "stage" and atom.action in ("added", "moved"):
            placed.append(atom)
        if atom.action != "moved":
            _apply(made, atom)
    names = [name for name in made["stages"] if name not in {atom.id for atom in placed}]
    for atom in placed:
        assert atom.place is not None
        names.insert(names.index(atom.place) + 1 if atom.place else 0, atom.id)
    made["stages"] = {name: made["stages"][name] for name in names}
    return made


def _apply(made: dict[str, Any], atom: Atom) -> None:
    if atom.action == "changed":
        holder, name = _element(made, atom.keys), atom.field
    else:
        holder, name = _element(made, atom.keys[:-1]), atom.id
    if isinstance(holder, list):
        holder[:] = [one for one in holder if target(one) != name] + ([atom.after] if atom.action == "added" else [])
    elif atom.after is None:
        holder.pop(name, None)
    else:
        holder[name] = atom.after


def _element(made: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """Return what keys lead to, making what was left out and writing out a way that is only its target."""
    here: Any = made
    for key in keys:
        if isinstance(here, list):
            index = next(index for index, one in enumerate(here) if target(one) == key)
            if isinstance(here[index], str):
                here[index] = {"to": key}
            here = here[index]
        else:
            here = here.setdefault(key, [] if key in ("next", "from_anywhere", "continues_in") else {})
    return here


def target(way: Any) -> str:
    """Return where a way leads, whichever way it is written."""
    return str(way["to"] if isinstance(way, dict) else way)


def content(data: Any, field: str = "") -> Any:
    """Return what data says whatever stands around it: sets in order, nothing left out or empty, no order of keys."""
    if isinstance(data, dict):
        kept = {key: content(value, key) for key, value in data.items() if key not in _NO_CONTENT | BY_CONTEXT}
        return {key: value for key, value in kept.items() if value not in ({}, [], None)}
    if isinstance(data, list):
        if field in ("next", "from_anywhere", "continues_in"):
            ways = {target(one): content(one if isinstance(one, dict) else {"to": one}) for one in reversed(data)}
            return [ways[name] for name in sorted(ways)]
        return sorted(set(data)) if field in AS_SET or field == "for" else data
    return data
