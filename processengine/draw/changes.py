"""What a difference says in a box, in as few words as a picture has room for."""

from collections import Counter
from collections.abc import Iterable, Mapping

from processengine.diff.atom import Action, Atom, Element
from processengine.draw.picture import Mark
from processengine.draw.wrap import clean, cut
from processengine.model.base import words

_MOST = 4
_VALUE_COLUMNS = 24
_SIGNS: Mapping[Action, Mark] = {
    "added": Mark.ADDED, "removed": Mark.REMOVED, "changed": Mark.CHANGED, "renamed": Mark.CHANGED, "moved": Mark.CHANGED,
}
_NAMES: Mapping[Element, str] = {"criterion": "fact", "record": "record", "play": "play"}
_PLAIN = frozenset({"max_days", "probability", "led_by", "forecast", "closed_door", "parked", "outcome", "because"})
_COUNTED: Mapping[Element, tuple[str, str, str]] = {
    "team-member": ("member", "members", "the buying team"),
    "criterion": ("criterion", "criteria", "every stage"),
    "change-work": ("piece of change work", "pieces of change work", ""),
}
_FROM_ANYWHERE = {"removed": "from", "added": "to"}


def lines_about(atoms: Iterable[Atom]) -> tuple[str, ...]:
    """Return the lines that tell of a stage what changed in it; the ways from it are told beside their lines."""
    lines = [line for atom in atoms if (line := _line(atom))]
    more = len(lines) - _MOST
    return tuple(lines) if more <= 1 else (*lines[:_MOST], f"and {more} more")


def _line(atom: Atom) -> str:
    if atom.element == "stage":
        return _about_stage(atom)
    name = _NAMES.get(atom.element)
    return f"{_SIGNS[atom.action]} {name}: {_title(atom)}" if name else ""


def _about_stage(atom: Atom) -> str:
    if atom.action == "renamed":
        return f"~ was: {words(str(atom.before))}"
    if atom.action == "moved":
        return "~ moved in the list"
    field = _field(atom.field)
    if atom.field in _PLAIN:
        return f"~ {field}: {_value(atom.before)} → {_value(atom.after)}"
    if atom.field == "title":
        return f"~ title was: {cut(clean(str(atom.before or words(atom.stage))), _VALUE_COLUMNS)}"
    if atom.field == "from_anywhere" and atom.after is None:
        return "~ no list of its own any more"
    return f"~ {field}"


def _title(atom: Atom) -> str:
    content = atom.after or atom.before
    title = content.get("title") if isinstance(content, dict) else None
    return cut(clean(str(title or words(atom.id))), _VALUE_COLUMNS)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else cut(clean(str(value)), _VALUE_COLUMNS)


def unseen(atoms: Iterable[Atom]) -> str:
    """Return a sentence about what changed and stands in no box, or nothing."""
    said = Counter((_kind(atom), atom.element, atom.action if atom.keys else "") for atom in _elements(atoms))
    parts = [_counted(element, action, number) if action else kind for (kind, element, action), number in said.items()]
    return f"Also changed, not in the picture: {', '.join(parts)}" if parts else ""


def _elements(atoms: Iterable[Atom]) -> list[Atom]:
    """Return the atoms that no box shows, of an element of which several fields changed one."""
    return list({(atom.keys, "" if atom.keys else atom.field): atom for atom in atoms if not _is_seen(atom)}.values())


def _is_seen(atom: Atom) -> bool:
    return bool(atom.stage) or atom.element == "from-anywhere" or (not atom.keys and atom.field == "title")


def _kind(atom: Atom) -> str:
    if atom.keys:
        return atom.element
    if atom.field == "start":
        return "where deals start"
    return f"the {_field(atom.field)}" if atom.field else "the process itself"


def _field(name: str) -> str:
    return {"about": "note", "client_result": "result for the client", "from_anywhere": "its own list of ends"}.get(name, words(name).replace("_", " ").lower())


def _counted(element: Element, action: Action, number: int) -> str:
    one, more, whole = _COUNTED.get(element, (element, f"{element}s", ""))
    said = f"{number} {one if number == 1 else more}"
    if element == "criterion":
        return f"{said} for {whole} {action}"
    if not whole:
        return f"{said} {action}"
    return f"{said} of {whole} {action}" if action == "changed" else f"{said} {action} {_FROM_ANYWHERE[action]} {whole}"


def summary(marks: Iterable[Mark], noun: str) -> str:
    """Return how many of some parts were added, removed and changed: `1 stage added, 2 changed`; nothing for none."""
    counts = Counter(marks)
    said = [(counts[mark], verb) for mark, verb in ((Mark.ADDED, "added"), (Mark.REMOVED, "removed"), (Mark.CHANGED, "changed"))]
    parts = [f"{number} {noun if number == 1 else noun + 's'} {verb}" for number, verb in said if number]
    return ", ".join(parts)
