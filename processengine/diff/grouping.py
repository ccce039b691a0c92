"""Changes grouped for a reader: stage by stage, the most serious first, and a cause before what follows from it.

Stages of which nothing is told but that they are gone stand together under one heading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from processengine.change import Change, Group
from processengine.diff import order
from processengine.diff.atom import ACTIONS, Atom, Keys
from processengine.diff.combine.compound import Compound
from processengine.diff.conditions import Sides
from processengine.diff.describe.words import Titles, quoted
from processengine.model.base import words
from processengine.model.process import Process

_SECTIONS = {
    "": "The process", "roles": "Our roles", "buying_team": "The buying team", "change_work": "What must be settled first",
    "kits": "Kits", "measures": "Measures",
}

_TOGETHER = "Stages that go"
"""What several stages are told under of which nothing is said but that they are gone: a heading for each would only repeat it."""

_COMES_OR_GOES = ("stage-added", "stage-removed", "stage-inserted", "stage-bypassed", "stage-split", "stages-merged", "stages-swapped")


@dataclass(frozen=True)
class Item:
    """A change that is told, and the atom or compound that it is."""

    change: Change
    found: Atom | Compound

    @property
    def is_rename(self) -> bool:
        """Whether it tells what a stage is called now."""
        return isinstance(self.found, Atom) and self.found.element == "stage" and (self.found.action == "renamed" or self.found.field == "title")

    @property
    def comes_or_goes(self) -> bool:
        """Whether a stage comes, goes or finds another place."""
        return self.change.kind in _COMES_OR_GOES

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms that it tells."""
        return (self.found,) if isinstance(self.found, Atom) else self.found.parts

    @property
    def place(self) -> int:
        """Where it stands among changes as serious: what went before what came, and findings after what they follow from."""
        if isinstance(self.found, Compound):
            return len(ACTIONS) if self.change.kind.startswith("must-pass") else -1
        return ACTIONS.index(self.found.action)

    @property
    def order(self) -> tuple[bool, bool, int, bool, int]:
        """What sorts it in its group: a rename, a stage's coming or going, then by impact, where deals start before the rest."""
        is_start = isinstance(self.found, Atom) and self.found.field == "start"
        return not self.is_rename, not self.comes_or_goes, self.change.impact.rank, not is_start, self.place


def group_of(found: Atom | Compound) -> str:
    """Return what a change is told under: a stage, a step, or one of the document's maps; empty for the document."""
    if isinstance(found, Compound):
        return found.told_under
    if found.stage:
        return f"stages.{found.stage}"
    match found.keys:
        case "from_anywhere", target:
            return f"stages.{target}"
        case "steps", step:
            return f"steps.{step}"
        case holder, _ if holder in _SECTIONS:
            return holder
    return ""


def groups(items: Sequence[Item], sides: Sides) -> list[Group]:
    """Group changes: the most serious group first, then what others follow from, then the one further up in the file."""
    grouped: dict[str, list[Item]] = {}
    for item in items:
        grouped.setdefault(item.change.group, []).append(item)
    places = {name: index for index, name in enumerate(_all_groups(sides))}
    came_or_went = {stage for item in items for stage in _come_or_gone(item)}

    def seriousness(name: str) -> tuple[int, bool, bool, int]:
        follows = _follows(grouped[name], came_or_went)
        rank = min(item.change.impact.rank for item in grouped[name])
        return rank, name == "measures", follows, places.get(name, len(places))

    ordered = {name: sorted(grouped[name], key=lambda item: item.order) for name in sorted(grouped, key=seriousness)}
    going = [name for name, found in ordered.items() if _only_goes(found)]
    return [
        Group(title, tuple(item.change for name in names for item in ordered[name]))
        for title, names in _headings(ordered, going if len(going) > 1 else [], sides)
    ]


def _headings(ordered: dict[str, list[Item]], together: Sequence[str], sides: Sides) -> Iterator[tuple[str, Sequence[str]]]:
    """Give each heading and what stands under it; what stands `together` has one, in the place of its first."""
    for name, found in ordered.items():
        if name not in together:
            yield _title(name, _old_keys(found), sides), [name]
        elif name == together[0]:
            yield _TOGETHER, together


def _only_goes(items: Sequence[Item]) -> bool:
    """Tell whether nothing is told of a stage but that it is gone."""
    return len(items) == 1 and items[0].change.kind in ("stage-removed", "stage-bypassed") and any(
        atom.element == "stage" and atom.action == "removed" for atom in items[0].atoms)


def _come_or_gone(item: Item) -> Iterator[str]:
    return (atom.id for atom in item.atoms if atom.element == "stage" and atom.action in ("added", "removed"))


def _follows(items: Sequence[Item], stages: set[str]) -> bool:
    """Tell whether a group only gains or loses transitions, and some of them because of stages that came or went."""
    atoms = [atom for item in items for atom in item.atoms]
    only_ways = all(atom.element == "transition" and atom.action in ("added", "removed") for atom in atoms)
    return only_ways and any(atom.id in stages for atom in atoms)


def _all_groups(sides: Sides) -> list[str]:
    names = [name for name in _SECTIONS if name != "measures"]
    for holder in ("stages", "steps"):
        before, after = (list(getattr(side, holder, {})) for side in (sides.spoken, sides.new))
        names += [f"{holder}.{name}" for name in order.merged(before, after)]
    return [*names, "measures"]


def _old_keys(items: Sequence[Item]) -> Keys:
    """Return the old keys of what a group is about, as one of its changes has them."""
    return next((item.found.old_keys for item in items if group_of(item.found) == ".".join(item.found.keys[:2])), ())


def _title(group: str, old_keys: Keys, sides: Sides) -> str:
    """Return the heading of a group; what is called otherwise now, with what it was called."""
    content = sides.new or sides.spoken
    assert content is not None
    holder, dot, name = group.partition(".")
    if not dot:
        return _SECTIONS[group] if isinstance(content, Process) or group else "The journey"
    old_name = old_keys[1] if old_keys else name
    was = Titles(sides.old).of(holder, old_name) if sides.old and old_name in getattr(sides.old, holder, {}) else ""
    if name not in getattr(content, holder, {}):
        return was or quoted(words(name))
    now = Titles(content).of(holder, name)
    return f"{now} (was {was})" if was and was != now else now
